/** From prior course to placement: the ladder's flow, courses and seats, reasons recorded, and equal scores side by side. */

import type { Coded } from "../../domain/coded.js";
import { type Absent, missing } from "../../domain/measured.js";
import { plainName } from "../../domain/suggest.js";
import { markOf } from "../cohort.js";
import type { Ground } from "../ground.js";
import { leastShown } from "../intake/places.js";
import { placesByCourse } from "../ladder.js";
import { type CountedRow, count, derived, derivedCount, plus, population, ratio, share, use } from "../leaves.js";
import { pooled } from "../pooling.js";
import type { Flow } from "../result-parts.js";
import type { ReasonEntry, ScoreBand } from "../result-sections.js";
import { measureState } from "../roster.js";
import { everybody, rowId, tally, total } from "../units.js";
import { partRow } from "./population.js";
import { bandsAround, scoreMeasure } from "./stratified.js";

/** A part of a whole with what it is called. */
export interface Part {
	readonly label: string;
	readonly row: CountedRow;
}

const noCourse = "not reported";

/** Words of students by a number, so that each word is made once. */
interface Words {
	/** -1: the student is in no part. */
	readonly numberOf: (student: number) => number;
	readonly wordOf: (number: number) => string;
}

/** Sizes of parts by a word of every analysed student, in the order of the words. */
function partsBy(ground: Ground, population: string, { numberOf, wordOf }: Words): Part[] {
	const counts = new Map<number, number>();
	const { analysed } = ground.cohort;
	for (let student = 0; student < analysed.length; student++) {
		const number = analysed[student] === 1 ? numberOf(student) : -1;
		if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + 1);
	}
	const sizes = new Map<string, number>();
	for (const [number, size] of counts) sizes.set(wordOf(number), (sizes.get(wordOf(number)) ?? 0) + size);
	return [...sizes]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([label, size]) => ({ label, row: partRow(ground, population, label, size) }));
}

/** Words of a column; absent cells have one too. */
const columnWords = ({ labels, codes }: Coded, absent: string): Words => ({
	numberOf: (student) => (codes[student] ?? -1) + 1,
	wordOf: (number) => labels[number - 1] ?? absent,
});

const levelLabel = (level: number): string =>
	level === 0 ? "below the ladder" : level > 0 ? `level ${level}` : noCourse;

const notReportedLevel = -2;

const levelWords = (level: Int8Array): Words => ({
	numberOf: (student) => (level[student] ?? notReportedLevel) - notReportedLevel,
	wordOf: (number) => levelLabel(number + notReportedLevel),
});

/** More levels than a byte holds there are none. */
const levelNumbers = 256;

/** Both words of a student with an arrow between; the second is a level. */
const linkWords = (from: Words, to: Words): Words => ({
	numberOf: (student) => from.numberOf(student) * levelNumbers + to.numberOf(student),
	wordOf: (number) => `${from.wordOf(Math.floor(number / levelNumbers))}${arrow}${to.wordOf(number % levelNumbers)}`,
});

const arrow = " → ";

/** Where a link of the flow begins and where it leads. */
export function endsOf({ label }: Part): { readonly from: string; readonly to: string } {
	const [from = "", to = ""] = label.split(arrow);
	return { from, to };
}

/** Both legs of the flow, each a parting of the analysed. */
export function flowParts(ground: Ground): { readonly first: Part[]; readonly second: Part[] } {
	const { roster, qualification } = ground.cohort;
	const { day1, checkpoint } = qualification;
	const placed = levelWords(day1.level);
	return {
		first: partsBy(ground, "flow1", linkWords(columnWords(roster.courses.prior, noCourse), placed)),
		second: checkpoint === undefined ? [] : partsBy(ground, "flow2", linkWords(placed, levelWords(checkpoint.level))),
	};
}

/** Courses of each stage: partings of the analysed. */
export function courseParts(ground: Ground): { readonly day1: Part[]; readonly checkpoint: Part[] } {
	const { day1, checkpoint } = ground.cohort.roster.courses;
	return {
		day1: partsBy(ground, "course1", columnWords(day1, noCourse)),
		checkpoint: checkpoint === undefined ? [] : partsBy(ground, "course2", columnWords(checkpoint, noCourse)),
	};
}

/** Everybody by the level of day 1: what seats of courses and links of the flow add up to. */
export const levelParts = (ground: Ground): Part[] =>
	partsBy(ground, "level1", levelWords(ground.cohort.qualification.day1.level));

/** The level of a course title, as links of the flow name it. */
export const levelOfCourse = ({ policy }: Ground, course: string): string =>
	levelLabel(placesByCourse(policy).get(plainName(course)) ?? -2);

export function flowOf(ground: Ground): Flow {
	const { first, second } = flowParts(ground);
	const courses = courseParts(ground);
	const levels = placesByCourse(ground.policy);
	const titles = [...new Set([...courses.day1, ...courses.checkpoint].map(({ label }) => label))].sort();
	const seats = (parts: readonly Part[], population_: string, label: string): CountedRow =>
		parts.find((part) => part.label === label)?.row ?? partRow(ground, population_, label, 0);
	// Seats of day 1 are published, and who is not in the flow to a level is in its seats: a link that is withheld could be
	// worked out of the others and of the seats at the checkpoint, so either all of these are shown or none is.
	// The moves of everybody count the same students: coded there, they are not counted here.
	const { all, at } = ground.enrolled;
	const moves = second.length === 0 ? [] : [use(all, at("movedUp"), at("movedDown"))];
	const links = [...second.map(({ row }) => use(row)), ...moves];
	const withLinks = (row: CountedRow) => derivedCount(row.population, [plus(row)], [use(row), ...links]);
	return {
		links: [
			...first.map((part) => ({
				from: { stage: "prior" as const, label: endsOf(part).from },
				to: { stage: "day1" as const, label: endsOf(part).to },
				students: population(part.row),
			})),
			...second.map((part) => ({
				from: { stage: "day1" as const, label: endsOf(part).from },
				to: { stage: "checkpoint" as const, label: endsOf(part).to },
				students: withLinks(part.row),
			})),
		],
		courses: titles.map((course) => ({
			course,
			level: Math.max(0, levels.get(plainName(course)) ?? 0),
			day1: population(seats(courses.day1, "course1", course)),
			checkpoint: withLinks(seats(courses.checkpoint, "course2", course)),
		})),
	};
}

/** Reasons recorded for qualified students held back on day 1; a parting of them. */
export function reasonParts(ground: Ground): Part[] | undefined {
	const { reason: column } = ground.cohort.roster;
	if (column === undefined) return undefined;
	const { heldBack } = ground.core.marks;
	// Reasons of fewer are said together, and so of all of them.
	if (total(heldBack) < leastShown) return [];
	const words = columnWords(
		pooled(column, heldBack, "reasons recorded for fewer than 11 students, together"),
		"no reason recorded",
	);
	return partsBy(ground, "reason", {
		...words,
		numberOf: (student) => (heldBack[student] === 1 ? words.numberOf(student) : -1),
	});
}

export function reasonsOf(ground: Ground): ReasonEntry[] | Absent {
	const parts = reasonParts(ground);
	if (parts === undefined) return missing("the files have no column of reasons");
	const all = parts.reduce((sum, { row }) => sum + row.population, 0);
	// By name: an order by size would say something of what is withheld.
	return parts.map(({ label, row }) => ({
		reason: label,
		students: population(row),
		share: derived(ratio(row.population, all), use(row), use(ground.core.day1.all, 0)),
	}));
}

/** A band of equal scores with its rows: everybody in it, and each group. */
export interface BandRows {
	readonly from: number;
	readonly to: number;
	readonly all: CountedRow;
	/** By split, one row per unit. */
	readonly groups: readonly (readonly CountedRow[])[];
}

/** Students whose prior course leads above the lowest level, by score band: placed above the lowest level or not. */
export function bandRows(ground: Ground): BandRows[] {
	const measure = scoreMeasure(ground);
	const column = ground.cohort.roster.measures.find(({ id }) => id === measure?.id);
	if (measure === undefined || column === undefined) return [];
	const { day1, lowestLevel } = ground.cohort.qualification;
	const prior = ground.enrolled.marks.get("prior");
	const splits = statutorySplits(ground);
	const bands = bandsAround(measure.cut);
	const bandOf = new Int8Array(column.values.length).fill(-1);
	for (let student = 0; student < bandOf.length; student++) {
		const value = column.values[student] ?? 0;
		if (prior?.[student] !== 1 || column.states[student] !== measureState.known) continue;
		bandOf[student] = bands.findIndex(({ from, to }) => value >= from && value < to);
	}
	return bands.map(({ from, to }, index) => {
		const size = markOf(ground.cohort, (student) => bandOf[student] === index);
		const had = markOf(ground.cohort, (student) => size[student] === 1 && (day1.level[student] ?? 0) > lowestLevel);
		const name = `${ground.prefix}band${index}`;
		return {
			from,
			to,
			all: { row: rowId(name, everybody), population: total(size), counts: [total(had)] },
			groups: splits.map((split) => {
				const [sizes, placedSizes] = [tally(split, size), tally(split, had)];
				return split.units.map(({ id }, unit) => ({
					row: rowId(name, id),
					population: sizes[unit] ?? 0,
					counts: [placedSizes[unit] ?? 0],
				}));
			}),
		};
	});
}

export const statutorySplits = ({ splits }: Ground) =>
	splits.filter(({ units }) => units.some(({ key }) => key?.statutory === true));

export function scoreBandsOf(ground: Ground): ScoreBand[] {
	const measure = scoreMeasure(ground);
	if (measure === undefined) return [];
	const splits = statutorySplits(ground);
	return bandRows(ground).map(({ from, to, groups }) => ({
		measure: measure.id,
		from: Number.isFinite(from) ? from : (measure.range?.lowest ?? to - 100),
		to: Number.isFinite(to) ? to : (measure.range?.highest ?? from + 100),
		startsAtCut: from === measure.cut,
		groups: splits.flatMap(({ units }, split) =>
			units.flatMap(({ key }, unit) => {
				const row = groups[split]?.[unit];
				if (key === undefined || row === undefined) return [];
				return [{ ...key, students: population(row), placedAbove: count(row, 0), share: share(row, 0) }];
			}),
		),
	}));
}
