/**
 * Tails heavier than a normal's: a t fitted to the standardized residuals of schools that were left out.
 *
 * Each district's schools are judged by tails fitted to the other districts, so that a school's own miss can't make its
 * interval wide. Whether a fitted t serves at all is decided with all schools.
 */

import { type Measured, notDefined } from "../../domain/measured.js";
import { fitStudentT, normalCdf, normalQuantile, type StudentTFit, tCdf, tQuantile } from "../../stats/index.js";
import { leastP } from "./predictive.js";
import type { Tail, Tails } from "./types.js";

/** Fewer degrees of freedom than this: the intervals use the fitted t. */
const heavyBelow = 8;

/** Fewer schools than this can't tell heavy tails from one odd school. */
export const fewestForTails = 30;

/**
 * Twice the gain in log likelihood over a normal distribution that chance alone exceeds once in a hundred (half of a χ² with
 * one degree of freedom). Once in twenty would widen the intervals of normal data measurably.
 */
const chanceGain = 5.41;

/** A standardized residual of a school that was left out, and the school's district. */
export interface Standardized {
	readonly district: string;
	/** As a standard normal deviate; `undefined` where the school can't be predicted so. */
	readonly z: number | undefined;
}

const isHeavy = (fit: StudentTFit): boolean => fit.df < heavyBelow && fit.gainOverNormal > chanceGain;

/**
 * Fits the tails.
 *
 * @param options whether the degrees of freedom are wanted with their interval, which only the card needs
 * @returns what the card says of them, and one entry per row: `undefined` where the ordinary t serves
 */
export function tailsOf(
	rows: readonly Standardized[],
	{ interval = true }: { readonly interval?: boolean } = {},
): { summary: Tails; tails: (Tail | undefined)[] } {
	const known = rows.flatMap(({ district, z }) => (z === undefined ? [] : [{ district, z }]));
	const none = rows.map(() => undefined);
	if (known.length < fewestForTails) {
		const reason = `tails are not fitted to fewer than ${fewestForTails} schools`;
		return { summary: withoutFit(known.length, reason), tails: none };
	}
	const fit = fitStudentT({ values: known.map(({ z }) => z), location: 0, interval });
	if (fit.kind === "undefined") return { summary: withoutFit(known.length, fit.reason), tails: none };
	const districts = new Set(known.map(({ district }) => district));
	const summary = { ...describe(fit, known.length), leftOut: districts.size > 1 };
	if (!isHeavy(fit)) return { summary, tails: none };
	const byDistrict = new Map([...districts].map((district) => [district, tailWithout(district, known, fit)]));
	return { summary: { ...summary, used: true }, tails: rows.map(({ district }) => byDistrict.get(district)) };
}

/** The tail that the other districts show; of all schools where there is no other district. */
function tailWithout(
	district: string,
	known: readonly { readonly district: string; readonly z: number }[],
	start: StudentTFit,
): Tail | undefined {
	const others = known.filter((row) => row.district !== district);
	if (others.length === 0) return { scale: start.scale, df: start.df };
	if (others.length < fewestForTails) return undefined;
	const fit = fitStudentT({ values: others.map(({ z }) => z), location: 0, start, interval: false });
	return fit.kind === "undefined" || !isHeavy(fit) ? undefined : { scale: fit.scale, df: fit.df };
}

const finite = (df: number): Measured => (Number.isFinite(df) ? df : notDefined("as light as a normal distribution's"));

function describe(fit: StudentTFit, schools: number): Tails {
	const { lower, upper } = fit.dfInterval ?? { lower: fit.df, upper: fit.df };
	return { schools, df: finite(fit.df), lower: finite(lower), upper: finite(upper), used: false, leftOut: false };
}

function withoutFit(schools: number, reason: string): Tails {
	const absent = notDefined(reason);
	return { schools, df: absent, lower: absent, upper: absent, used: false, leftOut: false };
}

/** How far a result lies out, and how far the 95 % interval reaches, both as normal deviates of the prediction. */
export interface Reach {
	/** The standard normal deviate with the same p: what is left of the result's when its t is allowed for. */
	readonly deviate: number;
	/** Where the 95 % interval ends on either side. */
	readonly half: number;
	/** Two-sided p. */
	readonly p: number;
	/** Degrees of freedom of the t that was used. */
	readonly df: number;
}

/** The standard normal deviate with the two-sided p of a result by Student's t; see `reachOf`. */
export function deviateOf(z: number, df: number): Pick<Reach, "deviate" | "p"> {
	const p = Math.min(1, 2 * tCdf(-Math.abs(z), df));
	return { deviate: -Math.sign(z) * normalQuantile(Math.max(leastP, p) / 2), p };
}

/** The two-sided p of a deviate by Student's t, or by a fitted tail in its place. */
export function chanceOf({ deviate, p }: Pick<Reach, "deviate" | "p">, tail: Tail | undefined): number {
	return tail === undefined ? p : Math.min(1, 2 * tCdf(-Math.abs(deviate) / tail.scale, tail.df));
}

/** Where the 95 % interval ends, as a normal deviate on either side; see `reachOf`. */
export function halfOf(df: number, tail: Tail | undefined): number {
	if (tail === undefined) return tQuantile(0.975, df);
	return -tQuantile(Math.max(leastP, normalCdf(-tail.scale * tQuantile(0.975, tail.df))), df);
}

/**
 * Judges a result by Student's t, or by a fitted tail in its place.
 *
 * @param z the result's deviate by the predictive distribution, as if its standard deviation were known
 * @param df degrees of freedom of that standard deviation
 * @param tail of the deviates, where tails are heavy
 */
export function reachOf(z: number, df: number, tail?: Tail): Reach {
	const { deviate, p } = deviateOf(z, df);
	return { deviate, half: halfOf(df, tail), p: chanceOf({ deviate, p }, tail), df: tail?.df ?? df };
}
