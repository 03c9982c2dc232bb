/** Invented schools and whole chart inputs for the tests of this room. */

import type { IntervalRow, IntervalsInput } from "../../src/charts/intervals-input.js";
import type { PathsInput } from "../../src/charts/paths-input.js";
import type { ProfileChartInput, ProfilePanelInput, ProfileRow } from "../../src/charts/profile-input.js";
import type { ResidualDotsInput } from "../../src/charts/residual-dots-input.js";
import type { SchoolIntervalsInput } from "../../src/charts/school-intervals-input.js";
import type { SpreadInput } from "../../src/charts/spread-input.js";
import type { TrendsInput } from "../../src/charts/trends-input.js";
import { suppressed } from "../../src/domain/measured.js";
import type { ReleasedTable } from "../../src/domain/table.js";
import { releaseTable } from "../../src/privacy/release.js";

/** Numbers from 0 to 1, the same on every machine. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return state / 2147483648;
	};
}

const trees = [
	"Alder",
	"Birch",
	"Cedar",
	"Dogwood",
	"Elm",
	"Fir",
	"Hazel",
	"Juniper",
	"Laurel",
	"Oak",
	"Pine",
	"Sage",
	"Toyon",
];
const places = ["Valley", "Creek", "Hill", "Park", "Canyon", "Academy of Arts and Sciences"];

/** Rows in alphabetical order; ids are invented codes. */
export function schools(count: number, seed = 7): ProfileRow[] {
	const random = seeded(seed);
	const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
	const rows = Array.from({ length: count }, (_, index): ProfileRow => {
		const predicted = -150 + 180 * random();
		const half = 20 + 25 * random();
		const actual = predicted + 2.4 * half * (random() - 0.5);
		const reading = actual > predicted + half ? "higher" : actual < predicted - half ? "clearly lower" : "";
		return {
			id: `99${String(seed).padStart(5, "0")}${String(index).padStart(7, "0")}`,
			name: `${pick(trees)} ${pick(places)} Elementary`,
			mark: random() < 0.2 ? "†" : "",
			students: String(Math.floor(30 + 400 * random())),
			baseline: actual + 30 * (random() - 0.5),
			actual,
			predicted,
			lower: predicted - half,
			upper: predicted + half,
			reading,
			emphasis: reading !== "",
		};
	});
	return rows.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

export const tableOf = (ids: readonly string[]): ReleasedTable =>
	releaseTable({
		id: "schools",
		caption: "Invented schools",
		columns: [
			{ key: "school", label: "School", unit: "text" },
			{ key: "result", label: "Result", unit: "points" },
		],
		rows: ids.map((id) => [`School ${id}`, 1]),
		rowIds: ids.map((id) => `school-${id}`),
	});

const words = {
	headline: "Most invented schools lie inside their interval",
	subtitle:
		"Invented distance from standard in points, all students, 2024 and 2025, with 95 % prediction intervals, 40 schools",
	alt: "Dot plot of invented results and predictions, where most schools lie inside their interval",
	description: ["Most schools lie inside their interval."],
	source: "Invented data",
	interval: { drawn: "95 % prediction interval" },
} as const;

export const references = [
	{ label: "Sample Unified", value: -53, style: "solid" },
	{ label: "Ten districts", value: -28, style: "dashed" },
	{ label: "Standard", value: 0, style: "thin" },
] as const;

export const panelOf = (rows: readonly ProfileRow[], id = "elementary"): ProfilePanelInput => ({
	id,
	title: "Elementary schools",
	rows,
	references,
	strip: rows.flatMap((row) => (row.actual === undefined ? [] : [{ id: row.id, value: row.actual }])),
});

export function profileOf(
	panels: readonly ProfilePanelInput[],
	more: Partial<ProfileChartInput> = {},
): ProfileChartInput {
	return {
		id: "profile",
		...words,
		panels,
		axis: { title: "points of distance from standard", domain: [-200, 100], unit: "points" },
		baselineLabel: "2024 result",
		actualLabel: "2025 result",
		predictionLabel: "predicted for 2025",
		intervalLabel: "95 % prediction interval",
		table: tableOf(panels.flatMap((panel) => panel.rows.map((row) => row.id))),
		...more,
	};
}

export function residualsOf(count: number, more: Partial<ResidualDotsInput> = {}): ResidualDotsInput {
	const dots = schools(count).map((row) => {
		const value = (row.actual ?? 0) - (row.predicted ?? 0);
		const standing = row.reading === "" ? "within" : row.reading === "higher" ? "higher" : "lower";
		return { id: row.id, value, standing } as const;
	});
	return {
		id: "residuals",
		...words,
		dots,
		labels: [],
		unit: "points",
		coverage: "95 %",
		table: tableOf(dots.map(({ id }) => id)),
		...more,
	};
}

export function spreadOf(count: number, more: Partial<SpreadInput> = {}): SpreadInput {
	const random = seeded(3);
	const draws = (width: number): number[] =>
		Array.from({ length: count }, () => width * (random() + random() + random() - 1.5));
	const rows = [
		{
			id: "results",
			title: "Results in 2025",
			observed: draws(100),
			chance: draws(12),
			share: "98 % of variance is true (96 to 99)",
		},
		{ id: "changes", title: "Change from 2024 to 2025", observed: draws(30), chance: draws(20), share: "" },
	].map((row) => ({
		...row,
		words: "each school's distance from the average school",
		observedSd: 50,
		chanceSd: 6,
		trueSd: 49.6,
		trueSdInterval: { lower: 41, upper: 58 },
	}));
	return { id: "spread", ...words, rows, unit: "points", table: tableOf(rows.map(({ id }) => id)), ...more };
}

/** Differences between invented groups; every third row is withheld. */
export function intervalsOf(count: number, more: Partial<IntervalsInput> = {}): IntervalsInput {
	const random = seeded(11);
	const rows = Array.from({ length: count }, (_, index): IntervalRow => {
		const value = 80 * random() - 40;
		const row = {
			id: `g${index}`,
			label: `Invented group ${index + 1}`,
			words: "compared with all other students",
			strong: index === 0,
		};
		if (index % 3 === 2) return { ...row, counts: "", note: "", withheld: "withheld: fewer than 11 students" };
		return {
			...row,
			counts: "1,234 · 987",
			note: "4 of 9",
			value,
			interval: { lower: value - 12, upper: value + 9 },
			hollow: value + 5,
			band: { lower: value - 3, upper: value + 15 },
			ticks: [value - 20, value + 3, value + 14],
		};
	});
	return {
		id: "intervals",
		...words,
		blocks: [
			{ heading: "", rows: rows.slice(0, 1) },
			{ heading: "Invented category", rows: rows.slice(1) },
		],
		axis: { unit: "points", signed: true, title: "difference, points", lines: [0] },
		headers: { counts: "Students: group · compared with", note: "Schools drawn" },
		table: tableOf(rows.map(({ id }) => id)),
		...more,
	};
}

/** Invented courses over years without 2020 and 2021. */
export function trendsOf(count: number, more: Partial<TrendsInput> = {}): TrendsInput {
	const random = seeded(5);
	const trends = Array.from({ length: count }, (_, index) => ({
		id: `t${index}`,
		title: `Invented group ${index + 1}`,
		words: "compared with all other students",
		points: [2018, 2019, 2022, 2023].map((year) => {
			const value = 60 * random() - 45;
			return { year, value, interval: { lower: value - 8, upper: value + 6 } };
		}),
	}));
	return {
		id: "trends",
		...words,
		trends,
		unit: "points",
		signed: true,
		zero: true,
		table: tableOf(trends.map(({ id }) => id)),
		...more,
	};
}

const groups = [
	{ id: "1", label: "All Students" },
	{ id: "31", label: "Socioeconomically disadvantaged" },
	{ id: "160", label: "English learners" },
];

/** Lasting differences by student group; the last group is withheld in every other school. */
export function schoolIntervalsOf(count: number): SchoolIntervalsInput {
	const rows = schools(count).map(({ id, name }, index) => ({
		name,
		cells: groups.map((group, place) => {
			const value = 14 + 6 * ((index + place) % 3);
			const common = { id: `${id}-${group.id}`, column: group.id };
			return place === 2 && index % 2 === 0
				? { ...common, mark: { withheld: "withheld" } }
				: { ...common, mark: { value, lower: value - 11, upper: value + 12, filled: value > 18 } };
		}),
	}));
	const cells = rows.flatMap((row) => row.cells.map((cell) => ({ name: row.name, ...cell })));
	return {
		id: "lasting",
		headline: `${count} schools to learn with`,
		subtitle: "Mathematics, points, all students, 2023 to 2025; lines show 95 % intervals",
		alt: `Dots with intervals of ${count} schools by student group.`,
		description: [`${count} schools.`],
		source: "Invented data.",
		interval: { drawn: "95 % interval" },
		columns: groups,
		rows,
		threshold: 10,
		unit: "points",
		table: releaseTable({
			id: "table-lasting",
			caption: "Lasting differences",
			columns: [
				{ key: "name", label: "School", unit: "text" },
				{ key: "value", label: "Difference", unit: "points" },
			],
			rows: cells.map(({ name, mark }) => [name, "value" in mark ? mark.value : suppressed("fewer than 11 students")]),
			rowIds: cells.map(({ id }) => `bright-${id}`),
		}),
	};
}

/** Schools over six years without 2020 and 2021; every third school lacks 2023. */
export function pathsOf(count: number): PathsInput {
	const paths = schools(count).map(({ id, name }, index) => ({
		id,
		name,
		reading: index % 4 === 1 ? "continued progress" : "",
		points: [2018, 2019, 2022, 2023, 2024, 2025]
			.filter((year) => year !== 2023 || index % 3 > 0)
			.map((year) => {
				const value = 20 * Math.sin(index + year);
				return { year, value, lower: value - 8, upper: value + 8 };
			}),
	}));
	return {
		id: "years",
		headline: "One school with continued progress",
		subtitle: `Mathematics, points, all students of ${count} schools, 2018 to 2025; upright lines show 95 % intervals`,
		alt: `Small line charts of ${count} schools over the years.`,
		description: [`${count} schools.`],
		source: "Invented data.",
		interval: { drawn: "95 % interval of one year" },
		years: [2018, 2025],
		panels: [{ id: "elementary", title: "Elementary and K–8 schools", paths }],
		table: releaseTable({
			id: "table-years",
			caption: "Schools over the years",
			columns: [
				{ key: "name", label: "School", unit: "text" },
				{ key: "newest", label: "2025", unit: "points" },
			],
			rows: paths.map(({ name, points }) => [name, points.at(-1)?.value ?? 0]),
			rowIds: paths.map(({ id }) => `years-${id}`),
		}),
	};
}
