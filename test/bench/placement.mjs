/**
 * The placement audit of 50,000 invented students, as a whole process: from `npm run build` on,
 *
 *     node test/bench/placement.mjs [students]
 *
 * Targets: under 3 s and 300 MB, all tables and pages included; on a machine that does other things, compare CPU seconds.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure } from "./measure.mjs";

const repository = join(import.meta.dirname, "..", "..");
const cimp = join(repository, "bin", "cimp.js");
const policy = join(repository, "fixtures", "placement", "policy.yml");
const students = process.argv[2] ?? "50000";
const work = mkdtempSync(join(tmpdir(), "cimp-bench-"));

try {
	const roster = join(work, "roster.csv");
	const made = [
		"placement",
		"simulate",
		"--students",
		students,
		"--schools",
		"20",
		"--disparity",
		"AA=2",
		"-q",
		"-o",
		roster,
	];
	measure({ command: [process.execPath, cimp, ...made] }, work);
	const rows = [1, 2, 3].map((run) => {
		const out = ["-o", join(work, `out-${run}`), "--internal", join(work, `own-${run}`), "-q"];
		const command = [process.execPath, cimp, "placement", "audit", "-p", policy, "-s", roster, ...out];
		return measure({ command }, work);
	});
	for (const { wall, cpu, memory } of rows) {
		process.stdout.write(
			`${students} students: ${cpu.toFixed(2)} s CPU, ${wall.toFixed(2)} s, ${memory.toFixed(0)} MB\n`,
		);
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}
