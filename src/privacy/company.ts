/** Which further rows to hide so that one may move: the cheapest way to close a circle through it. */

import { type LinearProgram, type LinearSystem, linearProgram } from "../stats/index.js";
import type { Details, Need } from "./needs.js";
import type { Work } from "./search.js";
import { canBeRounded, type Detail, roomOf, type Shape, type Way } from "./shape.js";

/** Farthest that a row is moved here: twice the widest range asked for by default. */
const reach = 10;
/** What it costs to move a hidden row, so that circles stay short; a shown row costs its share of all students more. */
const small = 1e-4;
/** An amount below this is none. */
const rounding = 1e-7;

interface Column {
	readonly row: number;
	readonly sign: 1 | -1;
	/** How the row must be published, at most, for the move to be open. */
	readonly detail: Detail;
	readonly upper: number;
}

/** Rows to publish with less detail. */
export type Cuts = ReadonlyMap<number, Detail>;

interface Circle {
	readonly cuts: Cuts;
	readonly price: number;
}

/** What a student counts who is described roundly, against one who is not described. */
const roundedPrice = 0.15;
const detailOrder: readonly Detail[] = ["exact", "rounded", "hidden"];

/** True where one way to publish says less than another. */
export const saysLess = (one: Detail, other: Detail): boolean => detailOrder.indexOf(one) > detailOrder.indexOf(other);

/**
 * Chooses company for rows, one after the other, over all rows of a family.
 *
 * @reference Kelly, Golden & Assad (1992) Networks 22:397–417: complementary cells by linear programs of least cost
 */
export class CompanyFinder {
	private readonly models = new Map<Way, CircleModel>();

	constructor(
		private readonly shape: Shape,
		private readonly work: Work,
	) {}

	/** Rows to publish with less detail so that the need is met, in the first way that allows it; none where it can't be met that way. */
	find(need: Need, details: Details): Cuts {
		for (const way of need.ways) {
			let best: Circle | undefined;
			const model = this.models.get(way) ?? new CircleModel(this.shape, way, this.work);
			this.models.set(way, model);
			for (const sign of [1, -1] as const) {
				const found = model.cheapest(need, details, sign);
				if (found !== undefined && (best === undefined || found.price < best.price)) best = found;
			}
			if (best !== undefined) return best.cuts;
		}
		return new Map();
	}
}

/** The linear program of one way to move. */
class CircleModel {
	private readonly columns: readonly Column[];
	private readonly columnsOf: ReadonlyMap<number, readonly number[]>;
	private readonly system: LinearSystem;
	private program: LinearProgram | undefined;
	private readonly students: number;

	constructor(
		private readonly shape: Shape,
		way: Way,
		private readonly work: Work,
	) {
		this.columns = columnsFor(shape, way);
		const columnsOf = new Map<number, number[]>(shape.rows.map((_, row) => [row, []]));
		for (const [at, { row }] of this.columns.entries()) columnsOf.get(row)?.push(at);
		this.columnsOf = columnsOf;
		this.students = shape.rows.reduce((most, { population }) => Math.max(most, population), 1);
		const terms = (row: number, factor: number): [number, number][] =>
			(columnsOf.get(row) ?? []).map((at) => [at, factor * (this.columns[at]?.sign ?? 0)]);
		const equations = shape.sums.map(({ whole, parts }) => {
			const all = [...terms(whole, 1), ...parts.flatMap((part) => terms(part, -1))];
			return { variables: all.map(([at]) => at), coefficients: all.map(([, factor]) => factor), right: 0 };
		});
		const lower = new Float64Array(this.columns.length);
		const upper = Float64Array.from(this.columns, (column) => column.upper);
		this.system = { lower, upper, equations };
	}

	/** The program at the point where nothing moves: there bounds can be changed. Made anew when rounding has piled up. */
	private atRest(cost: Float64Array): LinearProgram | undefined {
		// All costs are above zero, so the optimum is where nothing moves.
		const rest = this.program?.minimize(cost).point;
		if (rest?.every((value) => Math.abs(value) < rounding)) return this.program;
		this.program = linearProgram(this.system, new Float64Array(this.columns.length));
		return this.program;
	}

	/** The cheapest circle by which a row moves by the amount needed, in one direction. */
	cheapest({ row, amount }: Need, details: Details, sign: 1 | -1): Circle | undefined {
		const own = this.columnsOf.get(row) ?? [];
		const wanted = own.find((at) => {
			const column = this.columns[at];
			return column?.sign === sign && column.detail === details[row] && column.upper >= amount;
		});
		if (wanted === undefined) return undefined;
		const cost = Float64Array.from(this.columns, (column) => small + this.price(column, details) / this.students);
		const program = this.atRest(cost);
		if (program === undefined) return undefined;
		const before = program.steps;
		for (const at of own) program.limit(at, at === wanted ? amount : 0);
		const prize = cost.map((value, at) => (at === wanted ? -this.columns.length * 2 : value));
		const { point } = program.minimize(prize);
		for (const at of own) program.limit(at, Math.max(this.columns[at]?.upper ?? 0, point[at] ?? 0));
		this.work.spent += (program.steps - before) * this.columns.length * (this.shape.sums.length + 1);
		if ((point[wanted] ?? 0) < amount - 1e-6) return undefined;
		const cuts = new Map<number, Detail>();
		for (const [at, column] of this.columns.entries()) {
			if ((point[at] ?? 0) <= rounding || this.price(column, details) === 0) continue;
			const before = cuts.get(column.row);
			if (before === undefined || saysLess(column.detail, before)) cuts.set(column.row, column.detail);
		}
		const price = [...cuts].reduce((sum, [other, detail]) => sum + this.price({ row: other, detail }, details), 0);
		return { cuts, price };
	}

	/** Students who are described less, or not at all, if a row is published no better than the column needs. */
	private price({ row, detail }: Pick<Column, "row" | "detail">, details: Details): number {
		if (!saysLess(detail, details[row] ?? "hidden")) return 0;
		const students = this.shape.rows[row]?.population ?? 0;
		return detail === "rounded" ? roundedPrice * students : students;
	}
}

function columnsFor(shape: Shape, way: Way): Column[] {
	return shape.rows.flatMap((_, row) =>
		detailOrder
			.filter((detail) => detail !== "rounded" || canBeRounded(shape, row))
			.flatMap((detail) => {
				const { lower, upper } = roomOf(shape, row, way, detail);
				return ([1, -1] as const).flatMap((sign) => {
					const room = Math.min(reach, sign > 0 ? upper : -lower);
					return room > 0 ? [{ row, sign, detail, upper: room }] : [];
				});
			}),
	);
}
