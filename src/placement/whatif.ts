/** The same students under a changed policy: who would gain, who would lose, and how many seats each level would take. */

import type { NamedCounts } from "../privacy/release-tracked.js";
import type { Tracked } from "../privacy/tracked.js";
import { type Cohort, type Mark, markOf } from "./cohort.js";
import type { Ground } from "./ground.js";
import { type CountedRow, derived, population, use } from "./leaves.js";
import { ids, withoutNobody } from "./parting.js";
import type { Policy } from "./policy.js";
import { qualify, standing } from "./qualify.js";
import { everybody, rowId, type Split, tally, total } from "./units.js";

/** Students of a group, or of a school, who would change sides. */
export interface Changed {
	/** Empty for everybody and for schools. */
	readonly basis: string;
	readonly code: string;
	readonly group: string;
	/** Empty for everybody and for groups. */
	readonly school: string;
	readonly students: Tracked<number>;
}

export interface Seats {
	readonly level: number;
	/** Titles of the level, as the policy writes them. */
	readonly course: string;
	/** Students who qualify for the level. */
	readonly before: Tracked<number>;
	readonly after: Tracked<number>;
	readonly change: Tracked<number>;
}

export interface TrackedWhatIf {
	readonly qualifiedBefore: Tracked<number>;
	readonly qualifiedAfter: Tracked<number>;
	readonly undeterminedBefore: Tracked<number>;
	readonly undeterminedAfter: Tracked<number>;
	readonly gained: readonly Changed[];
	readonly lost: readonly Changed[];
	readonly seats: readonly Seats[];
}

export interface WhatIf {
	readonly result: TrackedWhatIf;
	readonly families: readonly NamedCounts[];
}

const partOf = (name: string, unit: string, mark: Mark): CountedRow => ({
	row: rowId(name, unit),
	population: total(mark),
	counts: [],
});

const and = (one: Mark, other: Mark, wanted: 0 | 1): Mark =>
	one.map((value, student) => (value === 1 && other[student] === wanted ? 1 : 0));

/** Marks of the students who stand as wanted under a policy. */
const standingMark = (cohort: Cohort, wanted: number): Mark =>
	markOf(cohort, (student) => cohort.qualification.standing[student] === wanted);

/** Replays the policy's rules with changes over the same students; placements stay as they were. */
export function whatIf(ground: Ground, changed: Policy): WhatIf {
	const before = ground.cohort;
	const after: Cohort = { ...before, qualification: qualify(before.roster, changed) };
	const [was, is] = [before, after].map((cohort) => standingMark(cohort, standing.qualified)) as [Mark, Mark];
	const stays = and(was, is, 1);
	const gained = and(is, was, 0);
	const lost = and(was, is, 0);
	const places = [...ground.splits, ...(ground.schools === undefined ? [] : [ground.schools])];
	const sides = [
		{ name: "gained", mark: gained },
		{ name: "lost", mark: lost },
	] as const;
	const [undeterminedBefore, undeterminedAfter] = [before, after].map((cohort, at) =>
		partOf(`undetermined ${at}`, everybody, standingMark(cohort, standing.undetermined)),
	) as [CountedRow, CountedRow];
	const rows = {
		was: partOf("qualified", everybody, was),
		is: partOf("qualified after", everybody, is),
		stays: partOf("stays", everybody, stays),
		gained: partOf("gained", everybody, gained),
		lost: partOf("lost", everybody, lost),
	};
	const seats = seatsOf(ground, before, after);
	return {
		result: {
			qualifiedBefore: population(rows.was),
			qualifiedAfter: population(rows.is),
			undeterminedBefore: population(undeterminedBefore),
			undeterminedAfter: population(undeterminedAfter),
			gained: changedOf("gained", gained, places),
			lost: changedOf("lost", lost, places),
			seats: seats.map(({ level, course, before: own, after: later }) => ({
				level,
				course,
				before: population(own),
				after: population(later),
				change: derived(later.population - own.population, use(own), use(later)),
			})),
		},
		families: [
			partings("qualified", [
				{ whole: rows.was, parts: [rows.stays, rows.lost] },
				{ whole: rows.is, parts: [rows.stays, rows.gained] },
			]),
			...sides.flatMap(({ name, mark }) => {
				const whole = partOf(name, everybody, mark);
				return places.map((split) => {
					const parts = rowsOf(name, mark, split);
					const named = partings(`${name} ${split.id}`, [{ whole, parts }]);
					// Where nobody changes, that says nothing of anyone in particular.
					return whole.population === 0 ? named : withoutNobody(named, new Set(ids(parts)));
				});
			}),
			...seats.map(({ level, families }) => ({ ...families, id: `seats ${level}` })),
			...[undeterminedBefore, undeterminedAfter].map((row) => partings(row.row, [{ whole: row, parts: [] }])),
		],
	};
}

const rowsOf = (name: string, mark: Mark, split: Split): CountedRow[] =>
	Array.from(tally(split, mark), (size, unit) => ({
		row: rowId(name, split.units[unit]?.id ?? ""),
		population: size,
		counts: [],
	}));

function changedOf(name: string, mark: Mark, places: readonly Split[]): Changed[] {
	const all: Changed = {
		basis: "",
		code: "",
		group: "All students",
		school: "",
		students: population(partOf(name, everybody, mark)),
	};
	const parts = places.flatMap((split) =>
		rowsOf(name, mark, split).map((row, unit): Changed => {
			const { key, label } = split.units[unit] ?? { key: undefined, label: "" };
			return {
				basis: key?.basis ?? "",
				code: key?.code ?? "",
				group: key?.group ?? "",
				school: key === undefined ? label : "",
				students: population(row),
			};
		}),
	);
	return [all, ...parts];
}

interface SeatRows {
	readonly level: number;
	readonly course: string;
	readonly before: CountedRow;
	readonly after: CountedRow;
	readonly families: NamedCounts;
}

/** Students who qualify for each level before and after; those who change are a row that no table shows. */
function seatsOf(ground: Ground, before: Cohort, after: Cohort): SeatRows[] {
	const qualifiesFor = (cohort: Cohort, level: number): Mark =>
		markOf(cohort, (student) => {
			const stands = cohort.qualification.standing[student];
			const counts = stands === standing.qualified || stands === standing.entryLevel;
			return counts && cohort.qualification.target[student] === level;
		});
	return ground.policy.ladder.map(({ level, courses }) => {
		const [was, is] = [qualifiesFor(before, level), qualifiesFor(after, level)];
		const name = `seats ${level}`;
		const own = partOf(`${name} before`, everybody, was);
		const later = partOf(`${name} after`, everybody, is);
		const stays = partOf(`${name} stays`, everybody, and(was, is, 1));
		const comes = partOf(`${name} comes`, everybody, and(is, was, 0));
		const goes = partOf(`${name} goes`, everybody, and(was, is, 0));
		return {
			level,
			course: courses.join(", "),
			before: own,
			after: later,
			families: partings(name, [
				{ whole: own, parts: [stays, goes] },
				{ whole: later, parts: [stays, comes] },
			]),
		};
	});
}

function partings(
	id: string,
	some: readonly { readonly whole: CountedRow; readonly parts: readonly CountedRow[] }[],
): NamedCounts {
	const all = some.flatMap(({ whole, parts }) => [whole, ...parts]);
	const rows = new Map(all.map(({ row, population: size }) => [row, { id: row, population: size, outcomes: [] }]));
	return {
		id,
		family: {
			outcomes: [],
			exhaustive: false,
			rows: [...rows.values()],
			partitions: some
				.filter(({ parts }) => parts.length > 0)
				.map(({ whole, parts }) => ({ whole: whole.row, parts: parts.map(({ row }) => row) })),
		},
	};
}

/** One point of a sweep, rounded: neighboring points would otherwise tell apart the few students between them. */
export interface SweepPoint {
	readonly value: number;
	readonly qualified: number;
	readonly undetermined: number;
	/** Rounded whole percents as shares; groups with fewer than 50 qualified students at every point are left out. */
	readonly groups: readonly {
		readonly basis: string;
		readonly code: string;
		readonly qualified: number;
		readonly heldBackShare: number;
	}[];
	readonly seats: readonly { readonly level: number; readonly course: string; readonly students: number }[];
}

/** Counts of a sweep are rounded to tens, and groups smaller than this are left out. */
const roundedTo = 10;
const leastShown = 50;

/** Fewer than 15 are given as 0, so that no group of a few shows. */
const toTens = (count: number): number => (count < 15 ? 0 : roundedTo * Math.round(count / roundedTo));
const toPercent = (part: number, whole: number): number => Math.round((100 * part) / whole) / 100;

/** What one value of a cut would make of the same students and placements. */
export function sweepPoint(ground: Ground, changed: Policy, value: number): SweepPoint {
	const cohort: Cohort = { ...ground.cohort, qualification: qualify(ground.cohort.roster, changed) };
	const { day1 } = cohort.qualification;
	const qualified = markOf(cohort, (student) => day1.heldBack[student] !== 2);
	const heldBack = markOf(cohort, (student) => day1.heldBack[student] === 1);
	const undetermined = total(standingMark(cohort, standing.undetermined));
	return {
		value,
		qualified: toTens(total(qualified)),
		undetermined: toTens(undetermined),
		groups: ground.splits.flatMap((split) => {
			const [sizes, had] = [tally(split, qualified), tally(split, heldBack)];
			return split.units.flatMap(({ key }, unit) => {
				const size = sizes[unit] ?? 0;
				if (key?.kind !== "group" || size < leastShown) return [];
				return [
					{ basis: key.basis, code: key.code, qualified: toTens(size), heldBackShare: toPercent(had[unit] ?? 0, size) },
				];
			});
		}),
		seats: seatsOf(ground, cohort, cohort).map(({ level, course, before }) => ({
			level,
			course,
			students: toTens(before.population),
		})),
	};
}
