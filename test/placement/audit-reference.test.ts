/** The audit of the reference roster against counts and p-values that a Python program with scipy made (fixtures/reference). */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isAbsent } from "../../src/domain/measured.js";
import { type Audited, auditOf } from "../../src/placement/audit.js";
import type { Audit, AuditComparison } from "../../src/placement/result.js";
import { protectAll, releaseTracked } from "../../src/privacy/release-tracked.js";
import { exactly } from "../../src/privacy/tracked.js";
import { reference, referencePolicy, rosterOf } from "./rosters.js";

const expected = JSON.parse(readFileSync(join(reference, "roster_expected.json"), "utf8"));

/** The words of the reference by our codes. */
const codes: Readonly<Record<string, string>> = {
	"American Indian": "AI",
	Asian: "AS",
	Black: "AA",
	Filipino: "FI",
	Hispanic: "HI",
	"Pacific Islander": "PI",
	"Two or More": "MR",
	White: "WH",
};

const yesNo: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	sed: { Y: "SED" },
	el: { Y: "EL" },
	swd: { Y: "SWD" },
};

const codeOf = (basis: string, word: string): string => codes[word] ?? yesNo[basis]?.[word] ?? word;

let audited: Audited;
let audit: Audit;
beforeAll(async () => {
	const policy = referencePolicy();
	const { roster } = await rosterOf([join(reference, "roster.csv")], { policy });
	audited = auditOf(roster, policy);
	audit = exactly(audited.audit);
});

const close = (found: unknown, want: number | null): void => {
	if (want === null) return expect(isAbsent(found)).toBe(true);
	expect(typeof found).toBe("number");
	expect(Math.abs((found as number) - want)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(want)));
};

const groupsOf = (stage: "day1" | "checkpoint"): readonly AuditComparison[] => {
	const found = audit.stages[stage];
	if (isAbsent(found)) throw new Error(`no ${stage}`);
	return found.groups;
};

describe("the reference roster, exactly", () => {
	it("qualifies and holds back as many", () => {
		const { qualification, stages } = audit;
		expect([qualification.enrolled, qualification.qualified, qualification.notQualified]).toEqual([2131, 753, 261]);
		expect([qualification.undetermined, qualification.entryLevel]).toEqual([194, 923]);
		expect(stages.day1.heldBack).toBe(expected.held_back_day1);
		expect(isAbsent(stages.checkpoint) || stages.checkpoint.heldBack).toBe(expected.held_back_checkpoint);
	});

	it.each(["day1", "checkpoint"] as const)("compares every group of every basis at %s", (stage) => {
		let compared = 0;
		for (const [basis, table] of Object.entries<Record<string, Record<string, number>>>(expected[stage])) {
			if (basis === "school") continue;
			for (const [word, want] of Object.entries(table)) {
				const found = groupsOf(stage).find((one) => one.basis === basis && one.code === codeOf(basis, word));
				expect(found, `${basis} ${word}`).toBeDefined();
				expect([found?.qualified, found?.heldBack, found?.othersQualified, found?.othersHeldBack]).toEqual([
					want.qualified,
					want.held_back,
					want.others_qualified,
					want.others_held_back,
				]);
				close(found?.rate, want.rate ?? null);
				close(found?.othersRate, want.others_rate ?? null);
				close(found?.riskRatio.value, want.risk_ratio ?? null);
				close(found?.gap.value, want.pp_gap === undefined ? null : want.pp_gap / 100);
				close(found?.fisherP, want.fisher_two_sided ?? null);
				expect(found?.idea.cellMet === true && found?.idea.studentsMet === true).toBe(want.idea_minimums_met);
				compared++;
			}
		}
		expect(compared).toBeGreaterThanOrEqual(13);
	});

	it("counts its schools, and the students moved up and placed above", () => {
		for (const [name, want] of Object.entries<Record<string, number>>(expected.day1.school)) {
			const found = audit.schools.entries.find(({ place }) => place === name);
			expect([found?.enrolled, found?.qualified, found?.heldBack]).toEqual([
				want.enrolled,
				want.qualified,
				want.held_back,
			]);
		}
		expect(isAbsent(audit.moves) || audit.moves.entries[0]?.movedUp).toBe(expected.moved_up_by_checkpoint);
	});
});

describe("dump", () => {
	it("prints", () => {
		let t = process.cpuUsage().user;
		const p = protectAll(audited.families);
		process.stderr.write(`protect ${(process.cpuUsage().user - t) / 1e6}\n`);
		for (const f of audited.families) {
			const st = f.family.rows.map(({ id }) => p.rows.get(id)?.state.state[0]).join("");
			process.stderr.write(
				`${f.id}: ${f.family.rows.length}x${f.family.outcomes.length} ${st} ${f.id.startsWith("enrolled") ? f.family.rows.map(({ id }) => (p.rows.get(id)?.state as { coded?: unknown[] }).coded?.map((c) => (c === undefined ? "." : "x")).join("")).join(" ") : ""} ${f.family.rows
					.map((r) => `${r.population}`)
					.join(",")
					.slice(0, 200)}\n`,
			);
		}
		const r = releaseTracked(audited.audit, p);
		for (const g of r.stages.day1.groups)
			process.stderr.write(
				`${g.basis} ${g.code} ${JSON.stringify([g.qualified, g.heldBack, g.rate, g.riskRatio.value, g.q, g.stratifiedP, g.verdict, g.dependsOnMissing])}\n`,
			);
		for (const g of audit.stages.day1.groups)
			process.stderr.write(
				`${g.basis} ${g.code} ${JSON.stringify([g.qualified, g.heldBack, g.rateBounds, g.q, g.stratifiedP, g.withinSchoolVerdict, g.judgment, g.dependsOnMissing, g.detectable.gap, g.detectable.advice, g.detectable.studentsNeeded])}\n`,
			);
		t = process.cpuUsage().user;
		auditOf(audited.ground.cohort.roster, audited.ground.policy);
		process.stderr.write(`audit ${(process.cpuUsage().user - t) / 1e6}\n`);
	});
});
