/** The audit of the reference roster against counts and p-values that a Python program with scipy made (fixtures/reference). */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isAbsent, isKnown } from "../../src/domain/measured.js";
import { type Audited, auditOf } from "../../src/placement/audit.js";
import { publishAudit } from "../../src/placement/publish.js";
import type { Audit, AuditComparison } from "../../src/placement/result.js";
import type { CountFamily } from "../../src/privacy/count-family.js";
import { protectAll } from "../../src/privacy/release-tracked.js";
import { exactly } from "../../src/privacy/tracked.js";
import { recovered } from "../privacy/property.js";
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
	if (want === null) {
		expect(isAbsent(found)).toBe(true);
		return;
	}
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

describe("what may be published of it", () => {
	const published = () => publishAudit(audited);

	/** Families with the same outcomes, laid side by side as a reader would. */
	function together(): CountFamily {
		const families = audited.families
			.filter(({ id }) => id.startsWith("qualified") || id.startsWith("schools by"))
			.map(({ family }) => family);
		const rows = new Map(families.flatMap((family) => family.rows.map((row) => [row.id, row] as const)));
		const [first] = families;
		if (first === undefined) throw new Error("no core");
		return { ...first, rows: [...rows.values()], partitions: families.flatMap(({ partitions }) => partitions) };
	}

	it("gives no attacker a withheld count, all tables of the qualified taken together", () => {
		const { rows } = protectAll(audited.families);
		const states = new Map([...rows].map(([id, { state }]) => [id, state]));
		expect(recovered(together(), { rows: states, ranges: new Map() })).toEqual([]);
	});

	it("withholds small groups whole and keeps the group that is flagged", () => {
		const groups = published().stages.day1.groups;
		for (const one of groups) {
			const exact = groupsOf("day1").find(({ basis, code }) => basis === one.basis && code === one.code);
			if (exact === undefined || !isKnown(exact.qualified) || exact.qualified > 10) continue;
			const { basis: _b, code: _c, group: _g, statutory: _s, kind: _k, ...said } = one;
			expect(JSON.stringify(said).replaceAll(/"yearsGiven":\d+/g, ""), one.code).not.toMatch(/:\d/);
		}
		const black = groups.find(({ code }) => code === "AA");
		expect([black?.qualified, black?.heldBack, black?.verdict]).toEqual([48, 22, "FLAG"]);
	});

	it("says the same numbers as the exact audit wherever it says any", () => {
		let numbers = 0;
		const walk = (open: unknown, exact: unknown, way: string): void => {
			if (typeof open === "number") {
				numbers++;
				if (!/stratified|betweenWithin|sensitivity|schools|P$|Q$/.test(way)) expect(open, way).toBe(exact);
			} else if (typeof open === "object" && open !== null && !isAbsent(open)) {
				for (const [key, value] of Object.entries(open))
					walk(value, (exact as Record<string, unknown>)[key], `${way}.${key}`);
			}
		};
		const { stratified: _s, sensitivity: _m, questions: _q, ...rest } = published();
		walk(rest, audit, "");
		expect(numbers).toBeGreaterThan(1000);
	});

	it("asks no question and fits no model that would say a withheld verdict", () => {
		const { questions, sensitivity, stratified, stages } = published();
		const isOpen = (code: string): boolean =>
			isKnown(stages.day1.groups.find((one) => one.code === code)?.verdict ?? "x");
		for (const { key } of questions) if (isKnown(key)) expect(isOpen(key.code), key.code).toBe(true);
		for (const { code } of [...sensitivity, ...stratified]) expect(isOpen(code), code).toBe(true);
	});

	it("writes no number without an origin", () => {
		const allowed = /^(level|year|yearsGiven|tests|schools|value|withinDays|firstDay|clockDays|from|to)$/;
		const bare: string[] = [];
		const walk = (value: unknown, key: string): void => {
			if (typeof value === "number" && !allowed.test(key)) bare.push(key);
			if (typeof value !== "object" || value === null || "origin" in value || isAbsent(value)) return;
			for (const [name, entry] of Object.entries(value)) walk(entry, Array.isArray(value) ? key : name);
		};
		walk(audited.audit, "");
		expect([...new Set(bare)]).toEqual([]);
	});
});
