/** What the invented world is to be like, checked before anything is drawn. */

import { subjects as knownSubjects, type Subject, yearWithoutTest } from "../domain/tests.js";

/**
 * The wishes behind `cimp simulate`.
 *
 * All spreads are on one latent scale: points of the Smarter Balanced scale, on which a student stands about 80 points
 * (standard deviation) around what school and group predict. Science is drawn on the same scale and published on its own.
 */
export interface SimulationOptions {
	/** A number or a word; the same seed gives the same bytes. */
	readonly seed: number | string;
	/** 1 or more. */
	readonly districts: number;
	/** Mean number of schools in a district, 2 or more; districts vary around it. */
	readonly schools: number;
	/** Springs of the tests, 2015 or later, without 2020. */
	readonly years: readonly number[];
	/** The id of a layout of results, or `auto`: the layout of the year and subject. */
	readonly layout: string;
	/** Standard deviation of true district effects, in points. */
	readonly tauDistrict: number;
	/** Standard deviation of true school effects of one year within their district, in points. */
	readonly tauSchool: number;
	/** True mean of students who are not socioeconomically disadvantaged minus that of those who are, within a school, in points. */
	readonly gap: number;
	/** Whether damages are planted in the newest results and in `covariates.csv`. */
	readonly damage: boolean;
	readonly subjects: readonly Subject[];
	/** Whether a placement roster of the first district is written. */
	readonly roster: boolean;
	/** Every student group of the year, or the ids wanted; all students are always there. */
	readonly groups: "all" | readonly number[];
}

export const defaultOptions: SimulationOptions = {
	seed: 1,
	districts: 12,
	schools: 15,
	years: [2024, 2025],
	layout: "auto",
	tauDistrict: 12,
	tauSchool: 20,
	gap: 45,
	damage: false,
	subjects: ["math", "ela"],
	roster: false,
	groups: "all",
};

/** Codes of invented districts are 99001 and up within each of 58 counties; this many fit and stay readable. */
const mostDistricts = 5_000;
const mostSchools = 200;

const within = (value: number, low: number, high: number): boolean => value >= low && value <= high;

function complaints(options: SimulationOptions): string[] {
	const { districts, schools, years, subjects } = options;
	const wrong: string[] = [];
	if (!Number.isInteger(districts) || !within(districts, 1, mostDistricts)) {
		wrong.push(`districts must be a whole number from 1 to ${mostDistricts}, not ${districts}`);
	}
	if (!within(schools, 2, mostSchools)) wrong.push(`schools must be from 2 to ${mostSchools}, not ${schools}`);
	if (years.length === 0 || new Set(years).size !== years.length) wrong.push("years must be given, each once");
	for (const year of years) {
		if (!Number.isInteger(year) || !within(year, 2015, 2025) || year === yearWithoutTest) {
			wrong.push(`years must be from 2015 to 2025 and not ${yearWithoutTest}, when there was no test; found ${year}`);
		}
	}
	if (subjects.length === 0 || new Set(subjects).size !== subjects.length)
		wrong.push("subjects must be given, each once");
	for (const subject of subjects) if (!knownSubjects.includes(subject)) wrong.push(`subject ${subject} is unknown`);
	for (const key of ["tauDistrict", "tauSchool"] as const) {
		if (!within(options[key], 0, 200)) wrong.push(`${key} must be from 0 to 200 points, not ${options[key]}`);
	}
	if (!within(options.gap, -300, 300)) wrong.push(`gap must be from -300 to 300 points, not ${options.gap}`);
	return wrong;
}

/**
 * The options with years in order, if they make sense.
 *
 * @throws RangeError that names every option out of range
 */
export function checkedOptions(options: SimulationOptions): SimulationOptions {
	const wrong = complaints(options);
	if (wrong.length > 0) throw new RangeError(wrong.join("; "));
	return { ...options, years: options.years.toSorted((a, b) => a - b) };
}
