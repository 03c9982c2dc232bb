/** `policy.yml` → the policy: read, checked, every fault named by the place in the file. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { z } from "zod";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import { suggest } from "../../domain/suggest.js";
import type { Policy } from "../../placement/policy.js";
import { policyFaults, policyRemarks } from "../../placement/policy-check.js";
import type { Effects } from "../effects.js";
import { placementPolicySchema } from "../schemas/placement-policy.js";
import { parseSettingsFile } from "../settings.js";
import { policyOf } from "./policy-values.js";

export interface ReadPolicy {
	readonly policy: Policy;
	/** As written, for the echo in audit.json and for changing single values. */
	readonly written: unknown;
	readonly file: string;
	readonly sha256: string;
	/** CIMP-W148: what is worth a second look. */
	readonly problems: readonly Problem[];
}

/** Requirements nest this deep at the most; a file that goes deeper is no policy. */
const deepest = 24;

function isTooDeep(value: unknown): boolean {
	let layer = [value];
	for (let depth = 0; layer.length > 0; depth++) {
		if (depth > deepest) return true;
		layer = layer.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
	}
	return false;
}

/** "rules #2 require" of a path: people count from one. */
const pathInWords = (path: readonly PropertyKey[]): string =>
	path.map((key) => (typeof key === "number" ? `#${key + 1}` : String(key))).join(" ");

function valueAt(written: unknown, path: readonly PropertyKey[]): unknown {
	return path.reduce<unknown>((value, key) => {
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
		return Reflect.get(value, key);
	}, written);
}

const shown = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing"));

/** All keys of a policy, for suggestions. */
const knownKeys = [
	..."schema district school_year adopted version checkpoint within_days first_day recourse".split(" "),
	..."file_within_school_days decide_within_school_days ladder level courses below_ladder outside_ladder".split(" "),
	..."measures id column type range op cut subjective reason rules prior_course qualifies_for require".split(" "),
	..."all any at_least of completion measure several_races minimums published_students tested_students".split(" "),
	..."held_back_in_both expected_held_back thresholds placed_ratio risk_ratio gap_points value".split(" "),
	..."false_discovery_rate idea_risk_ratio idea_cell idea_students idea_years".split(" "),
];

function issueProblems(issue: z.core.$ZodIssue, written: unknown, file: string): Problem[] {
	const where = pathInWords(issue.path);
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((key) => {
			const [near] = suggest(key, knownKeys, 1);
			const expected =
				near === undefined ? "a key that docs/schemas/placement-policy-1.schema.json has" : `did you mean "${near}"?`;
			return problem("CIMP-E146", { file }, { found: [where, key].filter((part) => part !== "").join(" "), expected });
		});
	}
	const value = valueAt(written, issue.path);
	const found = where === "" ? "no policy" : `${where}: ${shown(value)}`;
	const expected = where === "" ? "a policy, as `cimp placement init` writes one" : issue.message;
	return [problem("CIMP-E146", { file }, { found, expected })];
}

/**
 * Checks a policy that was parsed.
 *
 * @throws Refusal CIMP-E146
 */
export function checkPolicy(written: unknown, file: string): { readonly policy: Policy; readonly problems: Problem[] } {
	if (isTooDeep(written)) {
		throw new Refusal([problem("CIMP-E146", { file }, { found: `lists inside lists, more than ${deepest} deep` })]);
	}
	const parsed = placementPolicySchema.safeParse(written);
	if (!parsed.success) throw new Refusal(parsed.error.issues.flatMap((issue) => issueProblems(issue, written, file)));
	const { policy, faults } = policyOf(parsed.data);
	const all = [...faults, ...policyFaults(policy)];
	if (all.length > 0) {
		throw new Refusal(all.map(({ found, expected }) => problem("CIMP-E146", { file }, { found, expected })));
	}
	const problems = policyRemarks(policy).map(({ found, expected }) =>
		problem("CIMP-W148", { file }, { found, expected }),
	);
	return { policy, problems };
}

/** As any settings are parsed, with its limits; what fails is a fault of the policy. */
function parsed(content: string, file: string): unknown {
	try {
		return parseSettingsFile(content, file);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const again = ({ place, found }: Problem) => problem("CIMP-E146", place, { found, expected: "YAML or JSON" });
		throw new Refusal(error.problems.map(again));
	}
}

/**
 * Reads a policy, as YAML or as JSON.
 *
 * @throws Refusal for a file that can't be read (CIMP-E101, E102), or is no policy (E146)
 */
export function readPolicy(path: string, effects: Pick<Effects, "cwd">): ReadPolicy {
	const file = basename(path);
	let content: Buffer;
	try {
		content = readFileSync(resolve(effects.cwd, path));
	} catch (error) {
		const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new Refusal([problem(gone ? "CIMP-E101" : "CIMP-E102", { file }, { found: path })]);
	}
	const written = parsed(content.toString("utf8").replace(/^\uFEFF/, ""), file);
	const sha256 = createHash("sha256").update(content).digest("hex");
	return { ...checkPolicy(written, file), written, file, sha256 };
}
