/** Columns of measures: numbers, letters and levels, and what is none of them. Nothing is changed to fit. */

import { achievementLevelName } from "../../domain/achievement-levels.js";
import type { Coded } from "../../domain/coded.js";
import { type Problem, problem } from "../../domain/problem.js";
import { plainName } from "../../domain/suggest.js";
import { letterRank } from "../letters.js";
import type { Measure } from "../policy.js";
import { type MeasureColumn, measureState } from "../roster.js";
import { countsOf, type RosterPlaces, shownCount } from "./places.js";

/** Marks of the state and of programs for a value that is withheld or not there. */
const withheldMark = /^(?:\*+|-+|–|—|\.|n\/?a|nd|null|<\s*11|not tested|nt|dns)$/i;

interface Reading {
	readonly state: number;
	readonly value: number;
}

const known = (value: number): Reading => ({ state: measureState.known, value });
const unreadable: Reading = { state: measureState.unreadable, value: 0 };

/** A number with a point, or commas between thousands, and perhaps a percent sign. */
function numberIn(text: string): number | undefined {
	const plain = text.replace(/\s*%$/, "");
	const grouped = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(plain);
	if (!grouped && !/^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
	return Number(plain.replaceAll(",", ""));
}

/** Levels by the state's names of all years. */
const levelNames: ReadonlyMap<string, number> = new Map(
	([1, 2, 3, 4] as const).flatMap((level) =>
		[achievementLevelName(level, 2025), achievementLevelName(level, 2026), `Level ${level}`].map(
			(name) => [plainName(name), level] as const,
		),
	),
);

/** What one cell says under a measure. */
function readMeasure(text: string, measure: Measure): Reading {
	if (withheldMark.test(text)) return { state: measureState.withheld, value: 0 };
	if (measure.type === "letter") {
		const rank = letterRank(text);
		return rank === undefined ? unreadable : known(rank);
	}
	const value = numberIn(text) ?? (measure.type === "level" ? levelNames.get(plainName(text)) : undefined);
	if (value === undefined) return unreadable;
	const { range } = measure;
	const outside = range !== undefined && (value < range.lowest || value > range.highest);
	return outside ? { state: measureState.outOfRange, value: 0 } : known(value);
}

/** A measure's column; every state is `blank` where the roster has none. */
export function measureColumn(measure: Measure, column: Coded | undefined, students: number): MeasureColumn {
	const values = new Float64Array(students);
	const states = new Uint8Array(students).fill(measureState.blank);
	const { id } = measure;
	if (column === undefined) return { id, column: undefined, values, states };
	const readings = column.labels.map((label) => readMeasure(label, measure));
	for (let student = 0; student < students; student++) {
		const reading = readings[column.codes[student] ?? -1];
		if (reading === undefined) continue;
		values[student] = reading.value;
		states[student] = reading.state;
	}
	return { id, column: measure.column, values, states };
}

/** Warnings about a measure: no column (CIMP-W147), or cells that can't be used (W141), with their first line. */
export function measureProblems(measure: Measure, column: Coded | undefined, places: RosterPlaces): Problem[] {
	if (column === undefined) {
		return [problem("CIMP-W147", { file: places.of(0).file }, { found: `no column "${measure.column}"` })];
	}
	const states = column.labels.map((label) => readMeasure(label, measure).state);
	const counts = countsOf(column);
	const unusable = [measureState.outOfRange, measureState.unreadable].map((state) => {
		const rows = counts.reduce((sum, count, label) => sum + (states[label] === state ? count : 0), 0);
		return { state, rows, first: column.codes.findIndex((code) => states[code] === state) };
	});
	const { range } = measure;
	return unusable
		.filter(({ rows }) => rows > 0)
		.map(({ state, rows, first }) => {
			const outside = state === measureState.outOfRange;
			const ends = range === undefined ? "" : ` ${range.lowest} to ${range.highest}`;
			const found = `${shownCount(rows)} rows ${outside ? `outside${ends}` : "with what is no value of this kind"}`;
			return problem("CIMP-W141", places.of(first, measure.column), { found });
		});
}
