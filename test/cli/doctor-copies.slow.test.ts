/** `cimp doctor --fix` on planted damage and on the state's own files: what copies hold, and what is proposed. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultOptions, simulate } from "../../src/simulation/index.js";
import { realData, realDataAbsence, realDataPresent } from "../helpers/data.js";
import { cimpHere } from "../helpers/here.js";
import { csvRowsOf, decodedBy, receiptsOf } from "../helpers/receipts.js";
import { repository, workdir } from "../helpers/workdir.js";
import { problemsOf, repairedCopies, reportOf, tidyRows } from "./doctor-runs.js";

describe("simulated damage", () => {
	const folder = workdir();
	const world = { ...defaultOptions, seed: "doctor", districts: 4, schools: 6, groups: [1, 31], damage: true };
	for (const file of simulate(world)) writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks]));
	const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as {
		damages: { file: string; code: string; kind: string; line: number; before: string; after: string }[];
	};

	it("is found, each damage once; what can be repaired is, and every intact row keeps its values", async () => {
		const fixed = await repairedCopies(folder);
		const counted: Record<string, Record<string, number>> = {};
		for (const { file, code: planted } of truth.damages) {
			counted[file] = { ...counted[file], [planted]: (counted[file]?.[planted] ?? 0) + 1 };
		}
		const { code, report } = await reportOf([folder], repository);
		expect(code).toBe(1);
		const found = problemsOf({ report });
		expect(Object.fromEntries(Object.entries(found).filter(([, counts]) => Object.keys(counts).length > 0))).toEqual(
			counted,
		);
		const [was, is] = [await tidyRows(folder), await tidyRows(fixed)];
		expect(is.rows).toEqual(was.rows);
		expect(is.entities).toEqual(was.entities);
		const rescued = truth.damages.filter((damage) => damage.code === "CIMP-E116").length;
		expect(is.companions).toHaveLength((was.companions as unknown[]).length + rescued);
		expect(is.companions).toEqual(expect.arrayContaining(was.companions as unknown[]));
	});

	it("rounded codes are proposed rightly, and come back when a person says yes", async () => {
		const first = await repairedCopies(folder);
		const path = join(first, "proposals.csv");
		const lost = truth.damages.filter((damage) => damage.code === "CIMP-E113");
		const proposals = csvRowsOf(path);
		const places = (all: readonly (readonly [string, number, string])[]): string[] =>
			all.map((one) => one.join(" ")).sort();
		expect(places(proposals.map(({ file = "", line, found = "" }) => [file, Number(line), found]))).toEqual(
			places(lost.map(({ file, line, after }) => [file, line, after])),
		);
		for (const { proposed_cds: code = "", file, line } of proposals) {
			const damage = lost.find((one) => one.file === file && one.line === Number(line));
			expect(code.replaceAll("-", "").endsWith(damage?.before ?? "?"), code).toBe(true);
		}
		const answers = join(workdir(), "answers.csv");
		writeFileSync(answers, readFileSync(path, "utf8").replace(/,\r\n/g, ",yes\r\n"));
		const second = await repairedCopies(folder, answers);
		const receipts = [...receiptsOf(join(second, "repairs.csv")).values()].flat();
		expect(
			receipts
				.filter(({ code }) => code === "CIMP-E113")
				.map(({ before }) => before)
				.sort(),
		).toEqual(lost.map(({ after }) => after).sort());
		expect(existsSync(join(second, "proposals.csv"))).toBe(false);
	});
});

describe.skipIf(!realDataPresent)(`real files (skipped where ${realDataAbsence})`, async () => {
	const files = [
		"research-files/cast_ca2025_ten_districts.txt",
		"research-files/sb_ca2015entities_ten_districts.txt",
		"research-files/sb_ca2018entities_ten_districts.txt",
		"research-files/sb_ca2022entities_ten_districts.txt",
		"research-files/sb_ca2025entities_ten_districts.txt",
		"frpm/frpm1819_mic.csv",
		"frpm/frpm2223_mic.csv",
		"dashboard-panel/dfs_ten_districts_2023_2025.csv",
		"dashboard-panel/school_covariates_ten_districts_2025_26.csv",
	].map((name) => join(realData, name));

	it("are without a problem, and their copies hold the same text", async () => {
		const folder = workdir();
		const { code, report } = await reportOf([...files, "--fix", "fixed"], folder);
		expect([code, report.files.filter((file) => file.problems.length > 0)]).toEqual([0, []]);
		const receipts = [...receiptsOf(join(folder, "fixed", "repairs.csv")).values()].flat();
		expect(receipts.filter(({ code: one }) => one !== "CIMP-R136")).toEqual([]);
	});

	it("opened and saved in a spreadsheet come back as they were, but for the codes that it rounded", async () => {
		const folder = workdir();
		const [path = ""] = files;
		const original = readFileSync(path, "latin1");
		const [header = "", ...rows] = original.split("\r\n");
		// Codes as numbers, and school codes of every fiftieth row too wide for their column.
		const saved = rows.filter(Boolean).map((row, index) => {
			const cells = row.split("^");
			const school = cells[3] ?? "";
			const rounded = index % 50 === 7 && Number(school) > 0;
			const narrow = `${Number(school).toExponential(2).replace("e+", "E+0")}`;
			return cells
				.map((cell, at) => (at === 3 && rounded ? narrow : [0, 1, 3].includes(at) ? String(Number(cell)) : cell))
				.join("^");
		});
		const lost = saved.flatMap((row, index) => (/\^\d\.\d\dE\+0\d\^/.test(row) ? [index] : []));
		writeFileSync(join(folder, "cast.txt"), [header, ...saved, ""].join("\r\n"), "latin1");
		const entities = files[4] ?? "";
		expect((await cimpHere(["doctor", "cast.txt", entities, "--fix", "fixed", "-q"], folder)).code).toBe(1);
		const copy = readFileSync(join(folder, "fixed", "cast.txt"), "utf8").split("\r\n");
		const good = decodedBy(readFileSync(path), "windows-1252").split("\r\n");
		expect(copy.length).toBe(good.length);
		const differ = good.flatMap((line, index) => (line === copy[index] ? [] : [index - 1]));
		expect(differ).toEqual(lost);
		const proposals = csvRowsOf(join(folder, "fixed", "proposals.csv"));
		const proposed = new Set(proposals.filter((one) => one.proposed_cds !== "").map(({ line }) => Number(line)));
		expect(proposed.size).toBe(lost.length);
		const right = proposals.filter(({ line, proposed_cds: code = "" }) => {
			const [county, district, , school] = (good[Number(line) - 1] ?? "").split("^");
			return code === `${county}-${district}-${school}`;
		});
		expect(new Set(right.map(({ line }) => Number(line)))).toEqual(proposed);
	});
});
