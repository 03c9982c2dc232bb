/**
 * Peers and cimp side by side, in one session, on the same generated files: whole processes, interleaved.
 *
 *   node test/bench/run.mjs --work FOLDER [--rows 3600000] [--layout 2017] [--years 1] [--repeat 5] [--only fread,tidy]
 *                           [--keep]
 *
 * The files and everything else go into a folder of their own below `--work` and are removed at the end, unless
 * `--keep`. Ends with exit code 1 where two tools wrote different rows.
 */

import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { difference, selectedRows } from "./compare.mjs";
import { contestants } from "./contestants.mjs";
import { measure, median, timerPresent } from "./measure.mjs";

const { values: options } = parseArgs({
	options: {
		work: { type: "string" },
		rows: { type: "string", default: "3600000" },
		layout: { type: "string", default: "2017" },
		years: { type: "string", default: "1" },
		repeat: { type: "string", default: "5" },
		only: { type: "string" },
		keep: { type: "boolean", default: false },
	},
});
if (options.work === undefined) throw new Error("name a folder with room for the files: --work FOLDER");

const say = (text) => process.stdout.write(`${text}\n`);
const testYears = [2019, 2018, 2017, 2016, 2015, 2021, 2022, 2023, 2024, 2025];

/** Writes the year's file; `layout` "own" is the layout that the state used in that year. */
function generate(folder, year, seed) {
	const path = join(folder, `results-${year}.txt`);
	const layout = options.layout === "own" ? [] : ["--layout", options.layout];
	const script = fileURLToPath(new URL("generate.mjs", import.meta.url));
	const words = ["--out", path, "--rows", options.rows, "--year", String(year), "--seed", String(seed), ...layout];
	const facts = JSON.parse(execFileSync(process.execPath, [script, ...words], { encoding: "utf8" }));
	return { path, rows: facts.rows, bytes: statSync(path).size };
}

/** Reads the files once, so that no contestant pays for the disk. */
async function warm(files) {
	for (const { path } of files)
		for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) void chunk;
}

/** All contestants in turn, again and again; the first round is not counted. */
async function race(present, files, folder) {
	const paths = files.map(({ path }) => path);
	const results = new Map(present.map(({ id }) => [id, []]));
	const outputs = new Map();
	for (let round = 0; round <= Number(options.repeat); round++) {
		await warm(files);
		for (const { id, command, prepare, env, mayEnd, writesNothing } of present) {
			const out = join(folder, `${id}.csv`);
			rmSync(out, { force: true });
			prepare?.();
			const one = measure({ command: command(paths, out), env, mayEnd }, folder);
			if (round > 0) results.get(id).push(one);
			if (!writesNothing) outputs.set(id, out);
		}
	}
	return { results, outputs };
}

const shown = (value, digits) => (Number.isNaN(value) ? "?" : value.toFixed(digits));

function table(present, results) {
	const of = (id, what) => median(results.get(id).map((one) => one[what]));
	const base = results.has("fread") ? "fread" : undefined;
	const against = (id, what) => (base === undefined ? "" : shown(of(id, what) / of(base, what), 2));
	say("| | wall s, median (range) | CPU s | peak memory MB | wall / fread | memory / fread |");
	say("|---|---|---|---|---|---|");
	for (const { id, title } of present) {
		const walls = results.get(id).map(({ wall }) => wall);
		const range = `${shown(Math.min(...walls), 2)}–${shown(Math.max(...walls), 2)}`;
		say(
			`| ${title} | ${shown(of(id, "wall"), 2)} (${range}) | ${shown(of(id, "cpu"), 2)} | ${shown(of(id, "memory"), 0)} | ${against(id, "wall")} | ${against(id, "memory")} |`,
		);
	}
	return of;
}

/** Compares what was written, each with the first; the number of differences. */
function judge(outputs) {
	const [first, ...others] = [...outputs];
	if (first === undefined) return 0;
	const rows = selectedRows(first[1]);
	let wrong = 0;
	say(`\n${first[0]}: ${rows.size} rows`);
	for (const [id, path] of others) {
		const found = difference(rows, selectedRows(path));
		if (found !== undefined) wrong++;
		say(found === undefined ? `${id}: the same rows and values` : `${id}: DIFFERENT: ${found}`);
	}
	return wrong;
}

function describe(files, present, absent) {
	const [first] = files;
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	const rows = files.reduce((sum, file) => sum + file.rows, 0);
	const load = loadavg().map((value) => value.toFixed(1));
	say(`${files.length} ${files.length === 1 ? "file" : "files"}, ${rows} rows, ${(bytes / 1e6).toFixed(0)} MB`);
	say(
		`${cpus().length} × ${cpus()[0]?.model}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, ${type()} ${release()}, Node ${process.version}`,
	);
	say(`load before: ${load.join(" ")}; ${options.repeat} rounds after one that is not counted`);
	if (!timerPresent) say("GNU time is absent: CPU time and memory are not known");
	for (const title of absent) say(`absent: ${title}`);
	say("");
	for (const { title, version, command } of present) {
		const words = command([first.path, ...(files.length > 1 ? ["…"] : [])], "OUT").map((word) =>
			word.replace(/^.*\/(?=[^/]+$)/, ""),
		);
		say(`* ${title}: ${version}: \`${words.join(" ")}\``);
	}
	say("");
}

mkdirSync(options.work, { recursive: true });
const folder = mkdtempSync(join(options.work, "bench-"));
let wrong = 0;
try {
	const { present, absent } = contestants(options.only?.split(","), join(folder, "cache"));
	const files = testYears.slice(0, Number(options.years)).map((year, index) => generate(folder, year, index + 1));
	const sizes = files.length > 1 ? [files.slice(0, 1), files] : [files];
	const medians = [];
	for (const some of sizes) {
		describe(some, present, absent);
		const { results, outputs } = await race(present, some, folder);
		medians.push(table(present, results));
		wrong += judge(outputs);
		say("");
	}
	const [one, many] = medians;
	if (many !== undefined) {
		say(`| ${files.length} years against one | wall | memory |\n|---|---|---|`);
		for (const { id, title } of present) {
			const times = (what) => shown(many(id, what) / one(id, what), 2);
			say(`| ${title} | ${times("wall")} | ${times("memory")} |`);
		}
	}
} finally {
	if (options.keep) say(`kept in ${folder}`);
	else if (existsSync(folder)) rmSync(folder, { recursive: true });
}
process.exitCode = wrong === 0 ? 0 : 1;
