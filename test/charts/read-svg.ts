/** The SVG that Vega's string renderer writes, read into a tree. It reads that writer's XML and nothing wilder. */

import type { SvgElement } from "../../src/charts/svg-tree.js";

const tag = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
const attribute = /([\w:-]+)="([^"]*)"/g;

interface OpenElement {
	readonly name: string;
	readonly attributes: Map<string, string>;
	readonly children: (SvgElement | string)[];
}

/**
 * Reads one element with everything in it.
 *
 * @throws if the text is anything but nested elements with double-quoted attributes and escaped text
 */
export function parseSvg(text: string): SvgElement {
	const outer: OpenElement = { name: "", attributes: new Map(), children: [] };
	const open: OpenElement[] = [outer];
	let at = 0;
	while (at < text.length) {
		const top = open.at(-1) ?? outer;
		const next = text.indexOf("<", at);
		if (next !== at) {
			top.children.push(text.slice(at, next < 0 ? text.length : next));
			at = next < 0 ? text.length : next;
			continue;
		}
		tag.lastIndex = at;
		const found = tag.exec(text);
		if (!found) throw new Error(`SVG can't be read at ${at}: ${text.slice(at, at + 40)}`);
		at = tag.lastIndex;
		const [, closing, name = "", attributes = "", empty] = found;
		if (closing) {
			if (open.pop()?.name !== name || open.length === 0) throw new Error(`SVG closes <${name}> that is not open`);
			continue;
		}
		const values = [...attributes.matchAll(attribute)].map(([, key = "", value = ""]) => [key, value] as const);
		const element: OpenElement = { name, attributes: new Map(values), children: [] };
		top.children.push(element);
		if (!empty) open.push(element);
	}
	const root = outer.children[0];
	if (open.length !== 1 || outer.children.length !== 1 || root === undefined || typeof root === "string") {
		throw new Error("SVG is not one whole element");
	}
	return root;
}
