/** Whole audits as they are published: the document and its sums, from rosters that files or the simulation give. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPolicy } from "../../src/app/placement/policy-file.js";
import { auditOf } from "../../src/placement/audit.js";
import type { Policy } from "../../src/placement/policy.js";
import { publishAudit, sumsOfAudit } from "../../src/placement/publish.js";
import { defaultPlacement, type PlacementOptions } from "../../src/simulation/placement-options.js";
import { placementRosterChunks } from "../../src/simulation/placement-roster.js";
import { repository, workdir } from "../helpers/workdir.js";
import { rosterOf } from "../placement/rosters.js";
import type { Released } from "./attacker.js";

export const samplePolicy = (): Policy => readPolicy("fixtures/placement/policy.yml", { cwd: repository }).policy;

/** Published and read again, so that only what files hold is seen. */
export async function publishedOf(path: string, policy: Policy): Promise<Released> {
	const { roster } = await rosterOf([path], { policy });
	const audited = auditOf(roster, policy);
	const document = publishAudit(audited);
	return JSON.parse(JSON.stringify({ document, sums: sumsOfAudit(audited, document) })) as Released;
}

/** The text of an invented roster. */
export const simulatedText = (options: Partial<PlacementOptions>): string =>
	Buffer.concat([
		...placementRosterChunks({ ...defaultPlacement, heldBack: 0.2, ratios: { AA: 2 }, ...options }),
	]).toString();

function asFile(text: string): string {
	const path = join(workdir(), "roster.csv");
	writeFileSync(path, text);
	return path;
}

export const publishedText = (text: string, policy: Policy): Promise<Released> => publishedOf(asFile(text), policy);

/** Students of every row of every family, as no publication says them. */
export async function exactStudents(text: string, policy: Policy): Promise<ReadonlyMap<string, number>> {
	const { roster } = await rosterOf([asFile(text)], { policy });
	const { families } = auditOf(roster, policy);
	return new Map(families.flatMap(({ family }) => family.rows.map(({ id, population }) => [id, population])));
}
