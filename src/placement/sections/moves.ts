/** Between day 1 and the checkpoint, and what happened to requests: by group, with days against the policy's clock. */

import { type Absent, type Measured, missing, notDefined, suppressed } from "../../domain/measured.js";
import { isUndefinedResult, mcNemar } from "../../stats/index.js";
import { type Mark, type RequestMarks, requestMarks } from "../cohort.js";
import { coreOutcomes } from "../core.js";
import type { Ground } from "../ground.js";
import { leastShown } from "../intake/places.js";
import { type CountedRow, count, derived, derivedCount, plus, population, ratio, use } from "../leaves.js";
import type { Num } from "../result.js";
import type { MoveEntry, Moves, RecourseEntry } from "../result-parts.js";
import { noDay } from "../roster.js";
import { everybody, rowId, type Split, tally, total } from "../units.js";
import { partRow } from "./population.js";
import { everyone } from "./students.js";

/** A year and some weeks: a checkpoint later than that is a mistake of the file. */
const mostDays = 366;

export interface Timing {
	readonly inTime: number;
	readonly late: number;
	readonly impossible: number;
	readonly days: readonly number[];
}

/** Days from the first day of school to the checkpoint, of the students who have a date. */
export function timingOf(ground: Ground): Timing | undefined {
	const { firstDay, withinDays } = ground.policy.checkpoint;
	if (firstDay === undefined) return undefined;
	const days: number[] = [];
	let impossible = 0;
	ground.cohort.roster.checkpointDay.forEach((day, student) => {
		if (ground.cohort.analysed[student] !== 1 || day === noDay) return;
		const after = day - firstDay;
		if (after < 0 || after > mostDays) impossible++;
		else days.push(after);
	});
	const inTime = days.filter((after) => after <= withinDays.value).length;
	return { inTime, late: days.length - inTime, impossible, days: days.sort((a, b) => a - b) };
}

export const timingRows = (ground: Ground, timing: Timing): CountedRow[] => [
	partRow(ground, "dated", everybody, timing.days.length),
	partRow(ground, "dated", "in time", timing.inTime),
	partRow(ground, "dated", "late", timing.late),
	partRow(ground, "dated", "impossible", timing.impossible),
];

function median(sorted: readonly number[]): Measured {
	const middle = sorted.length / 2;
	const [below, above] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return below === undefined || above === undefined ? notDefined("no student has both dates") : (below + above) / 2;
}

/** Of fewer than 11 requests a median would be the days of one or two of them. */
const medianOfSome = (sorted: readonly number[]): Measured =>
	sorted.length > 0 && sorted.length < leastShown
		? suppressed("fewer than 11 requests with both dates")
		: median(sorted);

export function movesOf(ground: Ground): Moves | Absent {
	const { core, enrolled } = ground;
	if (core.checkpoint === undefined) return missing("the files have no checkpoint placement");
	const entries = everyone(ground).map(({ key, enrolled: row, atCheckpoint }): MoveEntry => {
		const later = atCheckpoint ?? row;
		const { heldBack, heldBackCheckpoint, released, newly } = coreOutcomes;
		// Beside the two stages each of them gives the other, and moves up give the first: all are said, or none.
		const uses = use(later, heldBack, heldBackCheckpoint, released, newly);
		const moved = [use(row, enrolled.at("movedUp"), enrolled.at("movedDown")), uses];
		const of = (name: "movedUp" | "movedDown"): Num =>
			derivedCount(row.counts[enrolled.at(name)] ?? 0, [plus(row, enrolled.at(name))], moved);
		const [up, down] = [later.counts[released] ?? 0, later.counts[newly] ?? 0];
		const test = mcNemar({ up, down });
		return {
			key,
			students: population(row),
			movedUp: of("movedUp"),
			movedDown: of("movedDown"),
			movedUpShare: derived(ratio(row.counts[enrolled.at("movedUp")] ?? 0, row.population), ...moved),
			released: derivedCount(up, [plus(later, released)], [uses]),
			newlyHeldBack: derivedCount(down, [plus(later, newly)], [uses]),
			mcNemarP: derived<number>(isUndefinedResult(test) ? notDefined(test.reason) : test.exactP, uses),
		};
	});
	return { entries, timing: timingEntry(ground) };
}

function timingEntry(ground: Ground): Moves["timing"] {
	const { firstDay, withinDays } = ground.policy.checkpoint;
	const timing = timingOf(ground) ?? { inTime: 0, late: 0, impossible: 0, days: [] };
	const [dated, inTime, late, impossible] = timingRows(ground, timing);
	const of = (row: CountedRow | undefined) => population(row ?? ground.enrolled.all);
	return {
		withinDays: withinDays.value,
		firstDay: firstDay ?? missing("the policy names no first day of school"),
		dated: of(dated),
		inTime: of(inTime),
		late: of(late),
		impossible: of(impossible),
		medianDays: derived(median(timing.days), ...(dated === undefined ? [] : [use(dated)])),
	};
}

/** Ten school days are two weeks of the calendar. */
export const calendarDays = (schoolDays: number): number => Math.ceil((schoolDays * 7) / 5);

export const requestOutcomes = ["granted", "denied", "pending", "dated", "inTime"] as const;

export interface Requests {
	readonly marks: RequestMarks;
	readonly clockDays: number;
	readonly all: CountedRow;
	readonly over: (split: Split) => CountedRow[];
}

export function requestsOf(ground: Ground): Requests | undefined {
	const clockDays = calendarDays(ground.policy.recourse.decideWithinSchoolDays.value);
	const marks = requestMarks(ground.cohort, clockDays);
	if (marks === undefined) return undefined;
	const outcomes = requestOutcomes.map((name): Mark => marks[name]);
	const name = `${ground.prefix}requests`;
	return {
		marks,
		clockDays,
		all: { row: rowId(name, everybody), population: total(marks.requested), counts: outcomes.map(total) },
		over: (split) => {
			const [sizes, counts] = [tally(split, marks.requested), outcomes.map((mark) => tally(split, mark))];
			return split.units.map(({ id }, unit) => ({
				row: rowId(name, id),
				population: sizes[unit] ?? 0,
				counts: counts.map((each) => each[unit] ?? 0),
			}));
		},
	};
}

export function recourseOf(ground: Ground): RecourseEntry[] | Absent {
	const requests = requestsOf(ground);
	if (requests === undefined) return missing("the files have no column of requests");
	const rows = [requests.all, ...ground.splits.flatMap((split) => requests.over(split))];
	const codes = [undefined, ...ground.splits.flatMap((split) => split.units.map((_, unit) => ({ split, unit })))];
	return everyone(ground).flatMap(({ key, enrolled }, index): RecourseEntry[] => {
		const [row, place] = [rows[index], codes[index]];
		if (row === undefined) return [];
		const days: number[] = [];
		requests.marks.days.forEach((length, student) => {
			const inside = place === undefined || place.split.codes[student] === place.unit;
			if (requests.marks.dated[student] === 1 && inside) days.push(length);
		});
		// Two of the three give the third: all are said, or none.
		const all = use(row, 0, 1, 2);
		const decided = (outcome: number): Num => derivedCount(row.counts[outcome] ?? 0, [plus(row, outcome)], [all]);
		return [
			{
				key,
				enrolled: population(enrolled),
				requests: population(row),
				requestsPer100: derived(times100(ratio(row.population, enrolled.population)), use(row), use(enrolled)),
				granted: decided(0),
				denied: decided(1),
				pending: decided(2),
				grantedShare: derived(ratio(row.counts[0] ?? 0, row.population), all),
				medianDays: derived(medianOfSome(days.sort((a, b) => a - b)), use(row, 3)),
				dated: count(row, 3),
				inTime: count(row, 4),
				clockDays: requests.clockDays,
			},
		];
	});
}

const times100 = (value: Measured): Measured => (typeof value === "number" ? 100 * value : value);
