/**
 * A reader who adds up: reads a published table, writes down everything that must hold, and asks HiGHS (a solver of
 * mixed-integer programs that nobody here wrote) between which whole numbers every hidden count lies.
 */

import highsModule, { type Model } from "highs";

export interface Recovered {
	readonly row: string;
	readonly count: string;
	readonly what: "population in a range below the width" | "exact" | "surely nobody's" | "surely everybody's";
}

/** A linear form that must be able to reach a value, or to range over some width. */
interface Wish {
	readonly row: string;
	readonly count: string;
	readonly what: Recovered["what"];
	readonly terms: readonly (readonly [variable: number, factor: number])[];
	/** Width to range over; or the least greatest value. */
	readonly spread?: number;
	readonly reach?: number;
}

interface Program {
	readonly lp: string;
	readonly variables: number;
	readonly wishes: readonly Wish[];
}

/** Nobody has more students than that. */
const most = 100_000;

function readTable(text: string, width: number): Program {
	const [table = "", structure = ""] = text.split("\n\n");
	const [header = [], ...rows] = table.split("\n").map((line) => line.split(","));
	const [exclusive, ...sums] = structure.split("\n");
	const counts = header.length - 1;
	const start = new Map(rows.map(([id = ""], index) => [id, index * counts]));
	const bounds: string[] = [];
	const constraints: string[] = [];
	const wishes: Wish[] = [];
	for (const [id = "", ...cells] of rows) {
		const first = start.get(id) ?? 0;
		const population = Number(cells[0]);
		cells.forEach((cell, k) => {
			const [low, high] = boundsOf(cell, population);
			bounds.push(`${low} <= x${first + k} <= ${high}`);
			const place = { row: id, count: header[k + 1] ?? "" };
			if (cell === "*" && k === 0) {
				const terms = [[first, 1]] as const;
				wishes.push({ ...place, what: "population in a range below the width", terms, spread: width });
			}
			if (k === 0 || /^\d+$/.test(cell)) return;
			const own = [[first + k, 1]] as const;
			if (cell === "*") wishes.push({ ...place, what: "exact", terms: own, spread: 1 });
			wishes.push({ ...place, what: "surely nobody's", terms: own, reach: 1 });
			const others = [
				[first, 1],
				[first + k, -1],
			] as const;
			wishes.push({ ...place, what: "surely everybody's", terms: others, reach: 1 });
		});
		const outcomes = cells.slice(1).map((_, k) => `x${first + k + 1}`);
		if (exclusive?.startsWith("every")) constraints.push(`x${first} - ${outcomes.join(" - ")} = 0`);
		else for (const outcome of outcomes) constraints.push(`x${first} - ${outcome} >= 0`);
	}
	for (const line of sums) {
		const [whole = "", ...parts] = line.split(",");
		for (let k = 0; k < counts; k++) {
			const at = (id: string): string => `x${(start.get(id) ?? 0) + k}`;
			constraints.push(`${at(whole)} - ${parts.map(at).join(" - ")} = 0`);
		}
	}
	const variables = rows.length * counts;
	const all = Array.from({ length: variables }, (_, j) => `x${j}`);
	// Named in order in the objective, so that the solver numbers variables as here.
	const lp = [
		"Maximize",
		` goal: ${all.map((name) => `0 ${name}`).join(" + ")}`,
		"Subject To",
		...constraints.map((line, index) => ` c${index}: ${line}`),
		"Bounds",
		...bounds.map((line) => ` ${line}`),
		"Generals",
		` ${all.join(" ")}`,
		"End",
	].join("\n");
	return { lp, variables, wishes: wishes.filter(({ row }) => !nobodyIn(rows, row)) };
}

const nobodyIn = (rows: readonly string[][], id: string): boolean =>
	rows.some(([own, size]) => own === id && size === "0");

function boundsOf(cell: string, population: number): [number, number] {
	if (cell === "*") return [0, most];
	const rounded = /^(\d+) to (\d+)$/.exec(cell);
	if (rounded !== null) return [Number(rounded[1]), Number(rounded[2])];
	const band = /^(\d+) % or (less|more)$/.exec(cell);
	if (band === null) return [Number(cell), Number(cell)];
	const share = Number(band[1]) * population;
	return band[2] === "less" ? [0, Math.floor(share / 100)] : [Math.ceil(share / 100), population];
}

// The package types itself as CommonJS, but what Node imports is its function.
const highs = await (highsModule as unknown as typeof highsModule.default)();

/**
 * What can be recovered of a published table.
 *
 * @param spared rows that hide nobody: nothing is lost when a reader finds that out
 * @throws Error where the solver does not come to an end, or finds that the table contradicts itself
 */
export function recover(text: string, width: number, spared: ReadonlySet<string> = new Set()): Recovered[] {
	const { lp, variables, wishes } = readTable(text, width);
	return attack({ lp, variables, wishes: wishes.filter(({ row }) => !spared.has(row)) });
}

function attack({ lp, variables, wishes }: Program): Recovered[] {
	const model = highs.createModel({ format: "lp", data: lp });
	try {
		model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
		return new Attack(model, variables, wishes).run();
	} finally {
		model.dispose();
	}
}

/** A document and what adds up in it, as files say it: nothing of the program is asked. */
export interface Released {
	readonly document: unknown;
	readonly sums: {
		readonly rows: readonly {
			readonly id: string;
			readonly students: Places;
			readonly outcomes: Readonly<Record<string, Places>>;
		}[];
		readonly partitions: readonly { readonly whole: string; readonly parts: readonly string[] }[];
		readonly relations: readonly {
			readonly left: readonly string[];
			readonly right: readonly string[];
			readonly atLeast?: true;
		}[];
		readonly values: readonly {
			readonly at: string;
			readonly left: readonly string[];
			readonly right: readonly string[];
		}[];
	};
}

interface Places {
	readonly at: readonly string[];
	readonly also: readonly string[];
}

/** What a value says: bounds, or that it is withheld. */
function valueAt(document: unknown, pointer: string): { bounds?: [number, number]; withheld?: true } {
	const found = pointer
		.split("/")
		.slice(1)
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
	if (typeof found === "number") return { bounds: [found, found] };
	const { band, absent } = (found ?? {}) as { band?: { lower: number; upper: number }; absent?: string };
	return band === undefined
		? absent === "suppressed"
			? { withheld: true }
			: {}
		: { bounds: [band.lower, band.upper] };
}

/** One program of everything that releases say together, and all that must stay open in it. */
function readReleases(releases: readonly Released[], width: number): Program {
	const numbers = new Map<string, number>();
	const at = (id: string): number => {
		const number = numbers.get(id) ?? numbers.size;
		numbers.set(id, number);
		return number;
	};
	const bounds = new Map<number, [number, number]>();
	const constraints = new Set<string>();
	const own = new Map<string, boolean>();
	const listed = new Set<string>();
	const side = (ids: readonly string[], sign: string): string => ids.map((id) => ` ${sign} x${at(id)}`).join("");
	const relation = (left: readonly string[], right: readonly string[], operator: string): void => {
		if (left.length + right.length > 0) constraints.add(`${side(left, "+")}${side(right, "-")} ${operator} 0`);
	};
	for (const { document, sums } of releases) {
		const read = (id: string, { at: places, also }: Places): void => {
			listed.add(id);
			const said = [...places, ...also].flatMap((pointer) => valueAt(document, pointer).bounds ?? []);
			for (let k = 0; k < said.length; k += 2) {
				const [low, high] = bounds.get(at(id)) ?? [0, most];
				bounds.set(at(id), [Math.max(low, said[k] ?? 0), Math.min(high, said[k + 1] ?? most)]);
			}
			if (places.some((pointer) => valueAt(document, pointer).withheld)) own.set(id, said.length === 0);
		};
		for (const { id, students, outcomes } of sums.rows) {
			read(id, students);
			for (const [name, places] of Object.entries(outcomes)) {
				read(`${id}#${name}`, places);
				relation([id], [`${id}#${name}`], ">=");
			}
		}
		const outcomesOf = new Map(sums.rows.map(({ id, outcomes }) => [id, Object.keys(outcomes)]));
		for (const { whole, parts } of sums.partitions) {
			relation([whole], parts, "=");
			for (const name of outcomesOf.get(whole) ?? []) {
				if (!parts.every((part) => outcomesOf.get(part)?.includes(name))) continue;
				relation(
					[`${whole}#${name}`],
					parts.map((part) => `${part}#${name}`),
					"=",
				);
			}
		}
		for (const { left, right, atLeast } of sums.relations) relation(left, right, atLeast ? ">=" : "=");
		for (const { at: pointer, left, right } of sums.values) {
			const { bounds: said } = valueAt(document, pointer);
			if (said !== undefined && left.length > 0) constraints.add(`${side(left, "+")}${side(right, "-")} = ${said[0]}`);
		}
	}
	for (const id of [...numbers.keys()]) {
		const [row = "", outcome] = id.split("#");
		if (outcome !== undefined) relation([row], [id], ">=");
	}
	return programOf({ numbers, bounds, constraints, own, listed }, width);
}

interface Everything {
	readonly numbers: ReadonlyMap<string, number>;
	readonly bounds: ReadonlyMap<number, [number, number]>;
	readonly constraints: ReadonlySet<string>;
	/** Withheld where they would be shown: true where nothing else says them. */
	readonly own: ReadonlyMap<string, boolean>;
	readonly listed: ReadonlySet<string>;
}

function programOf({ numbers, bounds, constraints, own, listed }: Everything, width: number): Program {
	const names = [...numbers.values()].map((number) => `x${number}`);
	const lp = [
		"Maximize",
		` goal: ${names.map((name) => `0 ${name}`).join(" + ")}`,
		"Subject To",
		...[...constraints].map((line, index) => ` c${index}:${line}`),
		"Bounds",
		...[...numbers.values()].map((number) => ` ${(bounds.get(number) ?? [0, most]).join(` <= x${number} <= `)}`),
		"Generals",
		` ${names.join(" ")}`,
		"End",
	].join("\n");
	const wishes = [...listed].flatMap((id): Wish[] => {
		const number = numbers.get(id);
		if (number === undefined) return [];
		const [row = "", outcome] = id.split("#");
		const [low, high] = bounds.get(number) ?? [0, most];
		const place = { row, count: outcome ?? "students" };
		const terms = [[number, 1]] as const;
		const isBand = low < high && bounds.has(number);
		if (outcome === undefined) {
			return own.get(id) ? [{ ...place, what: "population in a range below the width", terms, spread: width }] : [];
		}
		const others = [
			[numbers.get(row) ?? 0, 1],
			[number, -1],
		] as const;
		const both: Wish[] = [
			{ ...place, what: "surely nobody's", terms, reach: 1 },
			{ ...place, what: "surely everybody's", terms: others, reach: 1 },
		];
		if (own.get(id)) return [{ ...place, what: "exact", terms, spread: 1 }, ...both];
		return isBand ? both : [];
	});
	return { lp, variables: numbers.size, wishes };
}

/** What can be recovered of releases that are laid side by side; rows that surely hold nobody hide nothing. */
export function recoverReleases(releases: readonly Released[], width: number): Recovered[] {
	const program = readReleases(releases, width);
	const found = attack(program);
	const empty = new Set(found.filter(({ count }) => count === "students").map(({ row }) => row));
	return found.filter(({ row, count }) => count === "students" || !empty.has(row));
}

class Attack {
	private readonly least: Float64Array;
	private readonly greatest: Float64Array;

	constructor(
		private readonly model: Model,
		private readonly variables: number,
		private readonly wishes: readonly Wish[],
	) {
		this.least = new Float64Array(wishes.length).fill(Number.POSITIVE_INFINITY);
		this.greatest = new Float64Array(wishes.length).fill(Number.NEGATIVE_INFINITY);
	}

	run(): Recovered[] {
		this.several();
		this.wishes.forEach((wish, index) => {
			for (const sign of wish.reach === undefined ? [1, -1] : [1]) {
				if (!this.fulfilled(index)) this.optimize(wish.terms.map(([at, factor]) => [at, sign * factor]));
			}
		});
		return this.wishes
			.filter((_, index) => !this.fulfilled(index))
			.map(({ row, count, what }) => ({ row, count, what }));
	}

	/** Several wishes at once: each solution counts for all. */
	private several(): void {
		for (let round = 0; round < 6; round++) {
			const open = this.wishes.filter((_, index) => !this.fulfilled(index));
			if (open.length < 4) return;
			const sign = (index: number): number => ((index >> (round >> 1)) % 2 === round % 2 ? 1 : -1);
			this.optimize(
				open.flatMap(({ terms }, index) => terms.map(([at, factor]) => [at, factor * sign(index)] as const)),
			);
		}
	}

	private fulfilled(index: number): boolean {
		const { spread, reach } = this.wishes[index] as Wish;
		const [low, high] = [this.least[index] ?? 0, this.greatest[index] ?? 0];
		return reach === undefined ? high - low >= (spread ?? 0) : high >= reach;
	}

	private optimize(terms: readonly (readonly [number, number])[]): void {
		const cost = new Float64Array(this.variables);
		for (const [at, factor] of terms) cost[at] = (cost[at] ?? 0) + factor;
		this.model.changeColsCost({ kind: "range", from: 0, to: this.variables - 1 }, cost);
		this.model.run();
		if (this.model.getModelStatus() !== highs.constants.modelStatus.optimal) {
			throw new Error(`the solver ended with status ${this.model.getModelStatus()}`);
		}
		const values = this.model.getSolution().colValue;
		this.wishes.forEach((wish, index) => {
			const value = wish.terms.reduce((sum, [at, factor]) => sum + factor * Math.round(values[at] ?? 0), 0);
			this.least[index] = Math.min(this.least[index] ?? value, value);
			this.greatest[index] = Math.max(this.greatest[index] ?? value, value);
		});
	}
}
