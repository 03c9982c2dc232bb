/** Parts of an audit, each on a roster made for it: levels, years, checkpoint, recourse, sending schools, repeats, words for nothing. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isAbsent } from "../../src/domain/measured.js";
import { auditOf } from "../../src/placement/audit.js";
import type { RosterWishes } from "../../src/placement/intake/build.js";
import type { Policy } from "../../src/placement/policy.js";
import type { Audit } from "../../src/placement/result.js";
import { exactly } from "../../src/privacy/tracked.js";
import { cimpHere } from "../helpers/here.js";
import { repository, workdir } from "../helpers/workdir.js";
import { policyWith, reference, referencePolicy, rosterOfText, rosterText } from "./rosters.js";

async function auditOfText(text: string, policy: Policy, wishes: Partial<RosterWishes> = {}): Promise<Audit> {
	const { roster } = await rosterOfText(text, { policy, ...wishes });
	return exactly(auditOf(roster, policy).audit);
}

/** Copies of one row. */
const times = (count: number, row: string): string[] => Array.from({ length: count }, () => row);

/** Everybody after Algebra I qualifies for Geometry, everybody after Geometry for Algebra II. */
const twoLevels = policyWith({
	school_year: "2025-26",
	checkpoint: { within_days: 30, first_day: "2025-08-13" },
	rules: [
		{ prior_course: ["Math 8"], qualifies_for: 1, require: { all: [] } },
		{ prior_course: ["Algebra I"], qualifies_for: 2, require: { all: [] } },
		{ prior_course: ["Geometry"], qualifies_for: 3, require: { all: [] } },
	],
});

const groupIn = (entries: readonly { readonly code: string }[], code: string) => {
	const found = entries.find((one) => one.code === code);
	if (found === undefined) throw new Error(`no group ${code}`);
	return found;
};

describe("levels", () => {
	let audit: Audit;
	beforeAll(async () => {
		const rows = [
			...times(20, "600,Algebra I,Algebra I"),
			...times(30, "600,Algebra I,Geometry"),
			...times(10, "700,Algebra I,Algebra I"),
			...times(90, "700,Algebra I,Geometry"),
			...times(4, "600,Geometry,Algebra I"),
			...times(36, "600,Geometry,Algebra II"),
			...times(6, "700,Geometry,Geometry"),
			...times(54, "700,Geometry,Algebra II"),
		];
		audit = await auditOfText(rosterText("ethnicity,prior_course,placed_course_day1", ...rows), twoLevels);
	});

	it("are compared one by one, each a family of tests of its own", () => {
		const { levels, families } = audit.stages.day1;
		expect(levels.map(({ level, qualified, heldBack }) => [level, qualified, heldBack])).toEqual([
			[2, 150, 30],
			[3, 100, 10],
		]);
		expect(families.map(({ id, tests }) => [id, tests])).toEqual([
			["day1-statute", 1],
			["day1-level-2", 1],
			["day1-level-3", 1],
		]);
		const [second, third] = levels;
		expect(groupIn(second?.groups ?? [], "AA")).toMatchObject({ qualified: 50, heldBack: 20, verdict: "FLAG" });
		expect(groupIn(third?.groups ?? [], "AA")).toMatchObject({ qualified: 40, heldBack: 4 });
		expect(groupIn(third?.groups ?? [], "AA")).not.toMatchObject({ verdict: "FLAG" });
	});

	it("add up to the stage", () => {
		const { day1 } = audit.stages;
		expect([day1.qualified, day1.heldBack]).toEqual([250, 40]);
		expect(groupIn(day1.groups, "AA")).toMatchObject({ qualified: 90, heldBack: 24 });
	});

	it("are held alike in the regression, whose limits and test agree", () => {
		const [black] = audit.sensitivity.filter(({ code }) => code === "AA");
		if (black === undefined) throw new Error("no regression of the flagged group");
		const { oddsRatio, oddsRatioLimits: limits, p, eventsPerParameter } = black;
		// Few events: limits are those of the profile, and leave 1 out exactly where the test of the same likelihood does.
		expect(eventsPerParameter).toBeLessThan(10);
		expect([limits.lower, oddsRatio, limits.upper]).toEqual([
			expect.any(Number),
			expect.any(Number),
			expect.any(Number),
		]);
		expect(limits.lower).toBeLessThan(oddsRatio as number);
		expect(limits.upper).toBeGreaterThan(oddsRatio as number);
		expect((limits.lower as number) > 1).toBe((p as number) < 0.05);
	});

	it("say how far below: steps of the ladder, by ranks", () => {
		const black = audit.ladderSteps.find(({ code }) => code === "AA");
		// 20 one step below and 4 two steps below, of 90; of the others 16 one step below, of 160.
		expect(black?.meanSteps).toBeCloseTo(-28 / 90, 12);
		expect(black?.othersMeanSteps).toBeCloseTo(-16 / 160, 12);
		// R: wilcox.test(c(rep(-2,4),rep(-1,20),rep(0,66)), c(rep(-1,16),rep(0,144)), correct = FALSE, exact = FALSE): W = 5968
		expect(black?.superiority).toBeCloseTo(5968 / (90 * 160), 12);
		expect(black?.p).toBeCloseTo(0.000414921826235716, 12);
	});
});

describe("several years", () => {
	const header = "ethnicity,prior_course,placed_course_day1,school_year";
	/** A year in which so many of 40 and of 200 are held back. */
	const year = (name: string, first: number, others: number): string[] => [
		...times(first, `600,Algebra I,Algebra I,${name}`),
		...times(40 - first, `600,Algebra I,Geometry,${name}`),
		...times(others, `700,Algebra I,Algebra I,${name}`),
		...times(200 - others, `700,Algebra I,Geometry,${name}`),
	];
	const rows = [...year("2023-24", 20, 20), ...year("2024-25", 16, 20), ...year("2025-26", 4, 20)];

	it("stand beside the newest, ascending, and count in a row for the federal example", async () => {
		const audit = await auditOfText(rosterText(header, ...rows), twoLevels);
		expect(audit.year).toBe(2026);
		expect(audit.years.map(({ year: one, day1 }) => [one, day1.heldBack])).toEqual([
			[2024, 40],
			[2025, 36],
		]);
		const [first, second] = audit.years.map(({ day1 }) => groupIn(day1.groups, "AA"));
		expect([first, second]).toMatchObject([{ verdict: "FLAG" }, { verdict: "FLAG" }]);
		// 4 of 40 against 20 of 200 this year; practical in two of three years: to watch.
		expect(groupIn(audit.stages.day1.groups, "AA")).toMatchObject({
			verdict: "WATCH",
			idea: { exceeds: false, yearsInARow: 0, yearsGiven: 3 },
		});
	});
});

describe("after day 1", () => {
	let audit: Audit;
	beforeAll(async () => {
		const header =
			"ethnicity,feeder_school,prior_course,placed_course_day1,placed_course_checkpoint,checkpoint_date,recourse_requested,recourse_date,recourse_decision,recourse_decision_date,repeat_consent";
		const plain = "Algebra I,Geometry,Geometry,2025-09-02,N,,,,";
		const rows = [
			...times(30, `600,Oak Middle,${plain}`),
			...times(30, `700,Elm Middle,${plain}`),
			// Held back, asked, granted after 9 days, moved up in time.
			...times(12, "600,Oak Middle,Algebra I,Algebra I,Geometry,2025-09-02,Y,2025-08-18,granted,2025-08-27,N"),
			// Held back, asked, denied after 21 days, stayed; consent on record.
			...times(8, "700,Elm Middle,Algebra I,Algebra I,Algebra I,2025-10-20,Y,2025-08-18,denied,2025-09-08,Y"),
			// Placed above what they qualify for; pending.
			...times(5, "700,Elm Middle,Math 8,Geometry,Algebra I,2025-09-02,Y,2025-08-18,pending,,"),
		];
		audit = await auditOfText(rosterText(header, ...rows), twoLevels);
	});
	const all = <T extends { readonly key: unknown }>(entries: readonly T[] | { readonly absent: string }): T => {
		const found = isAbsent(entries as never)
			? undefined
			: (entries as readonly T[]).find(({ key }) => isAbsent(key as never));
		if (found === undefined) throw new Error("no entry of all students");
		return found;
	};

	it("counts moves, who was released, and days to the checkpoint", () => {
		const { moves, stages } = audit;
		if (isAbsent(moves) || isAbsent(stages.checkpoint)) throw new Error("no checkpoint");
		expect(all(moves.entries)).toMatchObject({
			students: 85,
			movedUp: 12,
			movedDown: 5,
			released: 12,
			newlyHeldBack: 0,
		});
		expect([stages.day1.heldBack, stages.checkpoint.heldBack]).toEqual([20, 8]);
		// The exact test of 12 against none: 2 / 2^12.
		expect(all(moves.entries).mcNemarP).toBeCloseTo(2 ** -11, 12);
		// 2 September is 20 days after the first day, 20 October 68.
		expect(moves.timing).toMatchObject({ dated: 85, inTime: 77, late: 8, impossible: 0, medianDays: 20 });
	});

	it("counts requests by decision, with days against the clock", () => {
		expect(all(audit.recourse)).toMatchObject({
			requests: 25,
			granted: 12,
			denied: 8,
			pending: 5,
			dated: 20,
			inTime: 12,
		});
		expect(all(audit.recourse)).toMatchObject({ medianDays: 9, clockDays: 14 });
		const black = (audit.recourse as readonly { key: { code?: string } }[]).find(({ key }) => key.code === "AA");
		expect(black).toMatchObject({ requests: 12, granted: 12, inTime: 12 });
	});

	it("counts repeats of a completed course with, without and with no word of consent", () => {
		expect(all(audit.repeats)).toMatchObject({
			repeated: 20,
			withConsent: 8,
			withoutConsent: 12,
			consentNotRecorded: 0,
		});
	});

	it("counts who was placed above what they qualify for, at both stages", () => {
		const over = audit.overPlacement.filter(({ key }) => isAbsent(key));
		expect(over.map(({ stage, overPlaced }) => [stage, overPlaced])).toEqual([
			["day1", 5],
			["checkpoint", 0],
		]);
	});

	it("compares sending schools", () => {
		if (isAbsent(audit.feeders)) throw new Error("no sending schools");
		expect(audit.feeders.map(({ place, qualified, heldBack }) => [place, qualified, heldBack])).toEqual([
			["Elm Middle", 38, 8],
			["Oak Middle", 42, 12],
		]);
	});

	it("shows the team where two bases meet, and nobody else", async () => {
		const rows = ["600,F", "600,M", "700,F", "700,M"].flatMap((who, at) => [
			...times(10 + at, `${who},Algebra I,Algebra I`),
			...times(20, `${who},Algebra I,Geometry`),
		]);
		const crossed = await auditOfText(
			rosterText("ethnicity,gender,prior_course,placed_course_day1", ...rows),
			twoLevels,
		);
		expect(
			crossed.crossedGroups.map(({ groups, qualified, heldBack }) => [
				groups.map(({ code }) => code).join(" "),
				qualified,
				heldBack,
			]),
		).toEqual([
			["AA F", 30, 10],
			["AA M", 31, 11],
			["WH F", 32, 12],
			["WH M", 33, 13],
		]);
	});
});

describe("the folder of a district in which few are held back after the checkpoint", () => {
	it("is written: a few of many are no count of a small group", async () => {
		const header = "school,ethnicity,prior_course,placed_course_day1,placed_course_checkpoint,score,letter,ready";
		const rows = ["East", "West"].flatMap((school) => [
			...times(60, `${school},600,Algebra I,Geometry,Geometry,2600,B,80`),
			...times(60, `${school},700,Algebra I,Geometry,Geometry,2600,B,80`),
			...times(20, `${school},600,Algebra I,Algebra I,Geometry,2600,B,80`),
			...times(2, `${school},600,Algebra I,Algebra I,Algebra I,2600,B,80`),
			...times(3, `${school},700,Algebra I,Algebra I,Algebra I,2600,B,80`),
			...times(3, `${school},700,Algebra I,Geometry,Algebra I,2600,B,80`),
		]);
		const home = workdir();
		writeFileSync(join(home, "roster.csv"), rosterText(header, ...rows));
		const policy = join(repository, "fixtures", "broken", "placement", "policy.yml");
		const run = await cimpHere(["placement", "audit", "-p", policy, "-s", "roster.csv", "-o", "out", "-q"], home);
		expect([run.code, run.stderr]).toEqual([0, ""]);
		const { stdout } = await cimpHere(["privacy", "check", "out", "--json"], home);
		const rules = JSON.parse(stdout).violations.map(({ rule }: { rule: string }) => rule);
		expect(rules).toEqual([]);
	});
});

describe("where nothing can be compared", () => {
	const verdicts = ({ stages }: Audit) => [...new Set(stages.day1.groups.map(({ verdict }) => verdict))];

	it("nobody qualified: NOT DEFINED", async () => {
		const rows = [...times(40, "600,Math 8,Algebra I"), ...times(40, "700,Math 8,Algebra I")];
		const audit = await auditOfText(rosterText("ethnicity,prior_course,placed_course_day1", ...rows), twoLevels);
		expect([audit.stages.day1.qualified, verdicts(audit)]).toEqual([0, ["NOT DEFINED"]]);
		expect(groupIn(audit.stages.day1.groups, "AA")).toMatchObject({ judgment: { reasons: ["nobody qualified"] } });
	});

	it("nobody held back: NOT DEFINED, and the ratio says why", async () => {
		const rows = [...times(40, "600,Algebra I,Geometry"), ...times(40, "700,Algebra I,Geometry")];
		const audit = await auditOfText(rosterText("ethnicity,prior_course,placed_course_day1", ...rows), twoLevels);
		expect([audit.stages.day1.heldBack, verdicts(audit)]).toEqual([0, ["NOT DEFINED"]]);
		expect(groupIn(audit.stages.day1.groups, "AA")).toMatchObject({
			judgment: { reasons: ["nobody held back"] },
			riskRatio: { value: { absent: "undefined" } },
			fisherP: { absent: "undefined" },
		});
	});
});

describe("the same students otherwise written", () => {
	const policy = referencePolicy();
	const text = readFileSync(join(reference, "roster.csv"), "utf8");
	const [header = "", ...rows] = text.trim().split("\n");
	let plain: Audit;
	beforeAll(async () => {
		plain = await auditOfText(text, policy);
	});

	/** Every number of every group, with names of groups as given. */
	const groupsOf = ({ stages }: Audit, rename: (code: string) => string = (code) => code): Map<string, unknown> => {
		const checkpoint = isAbsent(stages.checkpoint) ? [] : stages.checkpoint.groups;
		const all = [
			...stages.day1.groups.map((one) => ["day1", one] as const),
			...checkpoint.map((one) => ["checkpoint", one] as const),
		];
		return new Map(
			all.map(([stage, { basis, code, group: _name, ...numbers }]) => [
				`${stage} ${basis} ${basis === "ethnicity" ? rename(code) : code}`,
				numbers,
			]),
		);
	};

	it("in another order: the same audit", async () => {
		const shuffled = rows.map((row, at) => ({ row, key: (at * 7919) % rows.length })).sort((a, b) => a.key - b.key);
		const audit = await auditOfText([header, ...shuffled.map(({ row }) => row), ""].join("\n"), policy);
		expect(audit).toEqual(plain);
	});

	it("with two groups' names exchanged: their numbers exchanged, and nothing else", async () => {
		const column = header.split(",").indexOf("ethnicity");
		const words = [...new Set(rows.map((row) => row.split(",")[column] ?? ""))];
		const [black, white] = [
			words.find((word) => /black|600/i.test(word)),
			words.find((word) => /white|700/i.test(word)),
		];
		const exchanged = rows.map((row) => {
			const cells = row.split(",");
			const word = cells[column];
			cells[column] = (word === black ? white : word === white ? black : word) ?? "";
			return cells.join(",");
		});
		const audit = await auditOfText([header, ...exchanged, ""].join("\n"), policy);
		const other: Readonly<Record<string, string>> = { AA: "WH", WH: "AA" };
		const found = groupsOf(audit, (code) => other[code] ?? code);
		const wanted = groupsOf(plain);
		expect([...found.keys()].sort()).toEqual([...wanted.keys()].sort());
		for (const [name, numbers] of wanted) expect(found.get(name), name).toEqual(numbers);
	});
});

describe("--fail-on-flag", () => {
	it("ends with 0 where no flag stands", async () => {
		const broken = join(repository, "fixtures", "broken", "placement");
		const inputs = ["-p", join(broken, "policy.yml"), "-s", join(broken, "sound-one-group-one-school.csv")];
		const run = await cimpHere(["placement", "audit", ...inputs, "-o", "out", "-q", "--fail-on-flag"], workdir());
		expect(run.code).toBe(0);
	});
});
