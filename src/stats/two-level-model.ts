/** From the caller's input to checked working data for the two-level likelihood. */

import { requireCodes, requireFinite, requireLength, requirePositive } from "./checks.js";
import { buildBasis } from "./design-basis.js";
import { StatsError } from "./errors.js";
import type { TwoLevelInput, TwoLevelModel } from "./two-level-types.js";

/** With fewer districts than this a variance between them is not estimated. */
const FEWEST_DISTRICTS = 3;

/**
 * Checks the input, builds the basis and decides which variance parameters may move.
 *
 * @param input see `TwoLevelInput`
 * @returns working data
 * @throws StatsError `length-mismatch`, `non-finite`, `out-of-range`, `empty-input`, `unknown-name`
 * @internal
 */
export function buildModel(input: TwoLevelInput): TwoLevelModel {
	const { response, variances, groups } = input;
	const rows = response.length;
	if (rows === 0) throw new StatsError("empty-input", "response is empty");
	requireLength("design", input.design.length, rows * input.names.length);
	requireLength("variances", variances.length, rows);
	requireLength("groups", groups.length, rows);
	requireFinite("response", response);
	requirePositive("variances", variances);
	const groupCount = requireCodes("groups", groups);
	const { design, names, intercept } = input;
	const basis = buildBasis({ design, names, intercept });
	const { gammaOls, residual } = leastSquares(basis.q, basis.rank, response);
	const held = holdParameters(input, groupCount);
	return {
		basis,
		rows,
		response,
		residual,
		gammaOls,
		groups,
		groupCount,
		variances,
		lower: Float64Array.of(0, 0, held.phi),
		free: [held.district, true, held.phiFree],
		maxIterations: input.maxIterations ?? 200,
		...startWithin(input, held),
		notes: held.notes,
	};
}

/** The given start, held parameters where they are held. */
function startWithin({ start }: TwoLevelInput, held: Held): { start?: Float64Array } {
	if (start === undefined) return {};
	requireFinite("start", [start.tauDistrict2, start.tauSchool2, start.phi]);
	const district = held.district ? Math.max(0, start.tauDistrict2) : 0;
	return {
		start: Float64Array.of(
			district,
			Math.max(0, start.tauSchool2),
			held.phiFree ? Math.max(held.phi, start.phi) : held.phi,
		),
	};
}

/** Q'y and y - Q Q'y; the second pass removes the rounding error of the first. */
function leastSquares(
	q: Float64Array,
	rank: number,
	response: Float64Array,
): { gammaOls: Float64Array; residual: Float64Array } {
	const gammaOls = new Float64Array(rank);
	const residual = Float64Array.from(response);
	for (let pass = 0; pass < 2; pass++) {
		const gamma = new Float64Array(rank);
		for (let i = 0; i < residual.length; i++) {
			for (let a = 0; a < rank; a++) gamma[a]! += q[i * rank + a]! * residual[i]!;
		}
		for (let i = 0; i < residual.length; i++) {
			for (let a = 0; a < rank; a++) residual[i]! -= q[i * rank + a]! * gamma[a]!;
		}
		for (let a = 0; a < rank; a++) gammaOls[a]! += gamma[a]!;
	}
	return { gammaOls, residual };
}

interface Held {
	readonly district: boolean;
	readonly phi: number;
	readonly phiFree: boolean;
	readonly notes: readonly string[];
}

/** Decides what the data can determine at all, and says so. */
function holdParameters(input: TwoLevelInput, groupCount: number): Held {
	const notes: string[] = [];
	const phi = "fixed" in input.phi ? input.phi.fixed : input.phi.minimum;
	if (!(phi > 0) || !Number.isFinite(phi)) {
		throw new StatsError("out-of-range", `phi must be a finite number greater than zero, got ${phi}`);
	}
	let district = input.districtEffect !== false;
	const occupied = countOccupied(input.groups, groupCount);
	if (district && occupied < FEWEST_DISTRICTS) {
		district = false;
		notes.push("district variance set to zero: fewer than three districts");
	} else if (district && occupied === input.groups.length) {
		district = false;
		notes.push(
			"district variance set to zero: every district has one school, so the two variances cannot be told apart",
		);
	}
	let phiFree = !("fixed" in input.phi);
	if (phiFree && !variancesDiffer(input.variances)) {
		phiFree = false;
		notes.push(
			"phi held at its minimum: all sampling variances are equal, so it cannot be told from the school variance",
		);
	}
	return { district, phi, phiFree, notes };
}

function variancesDiffer(variances: Float64Array): boolean {
	let smallest = Number.POSITIVE_INFINITY;
	let largest = 0;
	for (const value of variances) {
		smallest = Math.min(smallest, value);
		largest = Math.max(largest, value);
	}
	return largest - smallest > 1e-8 * largest;
}

/**
 * Number of districts that have at least one row.
 *
 * @param groups district codes
 * @param groupCount largest code plus one
 * @returns count of codes that occur
 * @internal
 */
export function countOccupied(groups: Int32Array, groupCount: number): number {
	const seen = new Uint8Array(groupCount);
	for (const group of groups) seen[group] = 1;
	return seen.reduce((total, flag) => total + flag, 0);
}
