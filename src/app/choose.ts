/** What the run is about: subject, years, group and districts, chosen from what the files hold. */

import { printedDistrict } from "../domain/cds-code.js";
import { type OutcomeScale, scaleNames } from "../domain/outcome-scale.js";
import { problem, Refusal } from "../domain/problem.js";
import { findGroup, groupIds, groupName, groupNames, panelGroups, studentGroup } from "../domain/student-groups.js";
import { plainName, suggest } from "../domain/suggest.js";
import { allGrades, gradesWithLevels, type Subject, thinYear } from "../domain/tests.js";
import type { Available } from "../ingest/index.js";
import type { Effects } from "./effects.js";
import type { AnalyzeSettings } from "./settings.js";

export interface Choice {
	readonly subject: Subject;
	readonly year: number;
	readonly baselineYear: number | undefined;
	readonly group: number;
}

/**
 * Chooses subject, year, baseline year and group.
 *
 * @throws Refusal where something asked for is not in the data, naming what is
 */
export function choose(settings: AnalyzeSettings, available: Available, effects: Effects): Choice {
	const subject = chooseSubject(settings, available, effects);
	const years = [...(available.years[subject] ?? [])].sort((a, b) => a - b);
	const year = settings.year ?? years.at(-1);
	if (year === undefined || !years.includes(year)) {
		throw notThere("CIMP-E203", "--year", `${year ?? "no year"}`, anyOf(years));
	}
	const group = chooseGroup(settings.group, available, subject);
	const baselineYear = chooseBaseline(settings, years, year, effects);
	return { subject, year, baselineYear, group };
}

const notThere = (
	code: "CIMP-E202" | "CIMP-E203" | "CIMP-E207" | "CIMP-E208" | "CIMP-E210",
	option: string,
	found: string,
	expected: string,
): Refusal => new Refusal([problem(code, { file: option }, { found, expected })]);

const anyOf = (choices: readonly (string | number)[]): string =>
	choices.length === 1 ? `${choices[0]}, the only one in the files` : `one of ${choices.join(", ")}`;

function chooseSubject(settings: AnalyzeSettings, available: Available, effects: Effects): Subject {
	const { subjects } = available;
	const subject = settings.subject ?? (subjects.includes("math") ? "math" : subjects[0]);
	if (subjects.length === 0) {
		const expected = "rows of results that pass the checks; none did";
		throw notThere("CIMP-E202", "--subject", "no row of any subject", expected);
	}
	if (subject === undefined || !subjects.includes(subject)) {
		throw notThere("CIMP-E202", "--subject", subject ?? "no subject", anyOf(subjects));
	}
	if (settings.subject === undefined) effects.note(`subject: ${subject} (the files hold ${subjects.join(", ")})`);
	return subject;
}

function chooseBaseline(
	settings: AnalyzeSettings,
	years: readonly number[],
	year: number,
	effects: Effects,
): number | undefined {
	const asked = settings.baselineYear;
	if (asked !== undefined) {
		if (years.includes(asked) && asked < year) return asked;
		const earlier = years.filter((other) => other < year);
		throw notThere(
			"CIMP-E203",
			"--baseline-year",
			`${asked}`,
			earlier.length > 0 ? anyOf(earlier) : `a year before ${year}; the files hold none`,
		);
	}
	if (settings.model === "progress" && !years.some((other) => other < year)) {
		throw notThere("CIMP-E203", "--model progress", "no earlier year", `results of a year before ${year}`);
	}
	// In 2021 testing was optional and thin: a baseline only for those who ask for it.
	const baseline = years.filter((other) => other < year && other !== thinYear).at(-1);
	effects.note(`baseline year: ${baseline ?? "none in the files"}`);
	return baseline;
}

function chooseGroup(asked: string, available: Available, subject: Subject): number {
	const present = available.groups[subject] ?? [];
	// An id that no lookup table holds is still a group where the files have it.
	const group =
		findGroup(asked) ??
		present.find((id) => /^\d+$/.test(asked.trim()) && id === Number(asked)) ??
		present.find((id) => plainName(available.groupNames.get(id) ?? "") === plainName(asked));
	if (group === undefined) {
		const near = suggest(asked, groupNames);
		throw notThere(
			"CIMP-E208",
			"--group",
			asked,
			near.length > 0 ? `did you mean ${quoted(near)}?` : "an id or a name of the StudentGroups table",
		);
	}
	if (!present.includes(group)) {
		const only = present.join(", ");
		throw notThere("CIMP-E207", "--group", asked, `one of the groups in the files: ${only}`);
	}
	return group;
}

/** The group's label: the state's of the test year, else the name that a lookup table among the inputs gives it. */
export const groupLabel = (id: number, testYear: number, available: Available): string =>
	studentGroup(id, testYear)?.name ?? available.groupNames.get(id) ?? groupName(id, testYear);

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(" or ");

/** The panel goes back this many test years at most: older schools and students tell little of today's. */
const longestHistory = 6;

/**
 * The rows that questions over years and groups need, up to the year of the run: all grades together, and single grades
 * too where the scale is pooled over them.
 */
export const panelSelection = (choice: Choice, available: Available, scale: OutcomeScale) => ({
	years: (available.years[choice.subject] ?? []).filter((year) => year <= choice.year).slice(-longestHistory),
	groups: [...new Set([choice.group, ...panelGroups])].sort((a, b) => a - b),
	...(scale === available.kind ? { grades: [allGrades] } : {}),
});

/**
 * The year before the baseline year, for the mean of two earlier results; one without a test, or with a thin one, is
 * passed over.
 */
export const yearBeforeBaseline = ({ subject, baselineYear }: Choice, available: Available): number | undefined =>
	baselineYear === undefined
		? undefined
		: (available.years[subject] ?? []).filter((year) => year < baselineYear && year !== thinYear).at(-1);

export interface ScaleChoice {
	readonly main: OutcomeScale;
	/** The scale that runs beside it; `undefined` where the rows allow one alone. */
	readonly second: OutcomeScale | undefined;
}

/**
 * The scale of the run and the one beside it: distance from standard beside percents, percents beside others, a standard
 * score where neither is.
 *
 * @param allowed scales that the rows allow, the usual one first
 * @throws Refusal with CIMP-E210 for a scale that they don't
 */
export function chooseScale(asked: AnalyzeSettings["scale"], allowed: readonly OutcomeScale[]): ScaleChoice {
	const main = asked === "auto" ? allowed[0] : allowed.find((scale) => scale === asked);
	if (main === undefined) {
		const expected = anyOf(allowed.map((scale) => `${scale} (${scaleNames[scale]})`));
		throw notThere("CIMP-E210", "--scale", asked, expected);
	}
	return { main, second: allowed.find((scale) => scale !== main) };
}

/** The rows that comparisons by achievement level need: cuts differ from grade to grade, so grades stay apart. */
export const groupLevelSelection = (choice: Choice) => ({
	years: [choice.year],
	groups: panelGroups,
	grades: gradesWithLevels,
	places: "districts" as const,
});

/** Groups that the run reads: the one asked for, and those that describe the students of a school. */
export const groupsToRead = (group: number): number[] => [
	...new Set([group, groupIds.all, groupIds.sed, groupIds.el, groupIds.swd]),
];

/**
 * The districts that get a page: all, or those named by code ("0161259", "01-61259", 14 digits) or by name.
 *
 * @param names district names by seven-digit code, of districts with schools in the data
 * @throws Refusal with CIMP-E201 and the nearest names
 */
export function chooseDistricts(asked: readonly string[], names: ReadonlyMap<string, string>): string[] {
	const codes = [...names.keys()].sort();
	if (asked.length === 0) return codes;
	const problems: ReturnType<typeof problem>[] = [];
	const chosen = new Set<string>();
	for (const text of asked) {
		const found = matching(text, names);
		if (found.length === 1) chosen.add(found[0] ?? "");
		else
			problems.push(
				problem("CIMP-E201", { file: "--district" }, { found: text, expected: expectedDistrict(text, found, names) }),
			);
	}
	if (problems.length > 0) throw new Refusal(problems);
	return codes.filter((code) => chosen.has(code));
}

function matching(text: string, names: ReadonlyMap<string, string>): string[] {
	const digits = text.replace(/[\s-]/g, "");
	if (/^\d{7}$/.test(digits) || /^\d{14}$/.test(digits)) {
		return names.has(digits.slice(0, 7)) ? [digits.slice(0, 7)] : [];
	}
	const wanted = plainName(text);
	return [...names].filter(([, name]) => plainName(name) === wanted && wanted !== "").map(([code]) => code);
}

function expectedDistrict(text: string, found: readonly string[], names: ReadonlyMap<string, string>): string {
	if (found.length > 1)
		return `one of the codes ${found.map(printedDistrict).join(", ")}: several districts have this name`;
	const digits = text.replace(/[\s-]/g, "");
	const ending = [...names].filter(([code]) => digits.length >= 5 && /^\d+$/.test(digits) && code.endsWith(digits));
	if (ending.length > 0) {
		const choices = ending.map(([code, name]) =>
			name === "" ? printedDistrict(code) : `${printedDistrict(code)} (${name})`,
		);
		return `did you mean ${choices.join(" or ")}?`;
	}
	const near = suggest(
		text,
		[...names.values()].filter((name) => name !== ""),
	);
	if (near.length > 0) return `did you mean ${quoted(near)}?`;
	const some = [...names].slice(0, 5).map(([code, name]) => `${printedDistrict(code)} ${name}`.trim());
	return `a district in the files, such as ${some.join(", ")}`;
}
