/** The specifications that a reasonable analyst might have chosen, and what each says of every school. */

import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { Prior } from "./earlier-results.js";

/** One way to predict: on which scale, from what, learning from whom. */
export interface Specification {
	/** Unique: "percent mix own charters-in". */
	readonly id: string;
	readonly scale: OutcomeScale;
	/** True where it knows the student mix. */
	readonly studentMix: boolean;
	readonly prior: Prior;
	/** True where charter schools are in the fit. */
	readonly charters: boolean;
	/** The one that the page's predictions come from. */
	readonly main: boolean;
	/** How many schools it says something of. */
	readonly judged: number;
}

/** What one specification says of one school. */
export interface SpecifiedResidual {
	/** Place of the specification in the list. */
	readonly specification: number;
	/** Result minus prediction, the school left out, in standard deviations of students. */
	readonly residual: number;
	/** Outside its own 95 % prediction interval. */
	readonly outside: boolean;
}

/** What all specifications say of one school. */
export interface SchoolSpecifications {
	readonly residuals: readonly SpecifiedResidual[];
	/** Specifications that put it above and below its prediction, and outside its interval. */
	readonly above: number;
	readonly below: number;
	readonly outside: number;
	/** Specifications that say something of the school. */
	readonly of: number;
	/** What the main specification says; `undefined` where it says nothing. */
	readonly main: SpecifiedResidual | undefined;
	/** Outside under the main specification, and on the other side of its prediction under at least one other. */
	readonly dependsOnModel: boolean;
}

export interface SpecificationSet {
	readonly list: readonly Specification[];
	/** By code; schools of which no specification says anything have no entry. */
	readonly schools: ReadonlyMap<string, SchoolSpecifications>;
}

/** The part of a specification that does not depend on the data's scale. */
export type Predictors = Pick<Specification, "studentMix" | "prior" | "charters">;

export const specificationId = ({
	scale,
	studentMix,
	prior,
	charters,
}: Omit<Specification, "id" | "main" | "judged">): string =>
	[scale, studentMix ? "mix" : "no-mix", prior.replaceAll(" ", "-"), charters ? "charters-in" : "charters-out"].join(
		" ",
	);
