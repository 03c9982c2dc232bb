/**
 * Vega's SVG, made about four times smaller and fit to stand in a page.
 *
 * Groups are flattened to absolute positions, lines and rectangles of one mark become one path, symbols become circles,
 * what a mark's elements share moves to their group, and numbers keep one decimal. Roles, classes and labels inside go:
 * the root says what the picture is, and the table beside it has the numbers.
 */

import { escapeXml, type SvgElement, svgTag } from "./svg-tree.js";

/** The one family of type in figures: its widths are known (see text-width.ts). */
export const fontFamily = 'Helvetica, Arial, "Liberation Sans", sans-serif';

export interface SvgRoot {
	/** Put before every id inside, so that two figures of a page never share one. */
	readonly idPrefix: string;
	/** What the picture is, in one sentence. */
	readonly label: string;
	readonly width: number;
	readonly height: number;
}

/** One drawn element: what it is called, how it looks, and where it stands. */
interface Shape {
	readonly name: string;
	readonly look: Map<string, string>;
	readonly place: Map<string, string>;
	readonly content: string;
}

interface Offset {
	readonly x: number;
	readonly y: number;
}

const tenth = (value: number): string => {
	if (!Number.isFinite(value)) throw new Error("a drawing holds a position that is not a number");
	return String(Math.round(value * 10) / 10 || 0);
};

const dropped = new Set(["class", "role", "transform", "aria-roledescription", "aria-hidden", "aria-label", "d"]);

/** How an element looks; what says nothing is left out. */
function lookOf(attributes: ReadonlyMap<string, string>): Map<string, string> {
	const look = new Map<string, string>();
	for (const [key, value] of attributes) {
		if (dropped.has(key) || /^(?:[xy][12]?|d[xy])$/.test(key)) continue;
		if (key.startsWith("stroke-") && !attributes.has("stroke")) continue;
		if (key === "font-family" && value === escapeXml(fontFamily)) continue;
		if ((key === "opacity" && value === "1") || (key === "text-anchor" && value === "start")) continue;
		look.set(key, key === "font-size" ? value.replace("px", "") : value);
	}
	return look;
}

const translation = /^translate\((-?[\d.e-]+),(-?[\d.e-]+)\)$/;

function offsetOf(element: SvgElement, outer: Offset): Offset {
	const transform = element.attributes.get("transform");
	if (transform === undefined) return outer;
	const [, x, y] = translation.exec(transform) ?? [];
	if (x === undefined || y === undefined)
		throw new Error(`a drawing holds a transform that can't be flattened: ${transform}`);
	return { x: outer.x + Number(x), y: outer.y + Number(y) };
}

function linePath(element: SvgElement, from: Offset): string {
	const x2 = from.x + Number(element.attributes.get("x2") ?? 0);
	const y2 = from.y + Number(element.attributes.get("y2") ?? 0);
	const start = `M${tenth(from.x)},${tenth(from.y)}`;
	if (tenth(y2) === tenth(from.y)) return `${start}H${tenth(x2)}`;
	return tenth(x2) === tenth(from.x) ? `${start}V${tenth(y2)}` : `${start}L${tenth(x2)},${tenth(y2)}`;
}

const rectangle = /^M(-?[\d.e-]+),(-?[\d.e-]+)h(-?[\d.e-]+)v(-?[\d.e-]+)h-?[\d.e-]+Z$/;
const circle = /^M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0$/;
const diamond = /^M-([\d.]+),0L0,-([\d.]+)L\1,0L0,\2Z$/;

function pathShape(element: SvgElement, at: Offset): Shape | undefined {
	const path = element.attributes.get("d") ?? "";
	const look = lookOf(element.attributes);
	if (path === "" || (!look.has("fill") && !look.has("stroke"))) return undefined;
	const [, radius] = circle.exec(path) ?? [];
	if (radius !== undefined) {
		const place = new Map([
			["cx", tenth(at.x)],
			["cy", tenth(at.y)],
			["r", tenth(Number(radius))],
		]);
		return { name: "circle", look, place, content: "" };
	}
	const [, across, up] = diamond.exec(path) ?? [];
	if (across !== undefined && up !== undefined) {
		const [left, right] = [tenth(at.x - Number(across)), tenth(at.x + Number(across))];
		const [top, foot] = [tenth(at.y - Number(up)), tenth(at.y + Number(up))];
		const d = `M${left},${tenth(at.y)}L${tenth(at.x)},${top}L${right},${tenth(at.y)}L${tenth(at.x)},${foot}Z`;
		return { name: "path", look, place: new Map([["d", d]]), content: "" };
	}
	const [left = Number.NaN, top = Number.NaN, wide = Number.NaN, high = Number.NaN] = (rectangle.exec(path) ?? [])
		.slice(1)
		.map(Number);
	if (Number.isNaN(left))
		throw new Error(`a drawing holds a path of another shape than rectangle, circle and diamond: ${path.slice(0, 60)}`);
	const corner = `M${tenth(at.x + left)},${tenth(at.y + top)}`;
	const d = `${corner}H${tenth(at.x + left + wide)}V${tenth(at.y + top + high)}H${tenth(at.x + left)}Z`;
	return { name: "path", look, place: new Map([["d", d]]), content: "" };
}

function shapeOf(element: SvgElement, outer: Offset): Shape | undefined {
	const at = offsetOf(element, outer);
	if (element.name === "path") return pathShape(element, at);
	const look = lookOf(element.attributes);
	if (element.name === "line") {
		return { name: "path", look, place: new Map([["d", linePath(element, at)]]), content: "" };
	}
	if (element.name !== "text") throw new Error(`a drawing holds an element that is not expected: <${element.name}>`);
	const content = element.children.filter((child) => typeof child === "string").join("");
	if (content === "") return undefined;
	return {
		name: "text",
		look,
		place: new Map([
			["x", tenth(at.x)],
			["y", tenth(at.y)],
		]),
		content,
	};
}

/** The same attributes with the same values, in the same order. */
function sameLook(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string> = new Map()): boolean {
	if (one === other) return true;
	const entries = [...other];
	return (
		one.size === other.size &&
		[...one].every(([key, value], at) => entries[at]?.[0] === key && entries[at]?.[1] === value)
	);
}

/** Paths of one look, joined: a mark's lines become one element. */
function joined(shapes: readonly Shape[]): readonly Shape[] {
	const [first] = shapes;
	const alike = ({ name, look }: Shape): boolean => name === "path" && sameLook(look, first?.look);
	if (first === undefined || !shapes.every(alike)) return shapes;
	return [{ ...first, place: new Map([["d", shapes.map((shape) => shape.place.get("d")).join("")]]) }];
}

/** One mark: its elements, with what they share on the group. */
function writeMark(all: readonly Shape[]): string {
	const shapes = joined(all);
	const [first] = shapes;
	if (first === undefined) return "";
	const write = (shape: Shape, look: Iterable<readonly [string, string]>): string =>
		svgTag(shape.name, [...shape.place, ...look], shape.content);
	if (shapes.length === 1) return `${write(first, first.look)}\n`;
	const shared = [...first.look].filter(([key, value]) => shapes.every((shape) => shape.look.get(key) === value));
	const sharedKeys = new Set(shared.map(([key]) => key));
	const own = (shape: Shape) => [...shape.look].filter(([key]) => !sharedKeys.has(key));
	return `${svgTag("g", shared, shapes.map((shape) => write(shape, own(shape))).join(""))}\n`;
}

/** Marks in drawing order, out of any depth of groups. */
function flatten(element: SvgElement, outer: Offset, marks: string[]): void {
	const at = offsetOf(element, outer);
	const shapes: Shape[] = [];
	for (const child of element.children) {
		if (typeof child === "string") continue;
		if (child.name === "g") flatten(child, at, marks);
		else {
			const shape = shapeOf(child, at);
			if (shape) shapes.push(shape);
		}
	}
	marks.push(writeMark(shapes));
}

/**
 * The same picture, small and complete in itself.
 *
 * @param drawn what Vega's string renderer wrote inside its root, for a chart without clipping, gradients or rotation
 * @param root label and size
 * @throws if the picture holds something that this writer does not know: better loud than wrong
 */
export function slimSvg(drawn: SvgElement, root: SvgRoot): string {
	const marks: string[] = [];
	for (const child of drawn.children) {
		// The renderer's own background rectangle is replaced by ours.
		if (typeof child !== "string" && child.name === "g") flatten(child, { x: 0, y: 0 }, marks);
	}
	const [width, height] = [tenth(root.width), tenth(root.height)];
	const panel = svgTag("rect", [
		["width", width],
		["height", height],
		["fill", "#FFFFFF"],
	]);
	const drawing = svgTag(
		"g",
		[
			["id", escapeXml(root.idPrefix)],
			["aria-hidden", "true"],
			["fill", "none"],
		],
		`\n${panel}\n${marks.join("")}`,
	);
	return svgTag(
		"svg",
		[
			["xmlns", "http://www.w3.org/2000/svg"],
			["role", "img"],
			["aria-label", escapeXml(root.label)],
			["viewBox", `0 0 ${width} ${height}`],
			["width", width],
			["height", height],
			["font-family", escapeXml(fontFamily)],
		],
		`\n${drawing}\n`,
	);
}
