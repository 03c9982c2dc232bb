/** What a fit over years hands on. */

import type { SchoolLevel } from "../../domain/school-level.js";
import type { ResultPanel } from "../frame/panel.js";
import type { CovariateName, School, SchoolFrame } from "../frame/school.js";

/** What a run's fits over years are made from. */
export interface PanelSource {
	readonly frame: SchoolFrame;
	readonly panel: ResultPanel;
}

/** A school in a fit; all numbers on the model's scale, one per year with a result. */
export interface PanelSchool {
	readonly school: School;
	readonly years: Int32Array;
	readonly tested: Float64Array;
	/** Results as published. */
	readonly observed: Float64Array;
	/** What the fit was to in their place; see `Scale.working`. */
	readonly response: Float64Array;
	/** Of the level, the year and the student mix, without what the district's schools share. */
	readonly expected: Float64Array;
	/** Sampling variances with the factor φ. */
	readonly sampling: Float64Array;
	/** What the district's schools share, as estimated. */
	readonly district: number;
	/**
	 * Under each of the fit's plausible variances: the school's lasting difference as its own results say it, set beside what
	 * the others lead one to expect (the school left out), and the variance of its error.
	 */
	readonly left: readonly number[];
	readonly leftVariance: readonly number[];
}

/** The schools of a fit in columns, level after level in CDS order; what the names say, see `PanelSchool`. */
export interface PanelColumns {
	/** Places among the frame's schools, one entry per school. */
	readonly places: Int32Array;
	readonly district: Float64Array;
	/** Per plausible set of variances, one entry per school. */
	readonly left: readonly Float64Array[];
	readonly leftVariance: readonly Float64Array[];
	/** First row of each school, and the end of the last one's. */
	readonly starts: Int32Array;
	/** One entry per row: the years of a school stand together, in order. */
	readonly year: Int32Array;
	readonly tested: Float64Array;
	readonly observed: Float64Array;
	readonly response: Float64Array;
	readonly expected: Float64Array;
	readonly sampling: Float64Array;
}

/** Variances that the data leave plausible. */
export interface PlausibleVariances {
	/** All weights of a fit add up to 1. */
	readonly weight: number;
	/** What lasts in a school, without what students add whom several years share. */
	readonly tauLasting2: number;
}

/** A fit of one level over years: numbers and names alone, which threads can hand one another. */
export interface PanelFit {
	/** `all` where levels too small for a fit of their own borrow from the others. */
	readonly level: SchoolLevel | "all";
	/** Levels whose schools this fit judges. */
	readonly judges: ReadonlySet<SchoolLevel>;
	readonly years: readonly number[];
	readonly covariates: readonly CovariateName[];
	readonly dropped: readonly CovariateName[];
	readonly districts: number;
	readonly columns: PanelColumns;
	/** Variances on the model's scale: districts, what lasts in a school, what belongs to one year of it. */
	readonly tauDistrict2: number;
	readonly tauSchool2: number;
	readonly tauYear2: number;
	/** The estimates first; nothing else where so many schools tell what lasts that its error does not matter. */
	readonly plausible: readonly PlausibleVariances[];
	readonly phi: number;
	/** φ moved, and so follows what years of a school have in common; on its bound it does not. */
	readonly phiMoved: boolean;
	readonly converged: boolean;
}
