/** Rosters made in memory: qualified students with a group, a school and whether they were held back. */

import type { Coded } from "../../src/domain/coded.js";
import { type Compared, compareFamily } from "../../src/placement/compare.js";
import { type Ground, groundOf } from "../../src/placement/ground.js";
import type { Policy } from "../../src/placement/policy.js";
import { qualify } from "../../src/placement/qualify.js";
import type { Basis, BasisId, Roster } from "../../src/placement/roster.js";
import { policyWith } from "./rosters.js";

export interface Invented {
	readonly basis: BasisId;
	readonly group: string;
	/** Empty: the roster has no school. */
	readonly school: string;
	readonly heldBack: boolean;
}

/** Everybody who took Algebra I qualifies for level 2. */
export const openPolicy: Policy = policyWith({
	rules: [{ prior_course: ["Algebra I"], qualifies_for: 2, require: { all: [] } }],
});

const coded = (words: readonly string[]): Coded => {
	const labels = [...new Set(words)].filter((word) => word !== "").sort();
	return { labels, codes: Int32Array.from(words, (word) => labels.indexOf(word)) };
};

function basisOf(students: readonly Invented[]): Basis {
	const { labels, codes } = coded(students.map(({ group }) => group));
	const id = students[0]?.basis ?? "ethnicity";
	return { id, statutory: true, groups: labels.map((code) => ({ code, label: code, kind: "group" as const })), codes };
}

export function inventedRoster(students: readonly Invented[]): Roster {
	const size = students.length;
	const nothing: Coded = { labels: [], codes: new Int32Array(size).fill(-1) };
	return {
		students: size,
		rowsRead: size,
		excluded: [],
		files: ["invented"],
		file: new Uint16Array(size),
		line: Int32Array.from({ length: size }, (_, at) => at + 2),
		studentIds: students.map((_, at) => `invented-${at}`),
		year: new Int16Array(size).fill(2026),
		years: [2026],
		school: coded(students.map(({ school }) => school)),
		feeder: nothing,
		bases: [basisOf(students)],
		basesAbsent: [],
		measures: openPolicy.measures.map(({ id }) => ({
			id,
			column: undefined,
			values: new Float64Array(size),
			states: new Uint8Array(size).fill(1),
		})),
		courses: {
			prior: coded(students.map(() => "Algebra I")),
			day1: coded(students.map(({ heldBack }) => (heldBack ? "Algebra I" : "Geometry"))),
			checkpoint: undefined,
			next: undefined,
		},
		checkpointDay: new Int32Array(size).fill(-2_147_483_648),
		recourse: undefined,
		repeatConsent: undefined,
		reason: undefined,
		passed: undefined,
		agMathMet: undefined,
	};
}

export const inventedGround = (students: readonly Invented[]): Ground => {
	const roster = inventedRoster(students);
	return groundOf(
		roster,
		{ policy: openPolicy, qualification: qualify(roster, openPolicy) },
		{ year: 2026, prefix: "" },
	);
};

/** The verdicts of day 1. */
export function comparedOf(students: readonly Invented[]): readonly Compared[] {
	const ground = inventedGround(students);
	return compareFamily(ground, ground.core.day1, ground.splits).entries;
}
