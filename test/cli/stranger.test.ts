/** The command line as a stranger meets it: help, suggestions, explanations, colors, pipes, bugs. */

import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { commands } from "../../src/cli/commands/index.js";
import { Console } from "../../src/cli/console.js";
import { exitMeanings } from "../../src/cli/exit-codes.js";
import { printProblems } from "../../src/cli/problems.js";
import { problem } from "../../src/domain/problem.js";
import { problemCatalogue, problemCodes } from "../../src/domain/problem-codes.js";
import { roleNames } from "../../src/ingest/index.js";
import { layouts } from "../../src/ingest/layouts/index.js";
import { cimpHere } from "../helpers/here.js";
import { type Finished, repository, workdir } from "../helpers/workdir.js";

const here = workdir();
const run = (...words: string[]): Promise<Finished> => cimpHere(words, here);
const bin = join(repository, "bin", "cimp.js");

/** Runs the binary with a module hook that logs what is loaded, or replaces a module. */
function withHook(hook: string, words: readonly string[]): Finished {
	const folder = workdir();
	writeFileSync(join(folder, "hook.mjs"), hook);
	writeFileSync(
		join(folder, "register.mjs"),
		`import { register } from "node:module"; register("./hook.mjs", import.meta.url);`,
	);
	const done = spawnSync(process.execPath, ["--import", join(folder, "register.mjs"), bin, ...words], {
		cwd: here,
		encoding: "utf8",
	});
	return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
}

describe("help", () => {
	it("is ten lines on stderr for cimp alone, with exit 2", async () => {
		const { code, stdout, stderr } = await run();
		expect([code, stdout]).toEqual([2, ""]);
		expect(stderr.split("\n").length).toBeLessThanOrEqual(10);
		expect(stderr.match(/\$ cimp [a-z]+/g)).toEqual([
			"$ cimp analyze",
			"$ cimp doctor",
			"$ cimp tidy",
			"$ cimp simulate",
			"$ cimp explain",
			"$ cimp help",
		]);
	});

	it("lists every command and every exit code, in three spellings", async () => {
		const help = await run("--help");
		expect([help.code, help.stderr]).toEqual([0, ""]);
		for (const command of commands) expect(help.stdout).toContain(`\n  ${command.name.split(" ")[0]} `);
		for (const [code, meaning] of exitMeanings)
			expect(help.stdout).toContain(`  ${String(code).padStart(3)}  ${meaning}\n`);
		expect(await run("-h")).toEqual(help);
		expect(await run("help")).toEqual(help);
	});

	it.each(commands.map((command) => [command.name, command] as const))(
		"of %s shows examples first, then every option, and what comes next",
		async (name, command) => {
			const help = await run("help", ...name.split(" "));
			expect([help.code, help.stderr]).toEqual([0, ""]);
			const text = help.stdout.replace(/\s+/g, " ");
			const places = [
				...command.examples.map(([line]) => text.indexOf(`$ ${line}`)),
				...(command.options.length > 0 ? [text.indexOf("Options:")] : []),
				text.indexOf(`Next you may want: ${command.next.join(" · ")}`),
			];
			expect(places).toEqual([...places].sort((a, b) => a - b));
			expect(places).not.toContain(-1);
			for (const option of command.options) expect(text).toContain(option.flags);
		},
	);

	it.each([
		[["analyse"], "error: unknown command 'analyse'\n(Did you mean analyze?)\ncimp --help lists the commands\n"],
		[["help", "layout"], "error: unknown command 'layout'\n(Did you mean layouts?)\ncimp --help lists the commands\n"],
		[
			["analyze", "--yaer", "2025"],
			"error: unknown option '--yaer'\n(Did you mean --year?)\ncimp help analyze lists the options\n",
		],
		[
			["analyze", "--subject", "maths"],
			"error: option '-s, --subject <subject>' argument 'maths' is invalid. Allowed choices are math, ela, science.\ncimp help analyze lists the options\n",
		],
		[["explain"], "error: missing required argument 'what'\ncimp help explain lists the options\n"],
		[
			["layouts", "frpm", "entities"],
			"error: too many arguments for 'layouts'. Expected 1 argument but got 2.\ncimp help layouts lists the options\n",
		],
		[
			["analyze"],
			"analyze: error CIMP-E303: settings are not valid\n  found     no file\n  expected  files, archives or folders, e.g. cimp analyze results.txt (cimp help analyze)\n  help      name the files to read, or - for standard input\n",
		],
	])("%j is answered with the nearest known word and exit 2", async (words, stderr) => {
		expect(await run(...words)).toEqual({ code: 2, stdout: "", stderr });
	});

	it("speaks JSON lines of a mistaken option with --json", async () => {
		const { code, stdout, stderr } = await run("analyze", "--json", "--yaer", "2025");
		expect([code, stdout, JSON.parse(stderr)]).toEqual([
			2,
			"",
			{
				code: "CIMP-E303",
				severity: "error",
				message: "settings are not valid",
				place: { file: "cimp" },
				found: "unknown option '--yaer' (Did you mean --year?)",
				expected: "a setting that `cimp help analyze` lists",
				help: "correct the setting named",
			},
		]);
	});
});

describe("what is loaded", () => {
	const log = `
		import { appendFileSync } from "node:fs";
		export async function resolve(specifier, context, next) {
			const found = await next(specifier, context);
			process._rawDebug(found.url);
			return found;
		}`;
	it.each([["--version"], ["--help"], ["explain", "E113"]])("for %s: neither the engine nor the charts", (...words) => {
		const { code, stderr } = withHook(log, words);
		expect(code).toBe(0);
		const loaded = stderr.split("\n").filter((line) => line.startsWith("file:"));
		expect(loaded.some((url) => url.includes("/dist/cli/main.js"))).toBe(true);
		expect(
			loaded.filter((url) => /duckdb|\/vega|arquero|csv-parse|\/dist\/(?:stats|charts|analyses)\//.test(url)),
		).toEqual([]);
	});

	it("the version is that of the package", async () => {
		const { version } = JSON.parse(execFileSync("cat", [join(repository, "package.json")], { encoding: "utf8" })) as {
			version: string;
		};
		expect(await run("--version")).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
	});
});

describe("explain", () => {
	it("knows every code of the catalogue, with its own words", async () => {
		const { run: explain } = await import("../../src/cli/commands/explain-run.js");
		for (const code of problemCodes) {
			const printed: string[] = [];
			const stream = { write: (text: string) => printed.push(text) };
			const console = new Console({ stdout: stream, stderr: stream, env: {}, color: false }, "normal");
			const context = {
				console,
				cwd: here,
				env: {},
				temporaryFolder: here,
				cacheFolder: here,
				shortHelp: "",
				json: false,
				interrupted: new AbortController().signal,
			};
			expect(await explain([code], {}, context)).toBe(0);
			const { severity, title, meaning, causes, expected, help } = problemCatalogue[code];
			const [head, , ...rest] = printed.join("").split("\n");
			expect([head, ...rest.slice(0, 5)]).toEqual([
				`${code} (${severity}): ${title}`,
				meaning,
				"",
				`Usual causes  ${causes}`,
				`Expected      ${expected}`,
				`What to do    ${help}`,
			]);
			expect(rest[5]).toMatch(/^Leads to {6}(?:exit code [0-6]|the row is left out; the run goes on)$/);
		}
	});

	it("takes a code in any spelling, and suggests the nearest", async () => {
		const whole = await run("explain", "CIMP-E113");
		expect([whole.code, whole.stderr]).toEqual([0, ""]);
		expect(await run("explain", "e113")).toEqual(whole);
		const wrong = await run("explain", "CIMP-E13");
		expect([wrong.code, wrong.stdout]).toEqual([2, ""]);
		expect(wrong.stderr).toMatch(
			/ {2}found {5}CIMP-E13\n {2}expected {2}did you mean CIMP-E1\d3\?\n {2}help {6}docs\/problems\.md lists all codes\n$/,
		);
	});
});

describe("layouts", () => {
	it("lists all, one a line, and the columns of each", async () => {
		const { code, stdout, stderr } = await run("layouts");
		expect([code, stderr]).toEqual([0, ""]);
		expect(
			stdout
				.trimEnd()
				.split("\n")
				.map((line) => line.split(" ")[0]),
		).toEqual(layouts.map((layout) => layout.id));
		const one = await run("layouts", "sb-2024-2025");
		const layout = layouts.find((known) => known.id === "sb-2024-2025");
		expect(
			one.stdout
				.split("\n")
				.filter((line) => line.startsWith("  "))
				.map((line) => line.trim().split("  → ")[0]),
		).toEqual(layout?.columns.map((column) => column.header));
		const near = await run("layouts", "sb-2024");
		expect([near.code, near.stderr.split("\n")[2]]).toEqual([2, "  expected  did you mean sb-2024-2025?"]);
	});

	it("prints a map template that is YAML, names every role, and reads a small file once filled in", async () => {
		const { stdout } = await run("layouts", "--map-template");
		expect(typeof parse(stdout)).toBe("object");
		for (const role of roleNames) expect(stdout).toContain(role);
		const filled = stdout
			.replace(/^ *#? *cds:.*$/m, "  cds: CDS")
			.replace(/^ *#? *percentMet:.*$/m, "  percentMet: Met")
			.replace(/^ *#? *scored:.*$/m, "  scored: Students");
		const map = parse(filled) as { roles: Record<string, string | null>; constants?: unknown };
		const roles = Object.fromEntries(Object.entries(map.roles).filter(([, column]) => column));
		expect(roles).toEqual({ cds: "CDS", percentMet: "Met", scored: "Students" });
		writeFileSync(
			join(here, "map.yml"),
			`${filled
				.split("\n")
				.filter((line) => !/^constants:|^ {2}(?:year|subject|grade|group): *(?:#|$)/.test(line))
				.join("\n")}\nconstants: { year: 2025, subject: math, grade: 13, group: 1 }\n`,
		);
		const rows = Array.from({ length: 30 }, (_, index) => `0199001990${1000 + index},${30 + index}.5,${50 + index}`);
		writeFileSync(join(here, "own.csv"), ["CDS,Met,Students", ...rows, ""].join("\n"));
		const done = await run("analyze", "own.csv", "--map", "map.yml", "--json", "--dry-run");
		expect([done.code, done.stderr]).toEqual([0, ""]);
		const results = JSON.parse(done.stdout) as { schools: { cds: string; actual: number; tested: number }[] };
		expect(results.schools.map((school) => [school.cds, school.actual, school.tested])).toEqual(
			rows.map((row) => row.split(",")).map(([cds, met, students]) => [cds, Number(met), Number(students)]),
		);
	});
});

describe("streams", () => {
	it("color goes to a terminal alone, and nowhere where NO_COLOR, TERM=dumb or --no-color say so", async () => {
		const paint = (env: Record<string, string>, isTTY: boolean, color = true): boolean => {
			const stream = { write: () => undefined, isTTY };
			const console = new Console({ stdout: stream, stderr: stream, env, color }, "normal");
			const text = printProblems([problem("CIMP-E101", { file: "x" }, { found: "y" })], console.paint);
			return text.includes("\u001b[");
		};
		expect([paint({}, true), paint({ NO_COLOR: "" }, true)]).toEqual([true, true]);
		expect([
			paint({}, false),
			paint({ NO_COLOR: "1" }, true),
			paint({ TERM: "dumb" }, true),
			paint({}, true, false),
		]).toEqual([false, false, false, false]);
		expect((await run("analyze", "nothing.csv")).stderr).not.toContain("\u001b[");
	});

	it("a reader who has seen enough ends the program quietly", () => {
		const shell = (line: string): Finished => {
			const done = spawnSync("bash", ["-c", `set -o pipefail; ${line}`], { cwd: here, encoding: "utf8" });
			return { code: done.status ?? -1, stdout: done.stdout, stderr: done.stderr };
		};
		const cli = `"${process.execPath}" "${bin}"`;
		expect(shell(`${cli} layouts | head -1`)).toMatchObject({ code: 0, stderr: "" });
		expect(shell(`${cli} layouts | true`)).toEqual({ code: 0, stdout: "", stderr: "" });
		// The words go nowhere, and the exit code is still that of the problem.
		expect(shell(`( ${cli} analyze nothing.csv; echo "exit $?" > code.txt ) 2>&1 | true; cat code.txt`)).toEqual({
			code: 0,
			stdout: "exit 3\n",
			stderr: "",
		});
	});
});

describe("a bug", () => {
	const broken = `
		export async function load(url, context, next) {
			if (!url.endsWith("/dist/app/pipeline.js")) return next(url, context);
			const source = "export async function analyze() { throw new TypeError('the wall fell down'); }";
			return { format: "module", source, shortCircuit: true };
		}`;

	it("says so in a sentence with exit 70, and shows the trace when asked", () => {
		const plain = withHook(broken, ["analyze", "x.txt"]);
		expect(plain).toEqual({
			code: 70,
			stdout: "",
			stderr:
				"cimp 0.1.0: a bug stopped cimp analyze: the wall fell down\nplease report it with the command and, if you may, the file\nrun again with --debug for the trace\n",
		});
		const traced = withHook(broken, ["--debug", "analyze", "x.txt"]);
		expect(traced.code).toBe(70);
		expect(traced.stderr).toMatch(/TypeError: the wall fell down\n {4}at analyze/);
		expect(withHook(broken, ["analyze", "x.txt", "--debug"])).toMatchObject({ code: 70 });
	});
});

describe("simulate", () => {
	const expected = (place: string, found: string, want: string): Finished => ({
		code: 2,
		stdout: "",
		stderr: `${place}: error CIMP-E303: settings are not valid\n  found     ${found}\n  expected  ${want}\n  help      correct the setting named\n`,
	});

	it.each([
		[[], "--out", "nothing", "a folder, with --out"],
		[["--districts", "many"], "--districts", "many", "a number"],
		[["--tau-school", "x"], "--tau-school", "x", "a number"],
		[["--years", "2024,next"], "--years", "2024,next", "whole numbers with commas, e.g. 2024,2025"],
		[
			["--years", "2020"],
			"simulate",
			"the wishes given",
			"years must be from 2015 to 2025 and not 2020, when there was no test; found 2020",
		],
		[["--layout", "sb-2024"], "--layout", "sb-2024", "did you mean sb-2024-2025?"],
		[["--groups", "1,b"], "--groups", "1,b", "all, or ids with commas, e.g. 1,31"],
	])("%j is refused, and nothing is written", async (words, place, found, want) => {
		const out = words.length === 0 ? [] : ["--out", "s"];
		expect(await run("simulate", ...words, ...out)).toEqual(expected(place, found, want));
		expect(readdirSync(here).includes("s")).toBe(false);
	});
});
