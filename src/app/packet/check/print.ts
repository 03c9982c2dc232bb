/**
 * Print by what the style sheet says: the paper of each page, room for the tallest drawing, and drawings that are not
 * printed so small that nobody can read them. Where lines break is a browser's matter.
 */

import type { CheckFinding } from "../../schemas/packet-check.js";
import type { PacketManifest } from "../../schemas/packet-manifest.js";
import { type CheckedPage, inside, type Tag } from "./tags.js";

/** Papers in inches, as the style sheets name them. */
const named: Readonly<Record<string, readonly [width: number, height: number]>> = {
	letter: [8.5, 11],
	tabloid: [11, 17],
	"24x36": [24, 36],
};
const pixelsPerInch = 96;

/** Drawings carry text of 12 pixels; under this share of their size it is printed below 4½ points. */
const smallestScale = 0.5;

interface Box {
	/** In inches. */
	readonly paper: readonly [width: number, height: number];
	/** What the margins leave. */
	readonly content: readonly [width: number, height: number];
}

type Fault = readonly [rule: string, detail: string];

interface Printed {
	readonly figures: number;
	readonly findings: readonly CheckFinding[];
}

export function checkPrint(page: CheckedPage, options: PacketManifest["options"]): Printed {
	const box = boxOf(page.style);
	const isPoster = page.path.endsWith("/poster.html");
	const wanted = named[isPoster ? options.poster : options.paper];
	const drawn = drawingsOf(page, isPoster);
	const faults: Fault[] = [];
	if (box === undefined) faults.push(["page-box", "the style sheet does not say the paper"]);
	else {
		if (wanted !== undefined && !wanted.every((side, index) => Math.abs(side - (box.paper[index] ?? 0)) < 0.01))
			faults.push(["page-box", `paper of ${box.paper.join(" × ")} in instead of ${wanted.join(" × ")} in`]);
		if (!isPoster) faults.push(...roomFaults(page.style, box), ...drawn.flatMap((tag) => sizeFaults(tag, page, box)));
		else faults.push(...posterFaults(page.style));
	}
	const findings = faults.map(([rule, detail]): CheckFinding => ({ check: "print", file: page.path, rule, detail }));
	return { figures: drawn.length, findings };
}

/** The first page box of a style sheet. */
function boxOf(style: string): Box | undefined {
	const rule = /@page\s*\{([^{}]*)/.exec(style)?.[1] ?? "";
	const size = /size:\s*([^;}]+)/.exec(rule)?.[1]?.trim() ?? "";
	const paper = named[size] ?? inches(size);
	if (paper === undefined || paper.length < 2) return undefined;
	const [width = 0, height = 0] = paper;
	const [top = 0, right = top, bottom = top, left = right] =
		inches(/margin:\s*([^;}]+)/.exec(rule)?.[1] ?? "0in") ?? [];
	return { paper: [width, height], content: [width - left - right, height - top - bottom] };
}

/** Lengths in inches; `undefined` where one has another unit. */
function inches(text: string): number[] | undefined {
	const values = text
		.trim()
		.split(/\s+/)
		.map((part) => (part === "0" ? 0 : Number(/^([\d.]+)in$/.exec(part)?.[1])));
	return values.every((value) => Number.isFinite(value)) ? values : undefined;
}

/** The height that the style sheet leaves to a drawing. */
const panelHeight = (style: string): number => Number(/\.panel svg\s*\{[^}]*max-height:\s*([\d.]+)in/.exec(style)?.[1]);

function roomFaults(style: string, { content }: Box): Fault[] {
	const height = panelHeight(style);
	return [
		...(Number.isFinite(height) && height <= content[1]
			? []
			: [["figure-height", "the style sheet lets a drawing grow taller than its page"] as const]),
		...(/break-inside:\s*avoid/.test(style)
			? []
			: [["figure-split", "the style sheet lets a figure be torn over pages"] as const]),
	];
}

/** How large a drawing is printed: as wide as the page leaves room, as tall as the style sheet does. */
function sizeFaults({ attributes, line }: Tag, { style }: CheckedPage, { content }: Box): Fault[] {
	const [width, height] = ["width", "height"].map((name) => Number(attributes.get(name)) / pixelsPerInch);
	if (width === undefined || height === undefined || !(width > 0 && height > 0))
		return [["figure-size", `line ${line}: a drawing without a size`]];
	const scale = Math.min(1, content[0] / width, panelHeight(style) / height);
	return scale < smallestScale
		? [["figure-size", `line ${line}: a drawing printed at ${Math.round(100 * scale)} % of its size`]]
		: [];
}

/** Drawings of a poster are narrowed until their columns fit; under this share of their column they can't be read from afar. */
const smallestPercent = 40;

function posterFaults(style: string): Fault[] {
	const percent = Number(/\.drawing\s*\{\s*width:\s*([\d.]+)%/.exec(style)?.[1]);
	return percent >= smallestPercent
		? []
		: [["figure-size", `drawings take ${Number.isFinite(percent) ? percent : "no known"} percent of their column`]];
}

/** Drawings that are printed: of two forms of a drawing the wide one. */
function drawingsOf({ tags }: CheckedPage, all: boolean): Tag[] {
	const isDrawing = ({ name, opens, attributes }: Tag): boolean =>
		name === "svg" && opens && attributes.get("aria-hidden") !== "true";
	if (all) return tags.filter(isDrawing);
	return tags.flatMap((tag, at) =>
		tag.opens && tag.attributes.get("class") === "wide" ? inside(tags, at).filter(isDrawing) : [],
	);
}
