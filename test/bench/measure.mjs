/** One whole process, measured: wall time, CPU time of all its threads, and the most memory it held. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const timer = "/usr/bin/time";

/** GNU time reports what the system accounted to the process; without it, only the wall time can be told. */
export const timerPresent = existsSync(timer);

/**
 * Runs a command to its end.
 *
 * @param {{ command: string[], env?: Record<string, string>, mayEnd?: number[] }} run the command, what it needs in
 *   its environment, and exit codes that are no failure (0 alone if not given)
 * @returns wall and CPU seconds, and peak resident memory in MB (10^6 bytes)
 * @throws Error with the last words of a command that failed
 */
export function measure({ command, env = {}, mayEnd = [0] }, workFolder) {
	const report = join(workFolder, "time.txt");
	const words = timerPresent ? [timer, "-q", "-o", report, "-f", "%U %S %M", ...command] : command;
	const from = process.hrtime.bigint();
	const done = spawnSync(words[0], words.slice(1), {
		env: { ...process.env, ...env },
		encoding: "utf8",
		maxBuffer: 1 << 28,
	});
	const wall = Number(process.hrtime.bigint() - from) / 1e9;
	if (!mayEnd.includes(done.status)) {
		const said = `${done.stderr}`.trim().split("\n").slice(-5).join("\n");
		throw new Error(`${command.join(" ")} ended with ${done.status ?? done.error}:\n${said}`);
	}
	if (!timerPresent) return { wall, cpu: Number.NaN, memory: Number.NaN };
	const [user, system, kibibytes] = readFileSync(report, "utf8").trim().split(" ").map(Number);
	rmSync(report);
	return { wall, cpu: user + system, memory: (kibibytes * 1024) / 1e6 };
}

/** What a command prints first, such as its version; `undefined` where there is no such command. */
export function firstWords(command) {
	const done = spawnSync(command[0], command.slice(1), { encoding: "utf8" });
	if (done.status !== 0) return undefined;
	return `${done.stdout}${done.stderr}`.trim().split("\n")[0];
}

export const median = (values) => {
	const sorted = [...values].sort((a, b) => a - b);
	const half = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
