/** Working data of the nested model: what the caller's input is turned into once, before anything is fitted. */

import type { DesignBasis } from "./design-basis.js";

/** One level of random effects above the cells. */
export interface ModelLevel {
	readonly name: string;
	/** Groups that occur, numbered 0, 1, 2, … in order of first appearance. */
	readonly groupCount: number;
	/** Group of the level above; all 0 at the outermost level. */
	readonly parent: Int32Array;
	/** The caller's code of each group, and one more than the largest code. */
	readonly codes: Int32Array;
	readonly codeCount: number;
	/** Columns of z with an effect here: [0] is the intercept alone, two numbers are intercept and slope. */
	readonly columns: readonly number[];
	/**
	 * First parameter: τ² with one column; with two the covariance matrix G is held as (g, b, d), G = [[g, g b], [g b,
	 * g b² + d]]: the first effect's variance, the slope of the second effect on the first, and what that leaves over.
	 * Every g ≥ 0 and d ≥ 0 gives a covariance matrix, and d = 0 is the boundary where the correlation is ±1.
	 */
	readonly at: number;
	/** The slope column is kept as (t - center) / scale, which leaves the model as it is and the arithmetic sound. */
	readonly center: number;
	readonly scale: number;
}

/**
 * Rows of one innermost group are condensed to their weighted mean when they share one φ and all columns of z; the
 * rows' spread around it enters through `Within`. Otherwise every row is a cell of its own.
 */
export interface Cells {
	readonly count: number;
	/** Group of the innermost level above the cells; 0 when there is none. */
	readonly parent: Int32Array;
	readonly cellOfRow: Int32Array;
	readonly classes: Int32Array;
	/** 1 / Σ 1/v: the cell's mean has sampling variance φ times this. */
	readonly variances: Float64Array;
	/** Weighted means of [Q | r], flat cells × width. */
	readonly values: Float64Array;
	/** Columns of z, flat cells × zColumns; the first is 1. */
	readonly z: Float64Array;
}

/** Spread of rows around the mean of their cell, one entry per class of φ. */
export interface Within {
	/** Rows minus cells. */
	readonly df: Float64Array;
	/** Σ (a - cell mean)(a - cell mean)' / v with a = [Q | r], full flat width × width. */
	readonly cross: readonly Float64Array[];
	/** What log|V| has beside the terms that depend on the parameters. */
	readonly logDeterminant: number;
}

/** Everything the likelihood wants. */
export interface NestedModel {
	readonly basis: DesignBasis;
	readonly rows: number;
	readonly response: Float64Array;
	/** Ordinary least-squares residuals: starting from them keeps large means out of every later sum. */
	readonly residual: Float64Array;
	/** Q'y: ordinary least-squares coefficients on the basis. */
	readonly gammaOls: Float64Array;
	readonly variances: Float64Array;
	/** Rank plus one: the columns of [Q | r]. */
	readonly width: number;
	readonly zColumns: number;
	/** Outermost first. */
	readonly levels: readonly ModelLevel[];
	readonly cells: Cells;
	readonly within: Within;
	/** Name of the cells' own random effect, and its position in the parameters; -1 when cells have none. */
	readonly cellName: string;
	readonly cellAt: number;
	/** The caller's code of each cell where cells are the groups of the innermost level; row numbers otherwise. */
	readonly cellCodes: Int32Array;
	/** First φ, and how many there are. */
	readonly phiAt: number;
	readonly phiCount: number;
	/** Lower bound of each parameter (a slope has none); a parameter that is not free stays there. */
	readonly lower: Float64Array;
	readonly free: readonly boolean[];
	/** Restricted likelihood, or the full one. */
	readonly restricted: boolean;
	readonly maxIterations: number;
	/** Distance to the optimum, in standard errors, at which a climb is finished. */
	readonly closeEnough: number;
	/** Choices the data forced, in words. */
	readonly notes: readonly string[];
}

/** Z'V⁻A of each group of a level, A = [z | Q | r], V without this level and those above. */
export interface LevelSums {
	/** Flat groups × zColumns × zColumns. */
	readonly z: Float64Array;
	/** Flat groups × zColumns × width. */
	readonly values: Float64Array;
}

/** Everything known about V at one value of the parameters. */
export interface NestedState {
	readonly theta: Float64Array;
	/** Per cell: 1 / (τ² + φ v). */
	readonly weights: Float64Array;
	/** One entry per level. */
	readonly sums: readonly LevelSums[];
	/** Inverse of Q'V⁻¹Q, and of its lower Cholesky factor; flat rank × rank. */
	readonly covariance: Float64Array;
	readonly whiten: Float64Array;
	/** Generalized least-squares coefficients of the OLS residual on Q. */
	readonly gamma: Float64Array;
	/** Minus twice the log likelihood (restricted or full), on the scale of the original columns. */
	readonly criterion: number;
}

/** A point of the likelihood, and its derivatives where they are known already. */
export interface Look {
	readonly state: NestedState;
	readonly derivatives?: NestedDerivatives | undefined;
}

/** What a fit hands to a later one of the same rows, columns and levels. */
export interface NestedWork extends Look {
	readonly model: NestedModel;
	/** Those at the end of the fit. */
	readonly derivatives: NestedDerivatives;
}

/** First derivatives and average information at a state. */
export interface NestedDerivatives {
	readonly score: Float64Array;
	/** Flat, of the order of the parameters. */
	readonly information: Float64Array;
	/** Per cell: 1'Py and 1'P1 over its rows. */
	readonly py: Float64Array;
	readonly pDiagonal: Float64Array;
}
