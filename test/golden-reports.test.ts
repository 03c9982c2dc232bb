import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cimp, folderContents, repository, workdir } from "./helpers/workdir.js";

/** Committed reports and the command that makes each. A new one is a new line. */
const goldens: Readonly<Record<string, readonly string[]>> = {
	sample: ["analyze", "fixtures/sample", "--district", "Sample Unified"],
	"sample-packet": ["packet", "build", "fixtures/convening/convening.yml"],
	"sample-placement": [
		"placement",
		"audit",
		"--policy",
		"fixtures/placement/policy.yml",
		"--students",
		"fixtures/placement/roster.csv",
	],
};

const reports = join(repository, "reports");

describe("committed reports", () => {
	it("are all known", () => {
		const present = readdirSync(reports, { withFileTypes: true }).filter((entry) => entry.isDirectory());
		expect(
			present
				.map((entry) => entry.name)
				.filter((name) => name !== "demo")
				.sort(),
		).toEqual(Object.keys(goldens).sort());
	});

	it.each(Object.entries(goldens))(
		"reports/%s is made again to the byte (npm run test:update replaces it)",
		(name, words) => {
			const out = join(workdir(), name);
			const run = cimp([...words, "--out", out, "--quiet"], repository);
			expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
			const golden = join(reports, name);
			if (process.env.CIMP_UPDATE_GOLDENS === "1") {
				rmSync(golden, { recursive: true, force: true });
				cimp([...words, "--out", golden, "--quiet"], repository);
			}
			const [made, committed] = [folderContents(out), folderContents(golden)];
			expect([...made.keys()]).toEqual([...committed.keys()]);
			for (const [path, content] of committed) expect(made.get(path) === content, `${path} differs`).toBe(true);
		},
	);
});
