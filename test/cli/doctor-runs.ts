/** `cimp doctor` on files and folders, with what must hold of every copy that it makes. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { type DoctorSettings, doctor } from "../../src/app/doctor.js";
import { doctorJsonSchema } from "../../src/app/schemas/doctor.js";
import { openInputs } from "../../src/ingest/index.js";
import { effectsIn } from "../app/effects.js";
import { cimpHere } from "../helpers/here.js";
import { applied, decodedBy, receiptsOf } from "../helpers/receipts.js";
import { repository, workdir } from "../helpers/workdir.js";

export interface Report {
	readonly schema: string;
	readonly files: readonly {
		readonly file: string;
		readonly encoding: unknown;
		readonly problems: readonly { readonly code: string; readonly count: number; readonly rank: string }[];
	}[];
	readonly repairs?: unknown;
}

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
	doctorJsonSchema() as object,
);

/** The report as JSON, by the published schema. */
export async function reportOf(words: readonly string[], folder: string): Promise<{ code: number; report: Report }> {
	const { code, stdout, stderr } = await cimpHere(["doctor", ...words, "--json"], folder);
	expect(stderr).toBe("");
	const report = JSON.parse(stdout) as Report;
	expect(validate(report) ? [] : validate.errors).toEqual([]);
	return { code, report };
}

export const problemsOf = ({ report }: { report: Report }): Record<string, Record<string, number>> =>
	Object.fromEntries(
		report.files.map(({ file, problems }) => [file, Object.fromEntries(problems.map((one) => [one.code, one.count]))]),
	);

export const bytesIn = (folder: string): Map<string, string> =>
	new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString("latin1")]));

const repairable = ["CIMP-R111", "CIMP-R112", "CIMP-R118", "CIMP-E116"];
const without = (counts: Record<string, number> = {}): Record<string, number> =>
	Object.fromEntries(Object.entries(counts).filter(([code]) => !repairable.includes(code)));

const decoders: Record<string, string> = { "utf-8 with byte-order mark": "utf-8" };

/** The report of the library: the same, without a process of its own. */
export const libraryReport = async (settings: DoctorSettings): Promise<{ report: Report }> => ({
	report: (await doctor(settings, effectsIn(repository))).report,
});

/** Repairs a folder; asserts that the copies are the originals with their receipts, and have nothing left to repair. */
export async function repairedCopies(inputs: string, accept?: string): Promise<string> {
	const fix = join(workdir(), "fixed");
	const folder = fix;
	const untouched = bytesIn(inputs);
	const before = await libraryReport({ files: [inputs], fix, ...(accept === undefined ? {} : { accept }) });
	expect(bytesIn(inputs)).toEqual(untouched);
	const receipts = receiptsOf(join(folder, "repairs.csv"));
	for (const { file, encoding } of before.report.files) {
		if (typeof encoding !== "string") {
			expect(existsSync(join(folder, file))).toBe(false);
			continue;
		}
		const original = decodedBy(readFileSync(join(inputs, file)), decoders[encoding] ?? encoding);
		expect(readFileSync(join(folder, file), "utf8")).toBe(applied(original, receipts.get(file) ?? []));
	}
	const [was, is] = [problemsOf(before), problemsOf(await libraryReport({ files: [folder] }))];
	for (const [file, counts] of Object.entries(is)) {
		expect(Object.keys(counts).filter((code) => repairable.includes(code))).toEqual([]);
		const { "CIMP-E113": rounded, ...others } = without(was[file]);
		expect(counts).toEqual(
			rounded === undefined || accept !== undefined ? others : { ...others, "CIMP-E113": rounded },
		);
	}
	return folder;
}

/** Every tidy row of all files of a folder. */
export async function tidyRows(
	folder: string,
): Promise<{ rows: Map<string, unknown>; entities: unknown; companions: unknown }> {
	const files = readdirSync(folder)
		.filter((name) => /\.(?:txt|csv)$/.test(name) && !/^(?:repairs|proposals)/.test(name))
		.map((name) => ({ path: join(folder, name), name }));
	const inputs = await openInputs(files, { temporaryFolder: workdir() });
	try {
		const rows = new Map<string, unknown>();
		const { subjects, years, groups } = inputs.available();
		for (const subject of subjects) {
			for (const row of await inputs.results({ subject, years: years[subject], groups: groups[subject] })) {
				rows.set([row.cds, row.year, subject, row.grade, row.group].join(" "), row);
			}
		}
		return { rows, entities: await inputs.entities(), companions: await inputs.companions() };
	} finally {
		await inputs.close();
	}
}
