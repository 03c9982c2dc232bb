/** Which parameters the data can determine at all, and where the others are held. */

import { StatsError } from "./errors.js";
import type { NestedModel } from "./nested-structure.js";
import type { PhiChoice } from "./nested-types.js";

/** With fewer groups than this a variance between them is not estimated. */
export const FEWEST_GROUPS = 3;
/** A φ that may fall to 0 is kept above this share of its natural scale, or V would be singular. */
const SMALLEST_PHI = 1e-7;

/** The model before its parameters are chosen. */
export type Shape = Omit<NestedModel, keyof Choice | "restricted" | "maxIterations" | "closeEnough">;

type Choice = Pick<NestedModel, "cellAt" | "phiAt" | "phiCount" | "lower" | "free" | "notes">;

/**
 * Lays out the parameters (levels from the outermost in, the cells' variance, φ by class) and decides which are free.
 *
 * @param shape levels, cells and their spread
 * @param choices one per class of φ
 * @param without levels whose variance is held at zero
 * @returns positions, bounds, what may move, and notes
 * @throws StatsError `out-of-range` for an impossible φ
 * @internal
 */
export function chooseParameters(shape: Shape, choices: readonly PhiChoice[], without: readonly string[]): Choice {
	const notes: string[] = [];
	const lower: number[] = [];
	const free: boolean[] = [];
	shape.levels.forEach((level, l) => {
		const reason = without.includes(level.name) ? "" : whyHeld(shape, l);
		if (reason !== undefined && reason !== "") notes.push(`${level.name} variance set to zero: ${reason}`);
		const slope = level.columns.length > 1;
		lower.push(...(slope ? [0, reason === undefined ? Number.NEGATIVE_INFINITY : 0, 0] : [0]));
		free.push(...new Array<boolean>(slope ? 3 : 1).fill(reason === undefined));
	});
	const cellAt = shape.cellName === "" ? -1 : lower.length;
	if (cellAt >= 0) {
		const few = shape.cells.count < FEWEST_GROUPS && shape.cells.count < shape.rows;
		if (few) notes.push(`${shape.cellName} variance set to zero: fewer than three ${plural(shape.cellName)}`);
		lower.push(0);
		free.push(!few);
	}
	const phiAt = lower.length;
	const confounded = cellAt >= 0 && free[cellAt] === true && sameVariances(shape);
	choices.forEach((choice, c) => {
		lower.push(lowestPhi(shape, choice));
		// One held φ settles the cells' variance, so the other classes stay free.
		free.push(!("fixed" in choice) && !(confounded && c === 0));
	});
	if (confounded && !("fixed" in choices[0]!)) {
		notes.push(
			`phi held at its minimum: all sampling variances are equal, so it cannot be told from the ${shape.cellName} variance`,
		);
	}
	return { cellAt, phiAt, phiCount: choices.length, lower: Float64Array.from(lower), free, notes };
}

function plural(name: string): string {
	return `${name}s`;
}

/** Why a level's variance cannot be estimated; undefined when it can. */
function whyHeld({ levels, cells, cellName }: Shape, l: number): string | undefined {
	const { name, groupCount } = levels[l]!;
	if (groupCount < FEWEST_GROUPS) return `fewer than three ${plural(name)}`;
	const below = levels[l + 1];
	const [child, count] = below ? [below.name, below.groupCount] : [cellName, cells.count];
	if (child === "" || count > groupCount) return undefined;
	return `every ${name} has one ${child}, so the two variances cannot be told apart`;
}

/** True when every cell is one row and no class has two different sampling variances. */
function sameVariances({ cells, variances, rows }: Shape): boolean {
	if (cells.count < rows) return false;
	const bounds = new Map<number, { low: number; high: number }>();
	for (let i = 0; i < rows; i++) {
		const value = variances[i]!;
		const own = bounds.get(cells.classes[cells.cellOfRow[i]!]!);
		if (own === undefined) {
			bounds.set(cells.classes[cells.cellOfRow[i]!]!, { low: value, high: value });
			continue;
		}
		if (value < own.low) own.low = value;
		if (value > own.high) own.high = value;
		// Two that differ do so whatever comes later, and mostly they are among the first.
		if (own.high - own.low > 1e-8 * own.high) return false;
	}
	return true;
}

function lowestPhi({ residual, variances, rows }: Shape, choice: PhiChoice): number {
	const value = "fixed" in choice ? choice.fixed : choice.minimum;
	const impossible = "fixed" in choice ? !(value > 0) : !(value >= 0);
	if (impossible || !Number.isFinite(value)) {
		throw new StatsError(
			"out-of-range",
			`a fixed phi must be above 0, a minimum at least 0, both finite; got ${value}`,
		);
	}
	if (value > 0) return value;
	const scale = residual.reduce((sum, error) => sum + error * error, 0) / variances.reduce((sum, v) => sum + v, 0);
	// All residuals zero: any positive number will do.
	return rows > 0 && scale > 0 ? SMALLEST_PHI * scale : SMALLEST_PHI;
}
