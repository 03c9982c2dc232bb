/** Names over the dots: each as low as dots, lines and other names allow, with a line down to its dot. */

import type { ResidualLabel } from "../residual-dots-input.js";
import { textWidth, wrapText } from "../text-width.js";

/** A rectangle, pixels; heights count downward from the dots' base line, so they are negative above it. */
export interface Box {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

export interface PlacedName {
	readonly label: ResidualLabel;
	readonly lines: readonly string[];
	readonly box: Box;
	readonly align: "left" | "right" | "center";
	/** Anchor of the text. */
	readonly textX: number;
	/** The line from the name to its dot. */
	readonly leader: Box;
}

/** What a name belongs to: where its dot's stack is and how high it reaches. */
export interface Named {
	readonly label: ResidualLabel;
	readonly x: number;
	readonly stackTop: number;
}

export interface NameRoom {
	readonly left: number;
	readonly right: number;
	/** Width at which names break into lines. */
	readonly wrap: number;
	readonly size: number;
}

export const nameLineHeight = 16;
/** Least length of the line from a name to its dot. */
const leaderLength = 12;
const step = 6;
/** Levels that are tried before a name may stand in another's way. */
const mostLevels = 60;

const meet = (one: Box, other: Box): boolean =>
	one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

/** The ways to stand at a level: over the dot, or as a flag to one side of its line. */
function optionsAt(named: Named, room: NameRoom, level: number): PlacedName[] {
	const { label, x, stackTop } = named;
	const lines = [label.name, label.detail].flatMap((text) => wrapText(text, room.wrap, room.size, label.strong));
	const width = Math.max(...lines.map((line) => textWidth(line, room.size, label.strong)));
	const bottom = stackTop - leaderLength - level * step;
	const top = bottom - lines.length * nameLineHeight;
	const option = (align: PlacedName["align"], left: number, textX: number, lineTop: number): PlacedName => ({
		label,
		lines,
		align,
		textX,
		box: { left, right: left + width, top, bottom },
		leader: { left: x - 0.5, right: x + 0.5, top: lineTop, bottom: stackTop - 2 },
	});
	const half = width / 2;
	const middle = Math.min(Math.max(x, room.left + half), room.right - half);
	const reaches = Math.abs(middle - x) <= half;
	return [
		...(reaches ? [option("center", middle - half, middle, bottom)] : []),
		option("left", x + 5, x + 5, top + 2),
		option("right", x - 5 - width, x - 5, top + 2),
	].filter(({ box }) => box.left >= room.left - 0.01 && box.right <= room.right + 0.01);
}

const padded = (box: Box): Box => ({
	left: box.left - 6,
	right: box.right + 6,
	top: box.top - 3,
	bottom: box.bottom + 3,
});

/** True where a name and its line are clear of dots, of other names and of their lines. */
function isFree(option: PlacedName, obstacles: readonly Box[], placed: readonly PlacedName[]): boolean {
	if (obstacles.some((obstacle) => meet(padded(option.box), obstacle))) return false;
	return placed.every(
		(other) =>
			!meet(padded(option.box), other.box) &&
			!meet(option.box, padded(other.leader)) &&
			!meet(option.leader, padded(other.box)),
	);
}

interface Placement {
	readonly names: readonly PlacedName[];
	/** Names that found no free place. */
	readonly forced: number;
}

/** What a name is placed among. */
interface Surroundings {
	readonly room: NameRoom;
	readonly obstacles: readonly Box[];
	readonly placed: readonly PlacedName[];
	/** Names still to come, whose lines should find their way. */
	readonly waiting: readonly Named[];
}

const blocks = ({ box }: PlacedName, waiting: Named): boolean => box.left - 3 < waiting.x && waiting.x < box.right + 3;

/** A name at the lowest free level, if possible where it blocks no name to come; `undefined` where there is none. */
function placeFree(named: Named, { room, obstacles, placed, waiting }: Surroundings): PlacedName | undefined {
	const levels = Array.from({ length: mostLevels }, (_, level) => level);
	const free = levels.flatMap((level) =>
		optionsAt(named, room, level).filter((option) => isFree(option, obstacles, placed)),
	);
	return free.find((option) => !waiting.some((other) => blocks(option, other))) ?? free[0];
}

/** A name above everything: its line then runs behind other names. */
function placeAbove(named: Named, { room, obstacles, placed }: Surroundings): PlacedName {
	const highest = Math.min(named.stackTop, ...placed.map(({ box }) => box.top), ...obstacles.map(({ top }) => top));
	const [first] = optionsAt(named, room, Math.ceil((named.stackTop - highest) / step) + 2);
	if (first === undefined) throw new Error(`no room for the name "${named.label.name}"`);
	return first;
}

function placeInOrder(
	names: readonly Named[],
	room: NameRoom,
	obstacles: readonly Box[],
	before: readonly PlacedName[],
): Placement {
	const placed: PlacedName[] = [];
	let forced = 0;
	names.forEach((named, index) => {
		const around = { room, obstacles, placed: [...before, ...placed], waiting: names.slice(index + 1) };
		const free = placeFree(named, around);
		if (free === undefined) forced += 1;
		placed.push(free ?? placeAbove(named, around));
	});
	return { names: placed, forced };
}

const orders = <Item>(items: readonly Item[]): Item[][] =>
	items.length < 2
		? [[...items]]
		: items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

/** More names than this on one side of zero are placed in the order given. */
const mostPermuted = 4;

const highestOf = (names: readonly PlacedName[]): number => Math.min(0, ...names.map(({ box }) => box.top));

/** Of all orders of placing, the one that forces no name and needs the least height. */
function bestPlacement(
	names: readonly Named[],
	room: NameRoom,
	obstacles: readonly Box[],
	before: readonly PlacedName[],
): readonly PlacedName[] {
	const tried = names.length > mostPermuted ? [[...names]] : orders(names);
	const placements = tried.map((order) => placeInOrder(order, room, obstacles, before));
	const [first, ...others] = placements;
	if (first === undefined) return [];
	const better = (one: Placement, other: Placement): Placement =>
		other.forced < one.forced || (other.forced === one.forced && highestOf(other.names) > highestOf(one.names))
			? other
			: one;
	return others.reduce(better, first).names;
}

/**
 * Places names, left of the middle first.
 *
 * @param names with their dots' places; the first ones get the lowest places where all orders are equal
 * @param room where names may stand
 * @param obstacles dots and lines that names keep clear of
 */
export function placeNames(names: readonly Named[], room: NameRoom, obstacles: readonly Box[]): readonly PlacedName[] {
	const middle = (room.left + room.right) / 2;
	const left = bestPlacement(
		names.filter(({ x }) => x <= middle),
		room,
		obstacles,
		[],
	);
	const right = bestPlacement(
		names.filter(({ x }) => x > middle),
		room,
		obstacles,
		left,
	);
	return [...left, ...right];
}
