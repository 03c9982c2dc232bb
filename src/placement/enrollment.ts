/** Without a policy: who is enrolled in which course, by group. No comparison, no verdict. */

import { missing } from "../domain/measured.js";
import type { CountFamily, CountRow } from "../privacy/count-family.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import type { Mark } from "./cohort.js";
import { type CountedRow, count, derived, population, share, use } from "./leaves.js";
import { ofYear } from "./of-year.js";
import { pooled } from "./pooling.js";
import type { CourseEnrollment, StageId, TrackedEnrollment } from "./result.js";
import type { Roster } from "./roster.js";
import { examinedBases } from "./sections/population.js";
import { basisSplits, everybody, rowId, type Split, tally, total } from "./units.js";

export const noPolicyTitle = "SB 359 question NOT answered: no policy file";

interface Course {
	readonly stage: StageId;
	readonly course: string;
	readonly mark: Mark;
}

const fewTogether = "courses of fewer than 11 students, together";

function coursesOf({ courses, students }: Roster, analysed: Mark): Course[] {
	const stages = [
		{ stage: "day1" as const, coded: courses.day1 },
		{ stage: "checkpoint" as const, coded: courses.checkpoint },
	];
	return stages.flatMap(({ stage, coded: column }) => {
		if (column === undefined) return [];
		const coded = pooled(column, analysed, fewTogether);
		const titles = [...coded.labels, "not reported"];
		return titles.flatMap((course, at): Course[] => {
			const mark = Uint8Array.from({ length: students }, (_, student) => {
				const code = coded.codes[student] ?? -1;
				return (code < 0 ? coded.labels.length : code) === at ? 1 : 0;
			});
			return total(mark) === 0 ? [] : [{ stage, course, mark }];
		});
	});
}

export function enrollmentOf(given: Roster): {
	readonly result: TrackedEnrollment;
	readonly families: readonly NamedCounts[];
} {
	const newest = given.years.at(-1) ?? 0;
	const roster = given.years.length > 1 ? ofYear(given, newest) : given;
	const analysed = new Uint8Array(roster.students).fill(1);
	const courses = coursesOf(roster, analysed);
	const all: CountedRow = {
		row: rowId("enrolled", everybody),
		population: roster.students,
		counts: courses.map(({ mark }) => total(mark)),
	};
	const splits = basisSplits({ roster, analysed });
	const rowsOf = (split: Split): CountedRow[] => {
		const [sizes, counts] = [tally(split, analysed), courses.map(({ mark }) => tally(split, mark))];
		return split.units.map(({ id }, unit) => ({
			row: rowId("enrolled", id),
			population: sizes[unit] ?? 0,
			counts: counts.map((each) => each[unit] ?? 0),
		}));
	};
	const excluded = roster.excluded.map(({ reason, rows }) => ({ reason, row: bare(rowId("excluded", reason), rows) }));
	const left = bare(
		rowId("excluded", everybody),
		excluded.reduce((sum, { row }) => sum + row.population, 0),
	);
	const entries = courses.map(
		({ stage, course }, at): CourseEnrollment => ({
			stage,
			course,
			students: count(all, at),
			groups: splits.flatMap((split) => {
				const rows = rowsOf(split);
				return split.units.flatMap(({ key }, unit) => {
					const row = rows[unit];
					return key === undefined || row === undefined
						? []
						: [{ ...key, enrolled: population(row), inCourse: count(row, at), share: share(row, at) }];
				});
			}),
		}),
	);
	return {
		result: {
			title: noPolicyTitle,
			year: newest === 0 ? missing("neither the files nor the settings name a year") : newest,
			population: {
				rows: derived(roster.rowsRead, use(left), use(all)),
				analysed: population(all),
				excluded: excluded.map(({ reason, row }) => ({ reason, rows: population(row) })),
			},
			examined: examinedBases(splits, rowsOf, all),
			courses: entries,
		},
		families: [
			// Everybody first: they stand in every basis.
			familyOf(all, [], { id: "all", courses }),
			...splits.map((split) => familyOf(all, rowsOf(split), { id: split.id, courses })),
			parting(
				left,
				excluded.map(({ row }) => row),
			),
		],
	};
}

const bare = (row: string, size: number): CountedRow => ({ row, population: size, counts: [] });

const asRow = ({ row, population: size, counts }: CountedRow): CountRow => ({
	id: row,
	population: size,
	outcomes: counts,
});

/** Courses of one stage can be added to one another: they are protected together. */
function familyOf(
	all: CountedRow,
	rows: readonly CountedRow[],
	{ id, courses }: { id: string; courses: readonly Course[] },
): NamedCounts {
	const of = (wanted: StageId): number[] => courses.flatMap(({ stage }, at) => (stage === wanted ? [at] : []));
	const family: CountFamily = {
		outcomes: courses.map(({ stage, course }) => `${course}, ${stage}`),
		exhaustive: false,
		rows: [all, ...rows].map(asRow),
		partitions: rows.length === 0 ? [] : [{ whole: all.row, parts: rows.map(({ row }) => row) }],
	};
	return { id: `enrolled ${id}`, family, topics: [of("day1"), of("checkpoint")].filter((some) => some.length > 0) };
}

const parting = (whole: CountedRow, parts: readonly CountedRow[]): NamedCounts => ({
	id: "left out",
	family: {
		outcomes: [],
		exhaustive: false,
		rows: [whole, ...parts].map(asRow),
		partitions: parts.length === 0 ? [] : [{ whole: whole.row, parts: parts.map(({ row }) => row) }],
	},
});
