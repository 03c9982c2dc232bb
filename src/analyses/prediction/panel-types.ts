/** What a fit over years hands on. */

import type { SchoolLevel } from "../../domain/school-level.js";
import type { CovariateName, School } from "../frame/school.js";

/** A school in a fit; all numbers on the model's scale, one per year with a result. */
export interface PanelSchool {
	readonly school: School;
	readonly years: readonly number[];
	readonly tested: readonly number[];
	/** Results as published. */
	readonly observed: readonly number[];
	/** What the fit was to in their place; see `Scale.working`. */
	readonly response: readonly number[];
	/** Of the level, the year and the student mix, without what the district's schools share. */
	readonly expected: readonly number[];
	/** Sampling variances with the factor φ. */
	readonly sampling: readonly number[];
	/** What the district's schools share, as estimated. */
	readonly district: number;
	/**
	 * Under each of the fit's plausible variances: the school's lasting difference as its own results say it, set beside what
	 * the others lead one to expect (the school left out), and the variance of its error.
	 */
	readonly left: readonly number[];
	readonly leftVariance: readonly number[];
}

/** Variances that the data leave plausible. */
export interface PlausibleVariances {
	/** All weights of a fit add up to 1. */
	readonly weight: number;
	/** What lasts in a school, without what students add whom several years share. */
	readonly tauLasting2: number;
}

export interface PanelFit {
	/** `all` where levels too small for a fit of their own borrow from the others. */
	readonly level: SchoolLevel | "all";
	/** Levels whose schools this fit judges. */
	readonly judges: ReadonlySet<SchoolLevel>;
	readonly years: readonly number[];
	readonly covariates: readonly CovariateName[];
	readonly dropped: readonly CovariateName[];
	readonly districts: number;
	/** Of all schools of the fit, level after level in CDS order. */
	readonly schools: readonly PanelSchool[];
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
