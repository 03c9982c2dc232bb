/** What can be recovered of published tables, against bounds found by scipy; bands against those of the NCES brief. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { attack, unbounded } from "../../src/privacy/attack.js";
import { codeExtreme, extremeBands, roundCount } from "../../src/privacy/bands.js";
import type { CountFamily } from "../../src/privacy/count-family.js";
import { protect } from "../../src/privacy/protect.js";
import { repository } from "../helpers/workdir.js";

interface Case {
	readonly id: string;
	readonly row_labels: readonly string[];
	readonly columns: readonly string[];
	readonly table: readonly (readonly number[])[];
	readonly suppressed: readonly (readonly [number, number])[];
	readonly published_row_totals: boolean;
	readonly recoverable_bounds: Readonly<Record<string, readonly [number, number]>>;
	readonly any_exactly_recoverable: boolean;
}

interface Reference {
	readonly cases: readonly Case[];
	readonly percent_identifies_count: readonly {
		readonly n: number;
		readonly one_decimal_percent_identifies_count: boolean;
	}[];
	readonly whole_percent: readonly { readonly n: number; readonly max_counts_per_whole_percent: number }[];
	readonly nces_top_bottom_code: readonly {
		readonly n_min: number;
		readonly n_max: number | null;
		readonly low: number;
		readonly high: number;
	}[];
}

const reference = JSON.parse(
	readFileSync(join(repository, "fixtures", "reference", "placement", "suppression.json"), "utf8"),
) as Reference;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function familyOf({ row_labels, columns, table }: Case): CountFamily {
	const rows = row_labels.map((id, row) => ({ id, population: sum(table[row] ?? []), outcomes: table[row] ?? [] }));
	const outcomes = columns.map((_, k) => sum(table.map((cells) => cells[k] ?? 0)));
	return {
		outcomes: columns,
		exhaustive: true,
		rows: [...rows, { id: "total", population: sum(outcomes), outcomes }],
		partitions: [{ whole: "total", parts: row_labels }],
	};
}

describe("the attack", () => {
	it.each(reference.cases)("recovers of $id what scipy's integer programs recover", (entry) => {
		const family = familyOf(entry);
		const hidden = new Set(entry.suppressed.map(([row, column]) => `${entry.row_labels[row]},${column}`));
		const ranges = attack(family, ({ row, outcome }) => {
			const own = family.rows.find(({ id }) => id === row);
			const anyHidden = entry.suppressed.some(([at]) => entry.row_labels[at] === row);
			const isHidden =
				outcome === "population" ? anyHidden && !entry.published_row_totals : hidden.has(`${row},${outcome}`);
			const count = outcome === "population" ? (own?.population ?? 0) : (own?.outcomes[outcome] ?? 0);
			return isHidden ? { lower: 0, upper: unbounded } : { lower: count, upper: count };
		});
		const found = entry.suppressed.map(([row, column]) => {
			const range = ranges.get(entry.row_labels[row] ?? "")?.[column + 1];
			return [`${row},${column}`, [range?.lower, range?.upper]];
		});
		expect(Object.fromEntries(found)).toEqual(entry.recoverable_bounds);
		expect(found.some(([, range]) => range?.[0] === range?.[1])).toBe(entry.any_exactly_recoverable);
	});
});

describe("protection of the same tables", () => {
	it.each(reference.cases)("leaves nothing of $id to recover", (entry) => {
		const family = familyOf(entry);
		const { rows } = protect(family);
		const ranges = attack(family, ({ row, outcome }) => {
			const own = family.rows.find(({ id }) => id === row);
			const state = rows.get(row);
			const count = outcome === "population" ? (own?.population ?? 0) : (own?.outcomes[outcome] ?? 0);
			if (state?.state === "hidden") return { lower: 0, upper: unbounded };
			if (state?.state === "rounded") return roundCount(count);
			const coded = outcome === "population" ? undefined : state?.coded[outcome];
			return coded ?? { lower: count, upper: count };
		});
		const hidden = family.rows.filter(({ id }) => rows.get(id)?.state === "hidden");
		expect(hidden.length).toBeGreaterThan(0);
		for (const { id } of hidden) {
			const [population, ...outcomes] = ranges.get(id) ?? [];
			expect((population?.upper ?? 0) - (population?.lower ?? 0)).toBeGreaterThanOrEqual(5);
			for (const outcome of outcomes) expect(outcome.upper).toBeGreaterThan(outcome.lower);
		}
	});

	it("codes a row in which nobody had the outcome (0 of 12), and what would give it away", () => {
		const table = [
			[0, 12],
			[9, 40],
			[15, 60],
		];
		const entry = { row_labels: ["A", "B", "C"], columns: ["held_back", "placed"], table } as unknown as Case;
		const { rows } = protect(familyOf(entry));
		const state = rows.get("A");
		expect(state?.state === "shown" && state.coded.map((band) => band?.words)).toEqual([
			"20 % or less",
			"80 % or more",
		]);
		expect(["B", "C"].map((id) => rows.get(id)?.state)).not.toEqual(["shown", "shown"]);
	});
});

describe("bands", () => {
	it("are those of the NCES brief", () => {
		const ours = extremeBands.map(({ from, to, low, high }) => ({
			n_min: from,
			n_max: to === Number.POSITIVE_INFINITY ? null : to,
			low,
			high,
		}));
		expect(ours).toEqual(reference.nces_top_bottom_code);
	});

	it("code nobody and everybody at every size, and hold more counts than those two", () => {
		for (let population = 11; population <= 400; population++) {
			const [nobody, everybody] = [codeExtreme(0, population), codeExtreme(population, population)];
			expect(nobody?.upper).toBeGreaterThanOrEqual(1);
			expect(everybody?.lower).toBeLessThan(population);
		}
	});

	it("change at 20, 40, 100 and 300, which belong to the band below", () => {
		const words = [20, 21, 40, 41, 100, 101, 300, 301].map((population) => codeExtreme(0, population)?.words);
		expect(words).toEqual(["20", "10", "10", "5", "5", "2", "2", "1"].map((low) => `${low} % or less`));
	});

	it("are needed, since a percent beside its number of students identifies the count", () => {
		const counted = (students: number, digits: number): number => {
			const printed = Array.from({ length: students + 1 }, (_, x) => ((100 * x) / students).toFixed(digits));
			return Math.max(...[...new Set(printed)].map((text) => printed.filter((other) => other === text).length));
		};
		expect(
			reference.percent_identifies_count.map(({ n }) => ({
				n,
				one_decimal_percent_identifies_count: counted(n, 1) === 1,
			})),
		).toEqual(reference.percent_identifies_count);
		const whole = reference.whole_percent.filter(({ n }) => n <= 100);
		expect(whole.map(({ n }) => counted(n, 0))).toEqual(whole.map((entry) => entry.max_counts_per_whole_percent));
	});
});
