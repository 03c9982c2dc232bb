/**
 * How long a packet of ten districts takes, from starting the program to the last file, when the rows come from the cache.
 *
 *   npm run build
 *   node test/bench/packet.mjs [--districts 10] [--schools 15] [--repeat 3]
 *
 * The districts are invented (`cimp simulate`), two years of mathematics with all student groups. The first build fills
 * the cache and is not counted. Prints wall and CPU seconds of every build and their medians; exit code 1 where the
 * median wall time is over the limit and the machine has nothing else to do.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
	options: {
		districts: { type: "string", default: "10" },
		schools: { type: "string", default: "15" },
		repeat: { type: "string", default: "3" },
	},
});

/** Wall seconds for a packet of ten districts; said, but not judged, where the machine does other things. */
const limit = 5;
const idle = 1.5;

const program = fileURLToPath(new URL("../../bin/cimp.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "cimp-bench-packet-"));
const say = (text) => process.stdout.write(`${text}\n`);

function run(words) {
	const started = performance.now();
	const env = { ...process.env, CIMP_CACHE_DIR: join(folder, "cache") };
	const cpu = `const c=process.cpuUsage;process.on("exit",()=>{const u=c();require("node:fs").writeFileSync(${JSON.stringify(join(folder, "cpu"))},String((u.user+u.system)/1e6))})`;
	const hook = join(folder, "cpu.cjs");
	writeFileSync(hook, cpu);
	const done = spawnSync(process.execPath, ["--require", hook, program, ...words], {
		cwd: folder,
		env,
		encoding: "utf8",
	});
	if (done.status !== 0) throw new Error(`${words.join(" ")}: ${done.stderr}`);
	return { wall: (performance.now() - started) / 1000, cpu: Number(readFileSync(join(folder, "cpu"), "utf8")) };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

try {
	const { districts, schools, repeat } = options;
	run(["simulate", "--districts", districts, "--schools", schools, "--subject", "math", "--out", "data", "--quiet"]);
	const truth = JSON.parse(readFileSync(join(folder, "data", "truth.json"), "utf8"));
	const codes = [...new Set(truth.districts.map(({ cds }) => cds.slice(0, 7)))];
	writeFileSync(
		join(folder, "convening.yml"),
		`title: Ten districts\ndistricts: [${codes.map((code) => `"${code}"`).join(", ")}]\ndata: [data]\n`,
	);
	const build = () => run(["packet", "build", "convening.yml", "--out", "packet", "--quiet"]);
	build();
	const times = Array.from({ length: Number(repeat) }, build);
	for (const { wall, cpu } of times) say(`wall ${wall.toFixed(2)} s   CPU ${cpu.toFixed(2)} s`);
	const [wall, cpu] = ["wall", "cpu"].map((key) => median(times.map((time) => time[key])));
	say(
		`${codes.length} districts: median wall ${wall.toFixed(2)} s, CPU ${cpu.toFixed(2)} s; load ${loadavg()[0].toFixed(1)}; limit ${limit} s`,
	);
	if (wall > limit && loadavg()[0] < idle) process.exitCode = 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
