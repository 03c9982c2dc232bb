import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { it } from "vitest";
import { placementFiles } from "../../../src/app/placement/pages/files.js";
import { auditOf } from "../../../src/placement/audit.js";
import type { PlacementPages } from "../../../src/placement/pages/index.js";
import type { ReleasedAudit } from "../../../src/placement/result.js";
import { Gate } from "../../../src/privacy/gate/index.js";
import { protectAll, releaseTracked as release } from "../../../src/privacy/release-tracked.js";
import { reference, referencePolicy, rosterOf } from "../rosters.js";
import { inventedPages } from "./invented-audit.js";

const write = (folder: string, input: PlacementPages) => {
	rmSync(folder, { recursive: true, force: true });
	const gate = new Gate();
	for (const { path, content } of placementFiles(input)) {
		const to = join(folder, path);
		mkdirSync(dirname(to), { recursive: true });
		writeFileSync(to, content as string);
		gate.file({ path, content: content as string }, { declared: new Set(), aggregateInputs: false });
	}
	process.stderr.write(`${JSON.stringify(gate.report().violations, null, 1)}\n`);
};
it("invented", () => write("/tmp/pp/out", inventedPages()));
it("reference", async () => {
	const policy = referencePolicy();
	const built = await rosterOf([join(reference, "roster.csv")], { policy, year: 2026 } as never);
	const t = process.cpuUsage().user;
	const audited = auditOf(built.roster, policy);
	const audit = release(audited.audit, protectAll(audited.families)) as ReleasedAudit;
	process.stderr.write(`audit cpu ${(process.cpuUsage().user - t) / 1e3} ms\n`);
	writeFileSync("/tmp/pp/audit.json", JSON.stringify(audit, null, 1));
	write("/tmp/pp/ref", {
		audit,
		policy,
		sources: [{ file: "roster.csv", sha256: "ab".repeat(32) }],
		command: ["cimp placement audit --policy policy.json --students roster.csv --out audit"],
		version: "0.1.0",
	});
});
