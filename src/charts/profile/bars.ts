/** Labels of reference bars on as few tiers as keep every label clear of the others and of every other bar. */

import { type AxisFrame, type AxisUnit, positionOf, printed } from "../axis.js";
import type { ReferenceBar } from "../profile-input.js";
import { textWidth } from "../text-width.js";

/** A label in its place. Tier 0 is the lowest, next to the rows. */
export interface PlacedBar {
	readonly bar: ReferenceBar;
	readonly text: string;
	readonly align: "left" | "right" | "center";
	/** Anchor of the text, pixels. */
	readonly textX: number;
	/** Where the line stands, pixels. */
	readonly x: number;
	readonly tier: number;
	readonly left: number;
	readonly right: number;
}

/** What labels are placed in: the axis, and how far they may reach to both sides. */
export interface LabelRoom {
	readonly frame: AxisFrame;
	readonly unit: AxisUnit;
	readonly left: number;
	readonly right: number;
	readonly size: number;
}

/** Between a line and its label, and the least distance between labels. */
const gap = 6;

interface Candidate {
	readonly bar: ReferenceBar;
	readonly text: string;
	readonly x: number;
	readonly width: number;
}

const isStrong = (bar: ReferenceBar): boolean => bar.style === "solid";

/** The label with its value; a name too long for its share of the room loses its end, never the value. */
function labelOf(bar: ReferenceBar, room: LabelRoom): Candidate {
	const value = `\u00A0${printed(bar.value, room.unit)}`;
	const most = (room.right - room.left) * 0.45;
	const wide = (text: string): number => textWidth(text, room.size, isStrong(bar));
	let name = bar.label;
	while (name.length > 1 && wide(`${name}…${value}`) > most && wide(bar.label + value) > most)
		name = [...name].slice(0, -1).join("");
	const text = name === bar.label ? name + value : `${name.trimEnd()}…${value}`;
	return { bar, text, x: positionOf(room.frame, bar.value), width: wide(text) };
}

function placed(candidate: Candidate, align: PlacedBar["align"], tier: number): PlacedBar {
	const { x, width } = candidate;
	const textX = align === "left" ? x + gap : align === "right" ? x - gap : x;
	const left = align === "left" ? textX : align === "right" ? textX - width : textX - width / 2;
	return { bar: candidate.bar, text: candidate.text, align, textX, x, tier, left, right: left + width };
}

/** True where the line of `bar` runs through the label of `other`. A centered label stands on top of its own line. */
const crosses = (bar: PlacedBar, other: PlacedBar): boolean =>
	(bar.tier > other.tier || (bar.tier === other.tier && bar.align !== "center")) &&
	bar.x > other.left - 3 &&
	bar.x < other.right + 3;

const clash = (one: PlacedBar, other: PlacedBar): boolean =>
	(one.tier === other.tier && one.left < other.right + 2 * gap && other.left < one.right + 2 * gap) ||
	crosses(one, other) ||
	crosses(other, one);

/** Places the rest of the labels, the first that fits first; `undefined` where this many tiers are too few. */
function search(
	rest: readonly Candidate[],
	done: readonly PlacedBar[],
	tiers: number,
	room: LabelRoom,
): readonly PlacedBar[] | undefined {
	const [next, ...others] = rest;
	if (next === undefined) return done;
	const sides =
		done.length * 2 < done.length + rest.length ? (["right", "left"] as const) : (["left", "right"] as const);
	for (let tier = 0; tier < tiers; tier++) {
		for (const align of tier > 0 ? (["center", ...sides] as const) : sides) {
			const option = placed(next, align, tier);
			if (option.left < room.left || option.right > room.right) continue;
			if (done.some((other) => clash(option, other))) continue;
			const found = search(others, [...done, option], tiers, room);
			if (found) return found;
		}
	}
	return undefined;
}

/** Beyond this many bars the search would be long; they get a tier each. */
const mostSearched = 5;

/** The last resort: a tier each, pushed into the room. Their words get a white ground where they are drawn. */
function stacked(candidates: readonly Candidate[], room: LabelRoom): PlacedBar[] {
	return candidates.map((candidate, tier) => {
		const free = placed(candidate, "center", tier);
		const shift = Math.max(room.left - free.left, Math.min(0, room.right - free.right));
		return { ...free, textX: free.textX + shift, left: free.left + shift, right: free.right + shift };
	});
}

/**
 * Places the labels of reference bars.
 *
 * @param bars in any order
 * @param room where labels may stand
 * @returns by position along the axis; the number of tiers is the highest tier plus one
 */
export function placeBars(bars: readonly ReferenceBar[], room: LabelRoom): readonly PlacedBar[] {
	const candidates = bars.map((bar) => labelOf(bar, room)).sort((a, b) => a.x - b.x || (a.text < b.text ? -1 : 1));
	for (let tiers = 1; tiers <= Math.min(candidates.length, mostSearched); tiers++) {
		if (candidates.length > mostSearched) break;
		const found = search(candidates, [], tiers, room);
		if (found) return found;
	}
	return stacked(candidates, room);
}
