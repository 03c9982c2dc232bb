/** Do the words of a drawing stay clear of each other and inside it? Estimated with our own text widths. */

import type { Drawing } from "./chart.js";
import { textWidth } from "./text-width.js";

interface Box {
	readonly text: string;
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

interface StyledLayer {
	readonly data?: { readonly name?: string };
	readonly transform?: readonly { readonly filter?: string }[];
	readonly mark: {
		readonly type?: string;
		readonly fontSize?: number;
		readonly align?: string;
		readonly fontWeight?: number;
	};
}

/** Part of the font size that letters fill above and below their middle. */
const reach = 0.4;

/** Boxes of all words, by the layers that set them. */
function wordBoxes(drawing: Drawing): Box[] {
	const words = ((drawing.spec.datasets as Record<string, unknown> | undefined)?.words ?? []) as {
		style: string;
		text: string;
		x: number;
		y: number;
	}[];
	const styles = new Map<string, StyledLayer["mark"]>();
	for (const layer of (drawing.spec.layer ?? []) as StyledLayer[]) {
		const style = /'([^']+)'/.exec(layer.transform?.[0]?.filter ?? "")?.[1];
		if (layer.data?.name === "words" && style !== undefined) styles.set(style, layer.mark);
	}
	return words.map(({ style, text, x, y }) => {
		const mark = styles.get(style);
		if (mark === undefined) throw new Error(`words of the style "${style}" are not drawn by any layer`);
		const size = mark.fontSize ?? 11;
		const width = textWidth(text, size, mark.fontWeight === 700);
		const left = mark.align === "right" ? x - width : mark.align === "center" ? x - width / 2 : x;
		return { text, left, right: left + width, top: y - size * reach, bottom: y + size * reach };
	});
}

const overlap = (one: Box, other: Box): boolean =>
	one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** One sentence for each pair of words that overlap, and for each word that leaves the drawing. */
export function overlappingWords(drawing: Drawing): string[] {
	const boxes = wordBoxes(drawing).sort((a, b) => a.top - b.top);
	const problems: string[] = [];
	boxes.forEach((box, index) => {
		if (box.left < -1 || box.right > drawing.width + 1 || box.top < -1 || box.bottom > drawing.height + 1) {
			problems.push(`"${box.text}" leaves the drawing`);
		}
		for (const other of boxes.slice(index + 1)) {
			if (other.top >= box.bottom) break;
			if (overlap(box, other)) problems.push(`"${box.text}" and "${other.text}" overlap`);
		}
	});
	return problems;
}
