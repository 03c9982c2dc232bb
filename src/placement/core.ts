/** The counts that the statute's question is answered from: qualified students and those held back, over every split. */

import { type Cohort, coreMarks, type Mark, type Marks } from "./cohort.js";
import type { CountedRow } from "./leaves.js";
import type { StageId } from "./result.js";
import { everybody, rowId, type Split, tally, total } from "./units.js";

/** Positions of outcomes in rows of the core family. */
export const coreOutcomes = { heldBack: 0, heldBackCheckpoint: 1, released: 2, newly: 3 } as const;
export const coreOutcomeNames = [
	"held back on day 1",
	"held back at the checkpoint",
	"held back on day 1 alone",
	"held back at the checkpoint alone",
];

/** One stage of one population, ready to be counted over any split. */
export interface StageCounts {
	readonly stage: StageId;
	/** Name of the population in ids of rows. */
	readonly population: string;
	readonly outcome: number;
	/** The population of the stage. */
	readonly inside: Mark;
	readonly outcomeMark: Mark;
	readonly all: CountedRow;
	readonly over: (split: Split) => CountedRow[];
	/** Undetermined students placed below the level that they may qualify for, and those placed at it. */
	readonly low: Mark;
	readonly placed: Mark;
}

export interface Core {
	readonly marks: Marks;
	readonly day1: StageCounts;
	readonly checkpoint: StageCounts | undefined;
	/** Qualified students without a placement at the checkpoint. */
	readonly withoutCheckpoint: number;
}

/** A population with its core outcomes, to be counted over any split; each split is counted once. */
export interface Counter {
	readonly all: CountedRow;
	readonly over: (split: Split) => CountedRow[];
}

export function counterOf(
	population: string,
	inside: Mark,
	{ heldBack, heldBackCheckpoint, released, newlyHeldBack }: Marks,
): Counter {
	const marks = [heldBack, heldBackCheckpoint, released, newlyHeldBack].map((mark) => both(mark, inside));
	const known = new Map<string, CountedRow[]>();
	const counted = (split: Split): CountedRow[] => {
		const sizes = tally(split, inside);
		const outcomes = marks.map((mark) => tally(split, mark));
		return split.units.map(({ id }, unit) => ({
			row: rowId(population, id),
			population: sizes[unit] ?? 0,
			counts: outcomes.map((counts) => counts[unit] ?? 0),
		}));
	};
	return {
		all: { row: rowId(population, everybody), population: total(inside), counts: marks.map(total) },
		over: (split) => {
			const rows = known.get(split.id) ?? counted(split);
			known.set(split.id, rows);
			return rows;
		},
	};
}

function both(one: Mark, two: Mark): Mark {
	const mark = new Uint8Array(one.length);
	for (let student = 0; student < mark.length; student++) mark[student] = (one[student] ?? 0) & (two[student] ?? 0);
	return mark;
}

/**
 * @param prefix distinguishes years in ids of rows; empty for the year of the audit
 * @param level only those who qualify for this level
 */
export function coreOf(cohort: Cohort, prefix: string, level?: number): Core {
	const marks = coreMarks(cohort, level);
	const suffix = level === undefined ? "" : `@${level}`;
	const named = (name: string): string => `${prefix}${name}${suffix}`;
	const withoutCheckpoint = total(marks.qualified) - total(marks.atCheckpoint);
	const counts = (stage: StageId, name: string, inside: Mark): Omit<StageCounts, "low" | "placed"> => ({
		stage,
		population: named(name),
		outcome: stage === "day1" ? coreOutcomes.heldBack : coreOutcomes.heldBackCheckpoint,
		inside,
		outcomeMark: stage === "day1" ? marks.heldBack : marks.heldBackCheckpoint,
		...counterOf(named(name), inside, marks),
	});
	const day1 = {
		...counts("day1", qualifiedPopulation, marks.qualified),
		low: marks.undeterminedLow,
		placed: marks.undeterminedPlaced,
	};
	// Where everybody has a placement at the checkpoint, the two populations are one, and so are their rows.
	const second = withoutCheckpoint === 0 ? qualifiedPopulation : checkpointPopulation;
	const checkpoint = {
		...counts("checkpoint", second, marks.atCheckpoint),
		low: marks.undeterminedLowCheckpoint,
		placed: marks.undeterminedPlacedCheckpoint,
	};
	return { marks, day1, checkpoint: cohort.hasCheckpoint ? checkpoint : undefined, withoutCheckpoint };
}

export const qualifiedPopulation = "qualified";
export const checkpointPopulation = "atCheckpoint";
