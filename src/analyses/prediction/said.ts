/**
 * What specifications say of schools, in columns: a state has some hundred thousand residuals, and pages show those of a few
 * districts.
 */

import type { SchoolSpecifications, SpecifiedResidual } from "./specification.js";

const [nothing, insideInterval, outsideInterval] = [0, 1, 2];

/** One specification's word on every school. */
export class SaidColumn {
	readonly #residuals: Float64Array;
	/** Nothing, inside or outside. */
	readonly #words: Uint8Array;
	#judged = 0;

	/** @param schools of which it may say something */
	constructor(schools: number) {
		this.#residuals = new Float64Array(schools);
		this.#words = new Uint8Array(schools);
	}

	/** How many schools it says something of. */
	get judged(): number {
		return this.#judged;
	}

	/**
	 * @param school its place; below 0 for one that the main scale doesn't have
	 * @param residual in standard deviations of students
	 * @param outside its own 95 % prediction interval
	 */
	say(school: number, residual: number, outside: boolean): void {
		if (school < 0) return;
		if (this.#words[school] === nothing) this.#judged++;
		this.#residuals[school] = residual;
		this.#words[school] = outside ? outsideInterval : insideInterval;
	}

	/** 0 where it says nothing. */
	residualOf(school: number): number {
		return this.#residuals[school] ?? 0;
	}

	says(school: number): boolean {
		return this.#words[school] !== nothing;
	}

	isOutside(school: number): boolean {
		return this.#words[school] === outsideInterval;
	}
}

/**
 * What all specifications say of the school at a place, and the rule by which its reading depends on the model.
 *
 * @param columns one per specification, in the order of the list
 * @param mainPlace of the main specification in the list; -1 for none
 */
export function summarize(columns: readonly SaidColumn[], school: number, mainPlace: number): SchoolSpecifications {
	return new Summary(columns, school, mainPlace);
}

class Summary implements SchoolSpecifications {
	readonly above: number;
	readonly below: number;
	readonly outside: number;
	readonly of: number;
	readonly main: SpecifiedResidual | undefined;
	readonly dependsOnModel: boolean;
	readonly #columns: readonly SaidColumn[];
	readonly #school: number;

	constructor(columns: readonly SaidColumn[], school: number, mainPlace: number) {
		let [above, below, outside, of] = [0, 0, 0, 0];
		for (const column of columns) {
			if (!column.says(school)) continue;
			of++;
			const residual = column.residualOf(school);
			if (residual > 0) above++;
			if (residual < 0) below++;
			if (column.isOutside(school)) outside++;
		}
		const main = columns[mainPlace]?.says(school) ? saidBy(columns, school, mainPlace) : undefined;
		this.above = above;
		this.below = below;
		this.outside = outside;
		this.of = of;
		this.main = main;
		this.dependsOnModel = main?.outside === true && (main.residual > 0 ? below : above) > 0;
		this.#columns = columns;
		this.#school = school;
	}

	get residuals(): SpecifiedResidual[] {
		const saying = Array.from(this.#columns.keys()).filter((place) => this.#columns[place]?.says(this.#school));
		return saying.map((place) => saidBy(this.#columns, this.#school, place));
	}
}

const saidBy = (columns: readonly SaidColumn[], school: number, place: number): SpecifiedResidual => ({
	specification: place,
	residual: columns[place]?.residualOf(school) ?? 0,
	outside: columns[place]?.isOutside(school) ?? false,
});
