/** Moments of an empirical logit given the true one: sums over counts, kept for each number of students on grids of true logits. */

/** Moments at one true logit θ, one after the other: E(Z | θ) - θ, the derivative of E(Z | θ), and Var(Z | θ). */
export const MOMENTS = 3;

/** Moments for one number of students at the points -`reach` to `reach` of a grid. */
export interface MomentTable {
	readonly tested: number;
	/** Distance of points, in logits. */
	readonly width: number;
	readonly reach: number;
	/** Flat, points × moments; not a number where not asked for yet. */
	readonly values: Float64Array;
}

/** Neighboring points of a grid. */
export interface GridPoints {
	readonly first: number;
	readonly count: number;
}

/** By number of students. */
export type MomentTables = Map<number, MomentTable>;

/** Moments depend on the number of students alone, and are asked for again in every round of every fit. */
const grids = new Map<number, MomentTables>();

/** The tables of a grid whose points lie `width` apart. */
export function tablesOf(width: number): MomentTables {
	const known = grids.get(width) ?? new Map();
	grids.set(width, known);
	return known;
}

/** Beyond so many logits from that of one student in n, a sum over counts has next to no terms and needs no table. */
const TABLE_BEYOND = 8;

export function addTable(tables: MomentTables, tested: number, width: number): MomentTable {
	const reach = Math.ceil((Math.log(tested) + TABLE_BEYOND) / width);
	const table = { tested, width, reach, values: new Float64Array(MOMENTS * (2 * reach + 1)).fill(Number.NaN) };
	tables.set(tested, table);
	return table;
}

/** Finds what the table does not have yet of points in it. */
export function fillTable({ tested, width, reach, values }: MomentTable, { first, count }: GridPoints): void {
	for (let point = first; point < first + count; point++) {
		const at = MOMENTS * (reach + point);
		if (Number.isNaN(values[at]!)) writeMoments(tested, point * width, values.subarray(at, at + MOMENTS));
	}
}

/** The moments of points that are in no table, flat. */
export function momentsOutside({ tested, width }: MomentTable, { first, count }: GridPoints): Float64Array {
	const values = new Float64Array(MOMENTS * count);
	for (let k = 0; k < count; k++) {
		writeMoments(tested, (first + k) * width, values.subarray(MOMENTS * k, MOMENTS * (k + 1)));
	}
	return values;
}

/** On the other side of 0 the bias is the opposite, and all else the same. */
function writeMoments(tested: number, theta: number, to: Float64Array): void {
	writeSums(tested, Math.abs(theta), to);
	if (theta < 0) to[0] = -to[0]!;
}

/** Counts with less than this share of the likeliest one's chance no longer count. */
const NEGLIGIBLE = 1e-14;

/**
 * Sums over counts for a logit of at least 0: x of those who did not meet the standard, from the smallest that counts upward. The
 * derivative of an average over binomial counts is its covariance with the count.
 */
function writeSums(n: number, theta: number, to: Float64Array): void {
	const odds = Math.exp(-theta);
	const likeliest = Math.floor(((n + 1) * odds) / (1 + odds));
	const origin = logitOf(likeliest, n);
	const least = leastCount(n, odds, likeliest);
	let [total, first, second, count, product] = [0, 0, 0, 0, 0];
	for (let x = least.count, chance = least.chance; ; x++) {
		// Both from the likeliest count on, so that no digits are lost where nearly all chance is there.
		const away = logitOf(x, n) - origin;
		const fewer = likeliest - x;
		total += chance;
		first += chance * away;
		second += chance * away * away;
		count += chance * fewer;
		product += chance * away * fewer;
		chance *= ((n - x) / (x + 1)) * odds;
		if (!(x < likeliest || chance >= NEGLIGIBLE)) break;
	}
	const away = first / total;
	to[0] = origin + away - theta;
	to[1] = product / total - away * (count / total);
	to[2] = second / total - away * away;
}

/** The smallest count that counts, and its chance in units of the likeliest one's. */
function leastCount(n: number, odds: number, likeliest: number): { count: number; chance: number } {
	for (let x = likeliest, chance = 1; ; x--) {
		const next = (chance * x) / ((n - x + 1) * odds);
		if (!(next >= NEGLIGIBLE)) return { count: x, chance };
		chance = next;
	}
}

const logitOf = (x: number, n: number): number => logOfHalf(n - x) - logOfHalf(x);

/** log(x + ½) for the counts of most schools. */
const LOGS = Float64Array.from({ length: 4096 }, (_, x) => Math.log(x + 0.5));

const logOfHalf = (x: number): number => LOGS[x] ?? Math.log(x + 0.5);
