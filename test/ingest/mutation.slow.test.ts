/**
 * Damaged files: never a crash, never a silent loss.
 *
 * Either the file is refused with a reason, or every line that holds a record is kept or refused, each refused one is
 * reported, and every line that the damage did not touch comes back as it would have without it.
 * `CIMP_MUTATION_SEED` draws other damages.
 */

import { describe, expect, test } from "vitest";
import { type Problem, Refusal } from "../../src/domain/problem.js";
import type { Inputs } from "../../src/ingest/index.js";
import { type Layout, layouts } from "../../src/ingest/layouts/index.js";
import { company, companyCds } from "./company.js";
import { cdsOf, damages, intactRows, randomOf, recordLines, soundTable } from "./damages.js";
import { latin, withContents } from "./helpers.js";

/** Rows of the tables: from a handful to more than the reader takes at once. */
const sizes = [3, 20, 150, 2500] as const;
const perKind = 2;
const firstSeed = Number(process.env.CIMP_MUTATION_SEED ?? 1);

const contentsOf = (layout: Layout, bytes: Buffer): Record<string, Buffer | string> =>
	layout.family === "results" ? { "damaged.txt": bytes } : { "damaged.txt": bytes, "zz-results.txt": company };

/** All rows of the family by code, as JSON; a code may have several rows. */
async function rowsByCode(inputs: Inputs, layout: Layout): Promise<Map<string, string>> {
	const rows = await (async () => {
		if (layout.family === "entities") return inputs.entities();
		if (layout.family === "companion") return inputs.companions();
		const { subjects, years, groups } = inputs.available();
		const read = await Promise.all(
			subjects.map((subject) => inputs.results({ subject, years: years[subject], groups: groups[subject] })),
		);
		return read.flat();
	})();
	const byCode = new Map<string, string>();
	for (const row of rows) byCode.set(row.cds, `${byCode.get(row.cds) ?? ""}${JSON.stringify(row)}`);
	byCode.delete(companyCds);
	return byCode;
}

const rowProblem = (entry: Problem): boolean => /^CIMP-(?:E11\d|R111|R118)$/.test(entry.code);

/** Rows refused, as the list of problems has them: the first of contradicting rows is named by the others alone. */
function refusedByProblems(problems: readonly Problem[]): number {
	const mine = problems.filter((entry) => rowProblem(entry) && entry.place.file === "damaged.txt");
	const contradicted = mine.filter((entry) => entry.code === "CIMP-E111").map((entry) => entry.found);
	return mine.length + new Set(contradicted).size;
}

const soundOnes = new Map<string, Promise<Map<string, string>>>();

/** The rows of an undamaged file; several cases share one. */
function soundRows(layout: Layout, text: string): Promise<Map<string, string>> {
	const key = `${layout.id} ${text.length}`;
	const rows =
		soundOnes.get(key) ?? withContents(contentsOf(layout, latin(text)), (inputs) => rowsByCode(inputs, layout));
	soundOnes.set(key, rows);
	return rows;
}

interface Case {
	readonly layout: Layout;
	/** Bytes before and after the damage. */
	readonly text: string;
	readonly damaged: string;
}

/** What is right about a file that was read. */
async function judge(
	inputs: Inputs,
	{ layout, text, damaged }: Case,
	sound: ReadonlyMap<string, string>,
): Promise<void> {
	const account = inputs.summaries.find((entry) => entry.file === "damaged.txt");
	if (account === undefined) throw new Error("no account");
	expect(account.rowsKept + account.rowsRefused).toBe(account.rowsRead);
	expect(account.rowsRead).toBe(recordLines(text, damaged, layout.writing.delimiter));
	expect(account.refused.reduce((sum, entry) => sum + entry.rows, 0)).toBe(account.rowsRefused);
	expect(refusedByProblems(inputs.problems)).toBe(account.rowsRefused);
	const rows = await rowsByCode(inputs, layout);
	expect(rows.size).toBeLessThanOrEqual(account.rowsKept);
	const sameHeader = damaged.split(/\r?\n/).find((line) => !/^ *$/.test(line)) === text.split("\r\n")[0];
	const contradictions = inputs.problems.some((entry) => entry.code === "CIMP-E111");
	if (!sameHeader || contradictions) return;
	const codes = intactRows(text, damaged).map(cdsOf);
	expect(codes.map((code) => [code, rows.get(code)])).toEqual(codes.map((code) => [code, sound.get(code)]));
}

/** Layouts with rows by code that say by themselves what they are: lookups have no codes, and one needs its name. */
const damageable = layouts.filter((layout) => layout.family !== "lookup" && layout.namedBySubjectAndYear !== true);

const kinds = Object.keys(damages);
const cases = kinds.length * damageable.length * perKind;

describe(`${cases} damages`, () => {
	describe.each(kinds)("%s", (kind) => {
		test.each(
			damageable.flatMap((layout, number) =>
				Array.from({ length: perKind }, (_, turn) => {
					// Few of the largest: they cost most.
					const draw = kinds.indexOf(kind) * 31 + number * 7 + turn * 3;
					return [layout.id, sizes[draw % 11 === 0 ? 3 : draw % 3] ?? 3, draw, layout] as const;
				}),
			),
		)("%s, %i rows, seed %i", async (_, size, seed, layout) => {
			const random = randomOf(firstSeed + seed);
			const encode = random(2) === 0 ? latin : (bytes: string): Buffer => latin(Buffer.from(bytes).toString("latin1"));
			// From here on, a character is a byte.
			const text = encode(soundTable(layout, size)).toString("latin1");
			const damaged = damages[kind]?.(text, random, layout.writing.delimiter) ?? "";
			const sound = await soundRows(layout, text);
			expect(sound.size).toBe(size);
			let outcome = "read";
			try {
				await withContents(contentsOf(layout, latin(damaged)), (inputs) =>
					judge(inputs, { layout, text, damaged }, sound),
				);
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				expect(error.problems.map((entry) => entry.place.file)).toEqual(["damaged.txt"]);
				outcome = error.problems[0]?.code ?? "none";
			}
			expect(outcome).toMatch(/^(?:read|CIMP-E10[3-9]|CIMP-E129)$/);
		});
	});
});
