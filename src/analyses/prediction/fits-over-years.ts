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

/** A school with the fit that judges it. */
export interface JudgedPanelSchool {
	readonly fit: PanelFit;
	readonly own: PanelSchool;
}

/** The schools of a frame, where the fits' places point. */
class FrameSchools {
	readonly all: readonly School[];
	readonly #placeOf: ReadonlyMap<string, number>;

	constructor({ schools }: PanelSource["frame"]) {
		this.all = schools;
		this.#placeOf = new Map(schools.map(({ cds }, place) => [cds, place]));
	}

	/** -1 for a school that is not in the frame. */
	placeOf = ({ cds }: School): number => this.#placeOf.get(cds) ?? -1;
}

/** The fits of one student group. */
export class GroupFits {
	/** One per level, and one for levels that borrow. */
	readonly fits: readonly PanelFit[];
	readonly #schools: FrameSchools;
	/** By fit: for each place of the frame the school's number among the fit's columns, counted from 1; 0 where it has none. */
	readonly #numbers = new Map<PanelFit, Int32Array>();

	constructor(fits: readonly PanelFit[], schools: FrameSchools) {
		this.fits = fits;
		this.#schools = schools;
	}

	/** All schools of a fit, level after level in CDS order. */
	schoolsOf({ columns }: PanelFit): PanelSchool[] {
		return Array.from(columns.places, (_, index) => schoolAt(columns, this.#schools.all, index));
	}

	/** Which of a fit's schools it judges: their numbers among its columns. */
	judgedBy({ columns, judges }: PanelFit): number[] {
		const numbers: number[] = [];
		columns.places.forEach((place, index) => {
			const school = this.#schools.all[place];
			if (school !== undefined && judges.has(school.level)) numbers.push(index);
		});
		return numbers;
	}

	/** All schools that the fits judge, each once. */
	judged(): JudgedPanelSchool[] {
		return this.fits.flatMap((fit) =>
			this.judgedBy(fit).map((index) => ({ fit, own: schoolAt(fit.columns, this.#schools.all, index) })),
		);
	}

	/** A school with the fit that judges it; `undefined` where none has its results. */
	judge(school: School): JudgedPanelSchool | undefined {
		const fit = this.fits.find(({ judges }) => judges.has(school.level));
		const number = fit === undefined ? 0 : (this.#numbersIn(fit)[this.#schools.placeOf(school)] ?? 0);
		if (fit === undefined || number === 0) return undefined;
		return { fit, own: schoolAt(fit.columns, this.#schools.all, number - 1) };
	}

	#numbersIn(fit: PanelFit): Int32Array {
		const before = this.#numbers.get(fit);
		if (before !== undefined) return before;
		const numbers = new Int32Array(this.#schools.all.length);
		fit.columns.places.forEach((place, index) => {
			numbers[place] = index + 1;
		});
		this.#numbers.set(fit, numbers);
		return numbers;
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
	frame: PanelSource["frame"],
): FitsOverYears {
	const schools = new FrameSchools(frame);
	const groups = new Map([...found].map(([group, fits]) => [group, new GroupFits(fits, schools)]));
	const of = (group: number): GroupFits => {
		const fits = groups.get(group);
		// Nothing is no answer: fits made in place would have one.
		if (fits === undefined) throw new Error(`group ${group} was not fitted: it belongs into groupsOverYears`);
		return fits;
	};
	return { of };
}

/** Fits each group when it is first asked for. */
export function fitWhenAsked(source: PanelSource): FitsOverYears {
	const own = source.frame.group;
	const made = new Map<number, GroupFits>();
	const fitter = new GroupFitter(source.frame.outcome);
	const schools = new FrameSchools(source.frame);
	let rowsOf: ((group: number) => PanelRows) | undefined;
	const of = (group: number): GroupFits => {
		const before = made.get(group);
		if (before !== undefined) return before;
		if (group !== own) of(own);
		rowsOf ??= panelRowsOf(source);
		const fits = new GroupFits(fitter.fit(rowsOf(group)), schools);
		made.set(group, fits);
		return fits;
	};
	return { of };
}
