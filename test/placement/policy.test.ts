/** Policies: what is refused, what is only said, and files made to do harm. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkPolicy, readPolicy } from "../../src/app/placement/policy-file.js";
import { policyTemplate } from "../../src/app/placement/policy-template.js";
import { parseSettingsFile } from "../../src/app/settings.js";
import { Refusal } from "../../src/domain/problem.js";
import { defaultThresholds } from "../../src/placement/policy-defaults.js";
import { workdir } from "../helpers/workdir.js";
import { writtenPolicy } from "./rosters.js";

/** What a policy is refused for, as "found | expected". */
function faultsOf(written: unknown): string[] {
	try {
		checkPolicy(written, "policy.yml");
		return [];
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		expect(new Set(error.problems.map(({ code }) => code))).toEqual(new Set(["CIMP-E146"]));
		return error.problems.map(({ found, expected }) => `${found} | ${expected}`);
	}
}

const remarksOf = (changes: Record<string, unknown>): string[] =>
	checkPolicy(writtenPolicy(changes), "policy.yml").problems.map(({ found }) => found);

const [scoreMeasure] = writtenPolicy().measures as [Record<string, unknown>];
const measure = (changes: Record<string, unknown>) => ({ ...scoreMeasure, ...changes });
const rule = (require: unknown, more: Record<string, unknown> = {}) => ({
	...{ prior_course: ["Algebra I"], qualifies_for: 2, require },
	...more,
});

describe("the template", () => {
	const written = parseSettingsFile(policyTemplate(), "policy.yml");

	it("is a policy about which nothing is to be said", () => {
		const { policy, problems } = checkPolicy(written, "policy.yml");
		expect(problems).toEqual([]);
		expect(policy.thresholds).toEqual(defaultThresholds);
		expect(policy.measures.map(({ id, cut, range }) => [id, cut, range?.lowest, range?.highest])).toEqual([
			["caaspp8", 2586, 2265, 2860],
			["grade8", 5, undefined, undefined],
			["mdtp", 70, 0, 100],
		]);
	});
});

describe("a policy is refused", () => {
	it.each<[string, unknown, string]>([
		["that is no policy", [1], "no policy | a policy, as `cimp placement init` writes one"],
		["of another schema", writtenPolicy({ schema: "x" }), 'schema: x | "cimp-placement-policy/1"'],
		["with an unknown key", writtenPolicy({ below_lader: [] }), 'below_lader | did you mean "below_ladder"?'],
		[
			"with a measure that nobody defined",
			writtenPolicy({ rules: [rule("scores")] }),
			"rules #1 require: scores | a measure: score, letter, ready",
		],
		[
			"with a level that is not on the ladder",
			writtenPolicy({ rules: [rule("score", { qualifies_for: 7 })] }),
			"rules #1 qualifies_for: 7 | a level of the ladder",
		],
		[
			"that asks for more than there is",
			writtenPolicy({ rules: [rule({ at_least: 3, of: ["score", "letter"] })] }),
			"rules #1 require: at_least 3 of 2 | no more than there are",
		],
		[
			"with a letter as the cut of a score",
			writtenPolicy({ measures: [measure({ cut: "C" })], rules: [rule("score")] }),
			"measures #1 cut: C | a number",
		],
		[
			"with a smaller group than the state publishes",
			writtenPolicy({ minimums: { published_students: 5 } }),
			"minimums published_students: 5 | students, 11 or more: the state publishes no smaller group",
		],
		[
			"with a day that is none",
			writtenPolicy({ adopted: "2024-02-31" }),
			"adopted: 2024-02-31 | a day of the calendar, as 2025-08-13",
		],
	])("%s", (_, written, expected) => {
		expect(faultsOf(written)).toEqual([expected]);
	});

	it("whose requirements nest without end", () => {
		let require: unknown = "score";
		for (let depth = 0; depth < 5000; depth++) require = { all: [require] };
		expect(faultsOf(writtenPolicy({ rules: [rule(require)] }))).toEqual([
			"lists inside lists, more than 24 deep | a policy as docs/schemas/placement-policy-1.schema.json describes it",
		]);
	});
});

describe("a policy is remarked on", () => {
	it.each<[string, Record<string, unknown>, string[]]>([
		["with nothing to say", {}, []],
		["with one measure", { rules: [rule("score")] }, ["rules: one measure alone"]],
		["with none", { rules: [rule({ all: [] })] }, ["rules: no measure"]],
		[
			"with a judgment among its measures",
			{
				measures: [measure({ id: "rec", column: "teacher_rec" }), measure({})],
				rules: [rule({ all: ["rec", "score"] })],
			},
			["measures: rec is a judgment"],
		],
		[
			"with a cut outside its range",
			{ measures: [measure({ cut: 2900 }), measure({ id: "other" })], rules: [rule({ all: ["score", "other"] })] },
			["measures: the cut of score, 2900, outside its range"],
		],
		[
			"with a rule that is never reached",
			{ rules: [rule({ all: ["score", "letter"] }), rule("ready")] },
			["rules #2 is never reached"],
		],
		[
			"with a rule that is reached in part",
			{ rules: [rule({ all: ["score", "letter"] }), rule("ready", { prior_course: ["algebra  i", "Math I"] })] },
			["rules #2 never decides for algebra  i"],
		],
		[
			"with one course in two places",
			{ below_ladder: ["GEOMETRY"] },
			['"GEOMETRY" on level 2 and on below_ladder; counted on level 2'],
		],
		[
			"with nothing above the lowest level",
			{ rules: [rule({ all: ["score", "letter"] }, { qualifies_for: 1 })] },
			["rules: none qualifies for a level above the lowest"],
		],
	])("%s", (_, changes, remarks) => {
		expect(remarksOf(changes)).toEqual(remarks);
	});
});

describe("a file made to do harm", () => {
	const reading = (content: string): string[] => {
		const folder = workdir();
		writeFileSync(join(folder, "policy.yml"), content);
		try {
			readPolicy("policy.yml", { cwd: folder });
			return [];
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			return error.problems.map(({ code }) => code);
		}
	};

	it("does not grow by aliases", () => {
		const lines = Array.from(
			{ length: 12 },
			(_, at) => `a${at}: &a${at} [${at === 0 ? "x" : Array(9).fill(`*a${at - 1}`)}]`,
		);
		expect(reading(lines.join("\n"))).toEqual(["CIMP-E146"]);
	});

	it("does not reach prototypes", () => {
		expect(reading('{"__proto__": {"polluted": true}, "schema": "cimp-placement-policy/1"}')).toContain("CIMP-E146");
		expect(reading("constructor: {prototype: {polluted: true}}")).toContain("CIMP-E146");
		expect(Reflect.get({}, "polluted")).toBeUndefined();
	});

	it("that is no YAML, too large, or not there is refused by its code", () => {
		expect(reading("a: [")).toEqual(["CIMP-E146"]);
		expect(reading(`a: ${"x".repeat(1_100_000)}`)).toEqual(["CIMP-E146"]);
		expect(() => readPolicy("nowhere.yml", { cwd: workdir() })).toThrow("CIMP-E101");
	});

	it("may be JSON with a mark at its start", () => {
		expect(reading(`\uFEFF${JSON.stringify(writtenPolicy())}`)).toEqual([]);
	});
});
