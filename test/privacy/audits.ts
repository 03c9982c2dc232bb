/** Whole audits as they are published: the document and its sums, from rosters that files or the simulation give. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPolicy } from "../../src/app/placement/policy-file.js";
import { auditOf } from "../../src/placement/audit.js";
import type { Policy } from "../../src/placement/policy.js";
import { publishAudit, sumsOfAudit } from "../../src/placement/publish.js";
import { defaultPlacement, type PlacementOptions } from "../../src/simulation/placement-options.js";
import { placementRosterChunks } from "../../src/simulation/placement-roster.js";
import { repository } from "../helpers/workdir.js";
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

export async function publishedText(text: string, policy: Policy): Promise<Released> {
	const folder = mkdtempSync(join(tmpdir(), "cimp-audits-"));
	try {
		const path = join(folder, "roster.csv");
		writeFileSync(path, text);
		return await publishedOf(path, policy);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
