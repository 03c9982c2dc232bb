/** The fits over years that a run's questions share: one set per student group, each with the schools that it judges. */

import { groupIds } from "../../domain/student-groups.js";
import type { School } from "../frame/school.js";
import { fitPanel } from "./panel-fit.js";
import { type PanelRows, panelRowsOf } from "./panel-rows.js";
import type { PanelFit, PanelSchool, PanelSource } from "./panel-types.js";

/** Groups beside all students for whom a school should be one to learn with too. */
const groupsBeside: readonly number[] = [groupIds.sed, groupIds.el, groupIds.black, groupIds.latino];

/** The groups that a run's questions over years ask for, the run's own first. */
export const groupsOverYears = (own: number): number[] => [...new Set([own, groupIds.all, ...groupsBeside])];

export interface FitsOverYears {
	/** Of a student group by its id; without fits where years or schools are too few. */
	of(group: number): GroupFits;
}

/** The fits of one student group. */
export class GroupFits {
	/** One per level, and one for levels that borrow. */
	readonly fits: readonly PanelFit[];
	readonly #schools: readonly School[];
	#judged: ReadonlyMap<string, JudgedPanelSchool> | undefined;

	/** @param schools of the frame, where the fits' places point */
	constructor(fits: readonly PanelFit[], schools: readonly School[]) {
		this.fits = fits;
		this.#schools = schools;
	}

	/** All schools of a fit, level after level in CDS order. */
	schoolsOf({ columns }: PanelFit): PanelSchool[] {
		return Array.from(columns.places, (_, index) => schoolAt(columns, this.#schools, index));
	}

	/** The schools that the fits judge, by code, each once. */
	get judged(): ReadonlyMap<string, JudgedPanelSchool> {
		this.#judged ??= this.#findJudged();
		return this.#judged;
	}

	/** Which of a fit's schools it judges: their numbers among its columns. */
	judgedBy({ columns, judges }: PanelFit): number[] {
		const numbers: number[] = [];
		columns.places.forEach((place, index) => {
			const school = this.#schools[place];
			if (school !== undefined && judges.has(school.level)) numbers.push(index);
		});
		return numbers;
	}

	#findJudged(): ReadonlyMap<string, JudgedPanelSchool> {
		const judged = new Map<string, JudgedPanelSchool>();
		for (const fit of this.fits) {
			for (const index of this.judgedBy(fit)) {
				const code = this.#schools[fit.columns.places[index] ?? -1]?.cds ?? "";
				judged.set(code, new JudgedPanelSchool(fit, this.#schools, index));
			}
		}
		return judged;
	}
}

/** A school with the fit that judges it; its numbers are put together when asked for. */
export class JudgedPanelSchool {
	readonly fit: PanelFit;
	readonly #schools: readonly School[];
	readonly #index: number;

	constructor(fit: PanelFit, schools: readonly School[], index: number) {
		this.fit = fit;
		this.#schools = schools;
		this.#index = index;
	}

	get own(): PanelSchool {
		return schoolAt(this.fit.columns, this.#schools, this.#index);
	}
}

function schoolAt(columns: PanelFit["columns"], schools: readonly School[], index: number): PanelSchool {
	const [first, end] = [columns.starts[index] ?? 0, columns.starts[index + 1] ?? 0];
	return {
		school: schools[columns.places[index] ?? -1] as School,
		years: columns.year.subarray(first, end),
		tested: columns.tested.subarray(first, end),
		observed: columns.observed.subarray(first, end),
		response: columns.response.subarray(first, end),
		expected: columns.expected.subarray(first, end),
		sampling: columns.sampling.subarray(first, end),
		district: columns.district[index] ?? 0,
		left: columns.left.map((values) => values[index] ?? 0),
		leftVariance: columns.leftVariance.map((values) => values[index] ?? 0),
	};
}

/** Fits group after group, the run's own group first: the others begin at what it found. */
export class GroupFitter {
	readonly #outcome: PanelSource["frame"]["outcome"];
	#own: readonly PanelFit[] | undefined;

	constructor(outcome: PanelSource["frame"]["outcome"]) {
		this.#outcome = outcome;
	}

	fit(rows: PanelRows): readonly PanelFit[] {
		const fits = fitPanel(rows, this.#outcome, this.#own);
		this.#own ??= fits;
		return fits;
	}
}

/**
 * Fits that were made elsewhere.
 *
 * @param found by group: all of `groupsOverYears`
 */
export function fitsAtHand(
	found: ReadonlyMap<number, readonly PanelFit[]>,
	{ schools }: PanelSource["frame"],
): FitsOverYears {
	const groups = new Map([...found].map(([group, fits]) => [group, new GroupFits(fits, schools)]));
	const none = new GroupFits([], schools);
	return { of: (group) => groups.get(group) ?? none };
}

/** Fits each group when it is first asked for. */
export function fitWhenAsked(source: PanelSource): FitsOverYears {
	const own = source.frame.group;
	const made = new Map<number, GroupFits>();
	const fitter = new GroupFitter(source.frame.outcome);
	let rowsOf: ((group: number) => PanelRows) | undefined;
	const of = (group: number): GroupFits => {
		const before = made.get(group);
		if (before !== undefined) return before;
		if (group !== own) of(own);
		rowsOf ??= panelRowsOf(source);
		const fits = new GroupFits(fitter.fit(rowsOf(group)), source.frame.schools);
		made.set(group, fits);
		return fits;
	};
	return { of };
}
