/** Every roster of fixtures/broken/placement: what is said of it, whole, and what becomes of its rows. */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { readPolicy } from "../../src/app/placement/policy-file.js";
import { type Problem, Refusal } from "../../src/domain/problem.js";
import { qualify } from "../../src/placement/qualify.js";
import { repository } from "../helpers/workdir.js";
import { rosterOf } from "./rosters.js";

const folder = join(repository, "fixtures", "broken", "placement");
const policy = readPolicy("policy.yml", { cwd: folder }).policy;
const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));

interface Outcome {
	readonly refused: boolean;
	readonly rowsRead: number;
	readonly students: number;
	readonly excluded: readonly { readonly reason: string; readonly rows: number }[];
	/** Groups of each basis with their students. */
	readonly groups: Readonly<Record<string, readonly string[]>>;
	readonly problems: readonly Problem[];
}

async function outcomeOf(name: string): Promise<Outcome> {
	try {
		const { roster, problems } = await rosterOf([join(folder, name)], { policy });
		const groups = roster.bases.map(({ id, groups, codes }) => [
			id,
			groups.map(({ code }, group) => `${code}: ${codes.filter((one) => one === group).length}`),
		]);
		const { rowsRead, students, excluded } = roster;
		return { refused: false, rowsRead, students, excluded, groups: Object.fromEntries(groups), problems };
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return { refused: true, rowsRead: 0, students: 0, excluded: [], groups: {}, problems: error.problems };
	}
}

const expectedPath = join(folder, "expected.json");

describe("broken rosters", async () => {
	if (process.env.CIMP_UPDATE_GOLDENS === "1") {
		const outcomes: Record<string, Outcome> = {};
		for (const name of files) outcomes[name] = await outcomeOf(name);
		writeFileSync(expectedPath, `${JSON.stringify(outcomes, null, "\t")}\n`);
	}
	const expected: Record<string, Outcome> = JSON.parse(readFileSync(expectedPath, "utf8"));

	test("each fixture has its expectation and each expectation its fixture", () => {
		expect(Object.keys(expected).sort()).toEqual([...files].sort());
	});

	it.each(files)("%s", async (name) => {
		const outcome = await outcomeOf(name);
		expect(outcome).toEqual(expected[name]);
		if (name.startsWith("CIMP-")) expect(outcome.problems.map(({ code }) => code)).toContain(name.slice(0, 9));
		else expect(outcome.problems).toEqual([]);
	});

	it.each(files)("%s: no row is lost, and no cell of an id or a name is said", async (name) => {
		const { refused, rowsRead, students, excluded, problems } = await outcomeOf(name);
		if (!refused) expect(rowsRead).toBe(students + excluded.reduce((sum, { rows }) => sum + rows, 0));
		const said = JSON.stringify(problems);
		for (const secret of [/9000\d\d/, /1\.23E/i, /Canary/, /2011-02-03/]) expect(said).not.toMatch(secret);
	});
});

describe("rosters in other clothes", () => {
	it.each(["sound-utf-16.csv", "sound-semicolons.csv", "sound-tabs-and-title.csv"])(
		"%s reads as two students",
		async (name) => {
			const { roster } = await rosterOf([join(folder, name)], { policy });
			expect(roster.students).toBe(2);
			expect(Array.from(qualify(roster, policy).day1.heldBack)).toEqual([0, 0]);
		},
	);

	it("keeps accents in every encoding", async () => {
		for (const name of ["sound-utf-16.csv", "CIMP-W153-windows-1252.csv", "CIMP-W132-two-encodings.csv"]) {
			const { roster } = await rosterOf([join(folder, name)], { policy });
			expect(roster.school.labels, name).toEqual(["Peña High"]);
		}
	});
});
