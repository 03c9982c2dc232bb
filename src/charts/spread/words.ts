/** The words of a row of the spread figure: what it is, and its three numbers. */

import { type AxisUnit, printed } from "../axis.js";
import type { Say } from "../chart.js";
import type { Word } from "../layers.js";
import type { SpreadRow } from "../spread-input.js";
import { textWidth, wrapText } from "../text-width.js";
import { styles } from "./layers.js";

export const lineHeight = 17;

/** Words whose places count from the top left corner of their block. */
export interface Block {
	readonly words: readonly Word[];
	readonly height: number;
}

/** Lines one under the other; each may hold several pieces beside each other. */
function block(lines: readonly (readonly (readonly [style: string, text: string, x: number])[])[]): Block {
	const words = lines.flatMap((pieces, line) =>
		pieces.map(([style, text, x]) => ({ style, text, x, y: (line + 0.5) * lineHeight })),
	);
	return { words, height: lines.length * lineHeight };
}

/** The block's words, moved to their place. */
export const placeBlock = (moved: Block, x: number, y: number): Word[] =>
	moved.words.map((word) => ({ style: word.style, text: word.text, x: x + word.x, y: y + word.y }));

/** Title, what one brick is, share of true variance; wrapped. */
export function titleBlock(row: SpreadRow, width: number): Block {
	const wrapped = (style: string, text: string) => {
		const { size, strong } = styles[style] ?? { size: 13 };
		return text === "" ? [] : wrapText(text, width, size, strong).map((line) => [[style, line, 0] as const]);
	};
	return block([...wrapped("title", row.title), ...wrapped("words", row.words), ...wrapped("plain", row.share)]);
}

const rangeOf = (row: SpreadRow, unit: AxisUnit): string =>
	`between ${printed(row.trueSdInterval.lower, unit)} and ${printed(row.trueSdInterval.upper, unit)}`;

/** The three standard deviations under each other, the true one strong: for the wide figure. */
export function numberBlock(row: SpreadRow, unit: AxisUnit, say: Say): Block {
	const numbers = [row.observedSd, row.chanceSd, row.trueSd].map((value) => printed(value, unit));
	const [observed = "", chance = "", real = ""] = numbers;
	const right = Math.max(...numbers.map((text) => textWidth(text, 13, true)));
	const behind = right + 8;
	return block([
		[
			["number", observed, right],
			["words", say("what we saw"), behind],
		],
		[
			["number", chance, right],
			["words", say("chance alone"), behind],
		],
		[
			["number-strong", real, right],
			["plain-strong", say("true spread"), behind],
		],
		[["words", say(rangeOf(row, unit)), behind]],
	]);
}

/** The same in two lines: for phones. */
export function numberLines(row: SpreadRow, unit: AxisUnit, say: Say): Block {
	const number = (value: number): string => printed(value, unit);
	return block([
		[["plain", say(`${number(row.observedSd)} what we saw · ${number(row.chanceSd)} chance alone`), 0]],
		[["plain-strong", say(`${number(row.trueSd)} true spread, ${rangeOf(row, unit)}`), 0]],
	]);
}
