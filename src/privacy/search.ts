/** Searches for moves that keep counts open: every one that is found is a solution in whole numbers, never a relaxed one. */

import { connectedParts, createRandom, type LinearProgram, type LinearSystem, linearProgram } from "../stats/index.js";
import type { Evidence } from "./evidence.js";
import { type Details, leftOver, type Need, needsOf } from "./needs.js";
import { roomOf, type Shape, type Way } from "./shape.js";
import { wholeMove } from "./whole-move.js";

/** Rounds in which many rows are moved at once, each to a side drawn by lot. */
const jointRounds = 16;
/** Rounds without any need settled after which rows are searched one by one. */
const patience = 2;

/** Work done so far, in steps of the simplex method times the size of its table: the same on every machine. */
export interface Work {
	spent: number;
}

/** Rows that may move in one way and hang together. */
interface MovablePart {
	readonly rows: readonly number[];
	readonly system: LinearSystem;
	readonly program: LinearProgram;
}

/** What is asked of the evidence: that all rows are safe while published so. */
export interface Question {
	readonly shape: Shape;
	readonly details: Details;
	readonly width: number;
	readonly work: Work;
}

/**
 * Looks for evidence that meets the needs of all rows, and adds it.
 *
 * @returns needs that none was found for; that no such evidence exists is not said
 */
export function searchEvidence(question: Question, evidence: Evidence): Need[] {
	const { shape, details, width } = question;
	const context = { evidence, width, left: leftOver(shape, details) };
	const needs: NeedsOf = (rows) => [...rows].flatMap((row) => needsOf(shape, details, row, context));
	let open = needs(shape.rows.keys());
	for (const way of shape.ways) {
		if (!open.some(({ ways }) => ways.includes(way))) continue;
		const search = new WaySearch(question, way, { evidence, needs });
		open = search.jointly(open);
		open = search.oneByOne(open);
	}
	return open;
}

/** Needs of some rows that the evidence does not meet yet. */
type NeedsOf = (rows: Iterable<number>) => Need[];

/** Moves of one way. */
class WaySearch {
	private readonly parts: readonly MovablePart[];
	/** Part and position of each row that may move. */
	private readonly places = new Map<number, { readonly part: MovablePart; readonly at: number }>();

	constructor(
		private readonly question: Question,
		private readonly way: Way,
		private readonly found: { readonly evidence: Evidence; readonly needs: NeedsOf },
	) {
		this.parts = movableParts(question, way);
		for (const part of this.parts) for (const [at, row] of part.rows.entries()) this.places.set(row, { part, at });
	}

	jointly(start: readonly Need[]): Need[] {
		let open = [...start];
		for (const part of this.parts) {
			const random = createRandom(`joint search ${part.rows.length}`);
			let idle = 0;
			for (let round = 0; round < jointRounds && idle < patience; round++) {
				const here = this.concerned(open).filter(({ row }) => this.places.get(row)?.part === part);
				if (here.length < 3) break;
				const cost = new Float64Array(part.rows.length);
				for (const { row } of here) cost[this.places.get(row)?.at ?? 0] = random.uniform() < 0.5 ? -1 : 1;
				this.move(part, cost);
				this.move(
					part,
					cost.map((value) => -value),
				);
				const before = open.length;
				open = this.still(open);
				idle = open.length < before ? 0 : idle + 1;
			}
		}
		return open;
	}

	oneByOne(start: readonly Need[]): Need[] {
		let open = [...start];
		const tried = new Set<number>();
		for (const { row } of this.concerned(start)) {
			const place = this.places.get(row);
			if (place === undefined || tried.has(row) || !open.some((need) => need.row === row)) continue;
			tried.add(row);
			for (const sign of [-1, 1]) {
				const cost = new Float64Array(place.part.rows.length);
				cost[place.at] = sign;
				this.move(place.part, cost);
			}
			open = this.still(open);
		}
		return open;
	}

	private concerned(open: readonly Need[]): Need[] {
		return open.filter(({ ways }) => ways.includes(this.way));
	}

	private still(open: readonly Need[]): Need[] {
		return this.found.needs(new Set(open.map(({ row }) => row)));
	}

	private move({ rows, system, program }: MovablePart, cost: Float64Array): void {
		const before = program.steps;
		const { point } = program.minimize(cost);
		this.question.work.spent += (program.steps - before) * rows.length * (system.equations.length + 1);
		const amounts = wholeMove(system, point);
		if (amounts === undefined) return;
		const moved = amounts.flatMap((amount, at) => (amount === 0 ? [] : [at]));
		this.found.evidence.take({
			way: this.way,
			rows: moved.map((at) => rows[at] ?? 0),
			amounts: moved.map((at) => amounts[at] ?? 0),
		});
	}
}

function movableParts(question: Question, way: Way): MovablePart[] {
	const { shape, details } = question;
	const rooms = shape.rows.map((_, row) => roomOf(shape, row, way, details[row] ?? "hidden"));
	const whole: LinearSystem = {
		lower: Float64Array.from(rooms, ({ lower }) => lower),
		upper: Float64Array.from(rooms, ({ upper }) => upper),
		equations: shape.sums.map(({ whole: total, parts }) => ({
			variables: [total, ...parts],
			coefficients: [1, ...parts.map(() => -1)],
			right: 0,
		})),
	};
	return connectedParts(whole).flatMap(({ variables, system }) => {
		const movable = variables.some((row) => (rooms[row]?.lower ?? 0) < (rooms[row]?.upper ?? 0));
		if (!movable) return [];
		const program = linearProgram(system, new Float64Array(variables.length));
		return program === undefined ? [] : [{ rows: variables, system, program }];
	});
}
