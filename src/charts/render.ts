/**
 * Specification → SVG, the same bytes in any process and any order.
 *
 * A sketch keeps what changes from figure to figure (data, size, axis) apart from how it is drawn, so that a kind of
 * chart is compiled once and its data swapped in.
 */

import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import type { Drawing } from "./chart.js";
import { fontFamily, slimSvg } from "./slim-svg.js";
import { type SvgElement, SvgTree, type SvgWriter } from "./svg-tree.js";
import { textWidth } from "./text-width.js";

declare module "vega" {
	/** Present at run time, missing from the published types. */
	export const textMetrics: { width: (item: { fontSize?: number; fontWeight?: unknown }, text: unknown) => number };
	export class SVGStringRenderer {
		constructor(loader: vega.Loader);
		initialize(element: null, width: number, height: number, origin: readonly [number, number], scale: number): this;
		/** Writes a scene, element by element. */
		mark(writer: SvgWriter, scene: unknown): unknown;
	}
}

/** A figure before it is drawn. All positions are in CSS pixels from the top left corner. */
export interface Sketch {
	readonly width: number;
	readonly height: number;
	/** Says in the published specification what the figure is. */
	readonly description: string;
	/** Numbers that the layers name: ends of the axis and the like. */
	readonly params: Readonly<Record<string, number>>;
	/** Rows by name of data set. Strings are clean; absent values are left out. */
	readonly datasets: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
	/** Vega-Lite layers, the same for all figures of a kind. */
	readonly layers: readonly Readonly<Record<string, unknown>>[];
}

export interface Naming {
	/** Unique within the page. */
	readonly id: string;
	/** What the picture is, for those who don't see it. */
	readonly label: string;
}

vega.textMetrics.width = (item, text) =>
	textWidth(
		String(text ?? "").trim(),
		item.fontSize ?? 11,
		Number(item.fontWeight) >= 600 || item.fontWeight === "bold",
	);

/** A warning from the compiler is a mistake in a chart kind: nobody would read it in a log. */
const strictLogger = {
	level: () => strictLogger,
	error: (...words: readonly unknown[]): never => fail(words),
	warn: (...words: readonly unknown[]): never => fail(words),
	info: () => strictLogger,
	debug: () => strictLogger,
};

function fail(words: readonly unknown[]): never {
	throw new Error(`a chart's specification is wrong: ${words.map(String).join(" ")}`);
}

/** Sketches differ in their data alone, so a few compiled charts, each with its view, serve any number of pages. */
const compiled = new Map<string, vega.View>();
const mostCompiled = 32;

const config = { aria: false, font: fontFamily, background: null, view: { stroke: null } };

/** The specification without what changes: the compiled form of this serves every figure of the kind. */
const constantPart = (sketch: Sketch): Record<string, unknown> => ({
	width: 1,
	height: 1,
	autosize: "none",
	padding: 0,
	params: Object.keys(sketch.params).map((name) => ({ name, value: 0 })),
	layer: sketch.layers,
	config,
});

function viewOf(sketch: Sketch): vega.View {
	const spec = constantPart(sketch);
	const key = JSON.stringify(spec);
	const known = compiled.get(key);
	if (known) return known;
	const runtime = vega.parse(compile(spec as unknown as TopLevelSpec, { logger: strictLogger }).spec);
	const view = new vega.View(runtime, { renderer: "none", logger: vega.logger(vega.None) });
	const [oldest] = compiled;
	if (compiled.size >= mostCompiled && oldest !== undefined) {
		oldest[1].finalize();
		compiled.delete(oldest[0]);
	}
	compiled.set(key, view);
	return view;
}

/** Not a number would become `null` in the published data and vanish from the picture: refused. */
function requireFinite(sketch: Sketch): void {
	for (const [name, rows] of Object.entries(sketch.datasets)) {
		for (const row of rows) {
			for (const [field, value] of Object.entries(row)) {
				if (typeof value === "number" && !Number.isFinite(value)) {
					throw new Error(`a chart's data hold ${value} (${name}, ${field}); absent values must be left out`);
				}
			}
		}
	}
}

/** What Vega draws of a sketch, as the elements that its string renderer writes. */
function vegaDrawing(sketch: Sketch): SvgElement {
	vega.resetSVGDefIds();
	const view = viewOf(sketch);
	view.width(sketch.width).height(sketch.height);
	for (const [name, value] of Object.entries(sketch.params)) view.signal(name, value);
	// Vega marks the rows it is given, so it gets copies. What an earlier figure left is replaced as a whole.
	for (const [name, rows] of Object.entries(sketch.datasets))
		view.data(
			name,
			rows.map((row) => ({ ...row })),
		);
	view.run();
	const tree = new SvgTree();
	new vega.SVGStringRenderer(view.loader())
		.initialize(null, sketch.width, sketch.height, [0, 0], 1)
		.mark(tree, (view.scenegraph() as unknown as { readonly root: unknown }).root);
	return tree.root;
}

/** The specification as it is published: complete, with its data. */
const publishedSpec = (sketch: Sketch): Record<string, unknown> => ({
	$schema: "https://vega.github.io/schema/vega-lite/v6.json",
	description: sketch.description,
	...constantPart(sketch),
	width: sketch.width,
	height: sketch.height,
	params: Object.entries(sketch.params).map(([name, value]) => ({ name, value })),
	datasets: sketch.datasets,
});

/**
 * Draws a sketch, once somebody looks: a figure that is laid out again in another language is drawn in that one alone.
 *
 * @param sketch data, size and layers
 * @param naming id for the page, label for the picture
 * @returns specification, SVG text and size
 * @throws if a value is not finite or the layers are not valid Vega-Lite: both are mistakes in a chart kind
 */
export function draw(sketch: Sketch, naming: Naming): Drawing {
	requireFinite(sketch);
	const { width, height } = sketch;
	const root = { idPrefix: naming.id, label: naming.label, width, height };
	let drawn: string | undefined;
	return {
		spec: publishedSpec(sketch),
		get svg() {
			drawn ??= slimSvg(vegaDrawing(sketch), root);
			return drawn;
		},
		width,
		height,
	};
}
