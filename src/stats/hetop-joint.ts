/**
 * Many groups' ordered probit with shared parameters, by maximum likelihood. The information matrix is an arrow: each
 * group's one or two own parameters meet only themselves and the few shared ones. So groups are solved one by one for
 * given shared parameters, and Newton steps climb the likelihood so profiled: linear in the number of groups.
 */

import { type UndefinedResult, undefinedResult } from "./errors.js";
import { type Border, borderSize, type GroupState, type JointGroup, solveGroup } from "./hetop-group.js";
import { occupied, startingLine, studentsIn } from "./ordered-probit-levels.js";
import { choleskyFactor, inverseFromCholesky, solveCholesky } from "./small-matrix.js";

/** A joint fit on the scaled cuts. */
export interface JointFit {
	readonly kind: "joint-fit";
	readonly border: Border;
	readonly groups: readonly GroupState[];
	readonly logLikelihood: number;
	/** Inverse of the border's information with the groups eliminated, flat. */
	readonly borderCovariance: Float64Array;
	/** Newton steps of the border. */
	readonly iterations: number;
}

const MAXIMUM_STEPS = 100;
const CONVERGED = 1e-9;

/**
 * Fits the groups jointly.
 *
 * @param groups counts and kinds; each must be able to carry its own parameters
 * @param cuts scaled cuts; where they are free, a start (first and last stay at 0 and 1)
 * @param freeCuts whether the cuts between are parameters
 * @returns the fit, or undefined with the reason
 * @reference Newton's method on the profile likelihood; bordered system as in Golub & Van Loan (4th ed.), section 4.5
 * @internal
 */
export function fitJointly(
	groups: readonly JointGroup[],
	cuts: Float64Array,
	freeCuts: boolean,
): JointFit | UndefinedResult {
	const common = groups.filter(({ slope }) => slope === "common");
	const obstacle = commonSlopeObstacle(common, cuts);
	if (obstacle !== undefined) return undefinedResult(obstacle);
	const start: Border = { cuts, freeCuts, slope: common.length === 0 ? undefined : meanSlope(common, cuts) };
	let current = profile(groups, start);
	for (let iterations = 0; current !== undefined && iterations <= MAXIMUM_STEPS; iterations++) {
		const size = borderSize(current.border);
		if (size === 0) return done(current, new Float64Array(0), iterations);
		const factor = positiveFactor(current.information, size);
		const move = solveCholesky(factor.lower, current.gradient);
		const scale = current.border.slope ?? 1;
		const moved = move.reduce((most, value, k) => Math.max(most, Math.abs(value) / (k === 0 ? scale : 1)), 0);
		if (moved <= CONVERGED) {
			if (factor.shifted) break;
			// The last step is taken as well: it squares what error is left.
			const last = profile(groups, moveBorder(current.border, move, 1), current) ?? current;
			const lower = choleskyFactor(last.information, size);
			if (lower instanceof Float64Array) return done(last, inverseFromCholesky(lower, size), iterations);
			break;
		}
		current = climb(groups, current, move);
	}
	return undefinedResult("no maximum of the likelihood was found");
}

interface Profile {
	readonly border: Border;
	readonly groups: readonly GroupState[];
	readonly logLikelihood: number;
	readonly gradient: Float64Array;
	readonly information: Float64Array;
}

function done(current: Profile, borderCovariance: Float64Array, iterations: number): JointFit {
	const { border, groups, logLikelihood } = current;
	return { kind: "joint-fit", border, groups, logLikelihood, borderCovariance, iterations };
}

/** Every group at its best for this border, summed; `undefined` where the border is impossible. */
function profile(groups: readonly JointGroup[], border: Border, before?: Profile): Profile | undefined {
	if (border.slope !== undefined && !(border.slope > 0)) return undefined;
	for (let k = 1; k < border.cuts.length; k++) if (!(border.cuts[k]! > border.cuts[k - 1]!)) return undefined;
	const size = borderSize(border);
	const gradient = new Float64Array(size);
	const information = new Float64Array(size * size);
	const states: GroupState[] = [];
	let logLikelihood = 0;
	for (const [g, group] of groups.entries()) {
		const state = solveGroup(group, border, before?.groups[g]);
		if (state === undefined) return undefined;
		states.push(state);
		logLikelihood += state.logLikelihood;
		for (let a = 0; a < size; a++) gradient[a]! += state.gradient[a]!;
		for (let a = 0; a < information.length; a++) information[a]! += state.information[a]!;
	}
	if (!gradient.every(Number.isFinite) || !information.every(Number.isFinite)) return undefined;
	return { border, groups: states, logLikelihood, gradient, information };
}

/** Takes the step, or the largest halved part of it that does not lower the likelihood. */
function climb(groups: readonly JointGroup[], from: Profile, move: Float64Array): Profile | undefined {
	const floor = from.logLikelihood - 1e-12 * (1 + Math.abs(from.logLikelihood));
	for (let share = 1; share > 1e-10; share /= 2) {
		const next = profile(groups, moveBorder(from.border, move, share), from);
		if (next !== undefined && next.logLikelihood >= floor) return next;
	}
	return undefined;
}

function moveBorder(border: Border, move: Float64Array, share: number): Border {
	const { cuts, freeCuts } = border;
	const slopes = border.slope === undefined ? 0 : 1;
	const inner = (k: number): boolean => freeCuts && k > 0 && k < cuts.length - 1;
	return {
		freeCuts,
		cuts: cuts.map((cut, k) => (inner(k) ? cut + share * move[slopes + k - 1]! : cut)),
		slope: border.slope === undefined ? undefined : border.slope + share * move[0]!,
	};
}

/** Cholesky factor of the information, its diagonal raised where the likelihood curves the wrong way. */
function positiveFactor(information: Float64Array, size: number): { lower: Float64Array; shifted: boolean } {
	let largest = 0;
	for (let a = 0; a < size; a++) largest = Math.max(largest, Math.abs(information[a * size + a]!));
	for (let ridge = 0; ; ridge = Math.max(10 * ridge, 1e-6 * largest, Number.MIN_VALUE)) {
		const raised = information.map((value, k) => (k % (size + 1) === 0 ? value + ridge : value));
		const lower = choleskyFactor(raised, size);
		if (lower instanceof Float64Array) return { lower, shifted: ridge > 0 };
	}
}

/** Average starting slope of the groups, by students. */
function meanSlope(groups: readonly JointGroup[], cuts: Float64Array): number {
	let sum = 0;
	let students = 0;
	for (const { counts } of groups) {
		const n = studentsIn(counts);
		sum += n * startingLine(counts, cuts)[0];
		students += n;
	}
	return sum / students;
}

/** Why the groups' common standard deviation has no estimate above 0 and below infinity, if so. */
function commonSlopeObstacle(groups: readonly JointGroup[], cuts: Float64Array): string | undefined {
	if (groups.length === 0) return undefined;
	const last = cuts.length;
	const held = groups.some(({ mean }) => mean !== undefined);
	const narrow = groups.every(({ counts }) => {
		const levels = occupied(counts);
		return levels.length === 1 || (levels.length === 2 && levels[1] === levels[0]! + 1);
	});
	if (narrow && !held) return "every group lies within two neighboring levels: no spread can be seen";
	const ends = groups.every(({ counts }) => occupied(counts).every((level) => level === 0 || level === last));
	if (ends) return "students are in the end levels only: the spread has no bound";
	return undefined;
}
