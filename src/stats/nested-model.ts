/** From the caller's input to checked working data for the nested likelihood. */

import { requireCodes, requireFinite, requireLength, requirePositive } from "./checks.js";
import { buildBasis } from "./design-basis.js";
import { StatsError } from "./errors.js";
import { condense } from "./nested-cells.js";
import { type Grouping, nestGroups } from "./nested-groups.js";
import { chooseParameters, type Shape } from "./nested-hold.js";
import { leastSquares } from "./nested-least-squares.js";
import { type Slopes, slopeColumns } from "./nested-slopes.js";
import type { ModelLevel, NestedModel } from "./nested-structure.js";
import type { NestedInput, PhiChoice } from "./nested-types.js";

/** Distance to the optimum, in standard errors and per root of rows, that is a share of rounding, which grows so. */
const ROUNDING = 1e-12;

/** What only callers inside the room may choose. */
export interface NestedOptions {
	/** What a row is called when it has an effect of its own; default "row". */
	readonly rowName?: string;
	/** Levels whose variance is held at zero. */
	readonly without?: readonly string[];
	/** Leaves the slope column of this level as it is (no centering), or puts the slope before the intercept. */
	readonly arrange?: { readonly level: string; readonly as: "uncentered" | "slope-first" };
}

/**
 * Checks the input, builds the basis, condenses rows and decides which parameters may move.
 *
 * @param input see `NestedInput`
 * @param options see `NestedOptions`
 * @returns working data
 * @throws StatsError `length-mismatch`, `non-finite`, `out-of-range`, `empty-input`, `unknown-name`
 * @internal
 */
export function buildNested(input: NestedInput, options: NestedOptions = {}): NestedModel {
	checkRows(input);
	const phi = phiOf(input);
	const { shape, notes } = takenUp(input, phi, options) ?? laidOut(input, phi, options);
	const chosen = chooseParameters(shape, phi.choices, options.without ?? []);
	// One literal, no spread: loops over cells are compiled for objects of one kind, and every other kind has them compiled anew.
	return {
		basis: shape.basis,
		rows: shape.rows,
		response: shape.response,
		residual: shape.residual,
		gammaOls: shape.gammaOls,
		variances: shape.variances,
		width: shape.width,
		zColumns: shape.zColumns,
		levels: shape.levels,
		cells: shape.cells,
		within: shape.within,
		cellName: shape.cellName,
		cellAt: chosen.cellAt,
		cellCodes: shape.cellCodes,
		phiAt: chosen.phiAt,
		phiCount: chosen.phiCount,
		lower: chosen.lower,
		free: chosen.free,
		restricted: input.method !== "ML",
		maxIterations: input.maxIterations ?? 200,
		closeEnough: input.closeEnough ?? ROUNDING * Math.sqrt(shape.rows),
		notes: [...notes, ...chosen.notes],
	};
}

/** The working data before parameters are chosen, and what the slopes made necessary, in words. */
interface LaidOut {
	readonly shape: Shape;
	readonly notes: readonly string[];
}

const cellNameOf = ({ rowEffect, levels }: NestedInput, above: number, { rowName = "row" }: NestedOptions): string =>
	rowEffect === true ? rowName : (levels[above]?.name ?? "");

/**
 * An earlier fit's working data with other variances, and another response where it has one; `undefined` where there is none, or where rows are condensed by their
 * variances or levels have slopes.
 */
function takenUp(input: NestedInput, { classes, choices }: Phi, options: NestedOptions): LaidOut | undefined {
	const { earlier, variances, levels } = input;
	if (earlier === undefined || input.rowEffect !== true) return undefined;
	const { model } = earlier;
	const rowsAlone = model.cells.count === model.rows && model.levels.length === levels.length;
	if (!rowsAlone || model.phiCount !== choices.length || levels.some(({ slope }) => slope !== undefined))
		return undefined;
	const cellName = cellNameOf(input, levels.length, options);
	const { count, parent, cellOfRow, z } = model.cells;
	const { response, gammaOls, residual, values } =
		model.response === input.response ? { ...model, values: model.cells.values } : otherResponse(model, input.response);
	const cells = { count, parent, cellOfRow, classes, variances, values, z };
	return { shape: { ...model, response, gammaOls, residual, variances, cells, cellName }, notes: [] };
}

type OfResponse = Pick<NestedModel, "response" | "gammaOls" | "residual"> & Pick<NestedModel["cells"], "values">;

/** Cells of single rows keep their part of the basis; that of the response, the last column, is another. */
function otherResponse({ basis, cells, width }: NestedModel, response: Float64Array): OfResponse {
	const { gammaOls, residual } = leastSquares(basis.q, basis.rank, response);
	const values = cells.values.slice();
	writeColumn(values, { width, column: width - 1 }, residual, cells.cellOfRow);
	return { response, gammaOls, residual, values };
}

function writeColumn(
	values: Float64Array,
	{ width, column }: { readonly width: number; readonly column: number },
	numbers: Float64Array,
	places: Int32Array,
): void {
	for (let i = 0; i < numbers.length; i++) values[places[i]! * width + column] = numbers[i]!;
}

function laidOut(input: NestedInput, { classes, choices }: Phi, options: NestedOptions): LaidOut {
	const { response, variances, design, names, intercept } = input;
	const rows = response.length;
	const groupings = nestGroups(input.levels, rows);
	const basis = input.earlier?.model.basis ?? buildBasis({ design, names, intercept });
	const { gammaOls, residual } = leastSquares(basis.q, basis.rank, response);
	const uncentered = options.arrange?.as === "uncentered" ? options.arrange.level : undefined;
	const slopes = slopeColumns(input, groupings, uncentered);
	const units = unitsOf(input, groupings, classes, slopes);
	const levels = levelsOf(input, groupings, slopes, options).slice(0, units.above);
	const zColumns = 1 + slopes.count;
	const condensed = condense({
		rows,
		q: basis.q,
		rank: basis.rank,
		residual,
		variances,
		classes,
		classCount: choices.length,
		z: slopes.z,
		zColumns,
		...units,
	});
	const cellName = cellNameOf(input, units.above, options);
	const common = { basis, rows, response, residual, gammaOls, variances, width: basis.rank + 1, zColumns, levels };
	const shape = { ...common, ...condensed, cellName, cellCodes: groupings[units.above]?.codes ?? units.cellOfRow };
	return { shape, notes: slopes.notes };
}

function checkRows(input: NestedInput): void {
	const { response, variances, design, names, earlier, levels, rowEffect, closeEnough } = input;
	const rows = response.length;
	if (rows === 0) throw new StatsError("empty-input", "response is empty");
	requireLength("design", design.length, rows * names.length);
	requireLength("variances", variances.length, rows);
	if (earlier !== undefined) requireLength("rows of the earlier fit", earlier.model.rows, rows);
	requireFinite("response", response);
	requirePositive("variances", variances);
	if (closeEnough !== undefined) requirePositive("closeEnough", [closeEnough]);
	const used = [...levels.map((level) => level.name), ...(rowEffect === true ? ["row"] : []), "phi", "sampling"];
	if (new Set(used).size < used.length)
		throw new StatsError(
			"unknown-name",
			'names of levels must differ from each other and from "row", "phi" and "sampling"',
		);
	for (const { name, slope } of levels) {
		if (slope === undefined) continue;
		requireLength(`slope of ${name}`, slope.length, rows);
		requireFinite(`slope of ${name}`, slope);
	}
}

interface Phi {
	readonly classes: Int32Array;
	readonly choices: readonly PhiChoice[];
}

function phiOf({ phi, phiClasses, response }: NestedInput): Phi {
	const classes = phiClasses ?? new Int32Array(response.length);
	requireLength("phiClasses", classes.length, response.length);
	const count = phiClasses === undefined ? 1 : countOfClasses(phiClasses);
	if (!Array.isArray(phi)) return { classes, choices: new Array<PhiChoice>(count).fill(phi as PhiChoice) };
	requireLength("phi", phi.length, count);
	return { classes, choices: phi };
}

function countOfClasses(classes: Int32Array): number {
	const count = requireCodes("phiClasses", classes);
	const seen = new Uint8Array(count);
	for (let i = 0; i < classes.length; i++) seen[classes[i]!] = 1;
	if (seen.includes(0)) {
		throw new StatsError("out-of-range", "phiClasses leaves a code out: number the classes that occur 0, 1, 2, …");
	}
	return count;
}

interface Units {
	/** How many levels stand above the cells: one fewer when the cells are the innermost groups. */
	readonly above: number;
	readonly cellOfRow: Int32Array;
	readonly cellCount: number;
	readonly parent: Int32Array;
}

/** Innermost groups where that loses nothing, single rows otherwise. */
function unitsOf(
	{ levels, response, rowEffect }: NestedInput,
	groupings: readonly Grouping[],
	classes: Int32Array,
	slopes: Slopes,
): Units {
	const innermost = groupings.at(-1);
	const own = slopes.columns.at(-1)?.column ?? 0;
	if (innermost === undefined || rowEffect === true || own > 0 || !sameWithin(innermost, classes, slopes)) {
		const cellOfRow = new Int32Array(response.length);
		for (let i = 0; i < cellOfRow.length; i++) cellOfRow[i] = i;
		const parent = innermost?.ofRow ?? new Int32Array(response.length);
		return { above: levels.length, cellOfRow, cellCount: response.length, parent };
	}
	const { ofRow, groupCount, parent } = innermost;
	return { above: levels.length - 1, cellOfRow: ofRow, cellCount: groupCount, parent };
}

/** True when the rows of every group share their class of φ and all columns of z. */
function sameWithin({ ofRow, groupCount }: Grouping, classes: Int32Array, { z, count }: Slopes): boolean {
	const first = new Int32Array(groupCount).fill(-1);
	const columns = 1 + count;
	for (let i = 0; i < ofRow.length; i++) {
		const group = ofRow[i]!;
		if (first[group] === -1) first[group] = i;
		const other = first[group]!;
		if (classes[other] !== classes[i]) return false;
		for (let k = 1; k < columns; k++) if (z[other * columns + k] !== z[i * columns + k]) return false;
	}
	return true;
}

function levelsOf(
	{ levels }: NestedInput,
	groupings: readonly Grouping[],
	{ columns }: Slopes,
	{ arrange }: NestedOptions,
): ModelLevel[] {
	let at = 0;
	return levels.map(({ name }, l) => {
		const { column, center, scale } = columns[l]!;
		const { groupCount, parent, codes, codeCount } = groupings[l]!;
		const swapped = arrange?.level === name && arrange.as === "slope-first";
		const both = swapped ? [column, 0] : [0, column];
		const level = { name, groupCount, parent, codes, codeCount, at, center, scale, columns: column === 0 ? [0] : both };
		at += column === 0 ? 1 : 3;
		return level;
	});
}
