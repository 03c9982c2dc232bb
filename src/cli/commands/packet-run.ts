/** The body of `cimp packet`: init and build; diff, verify and check stand in packet/. */

import { relative } from "node:path";
import { buildPacket, type PacketOutcome } from "../../app/packet/build.js";
import { conveningName, conveningTemplate, initConvening } from "../../app/packet/init.js";
import { findChromium, printPages } from "../../app/packet/pdf.js";
import { problem, Refusal } from "../../domain/problem.js";
import { formatCount, formatNumber, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../problems.js";
import { check } from "./packet/check.js";
import { diff } from "./packet/diff.js";
import { verify } from "./packet/verify.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const [action, ...paths] = operands;
	if (action === "init") return init(flags, context);
	if (action === "build") return build(one(paths, "one convening.yml", conveningName), flags, context);
	if (action === "diff") return diff(paths, flags, context);
	if (action === "verify")
		return verify(
			one(paths, "one folder"),
			{ config: flags.config, threads: threadsOf(flags.threads), cache: flags.cache !== false },
			context,
		);
	if (action === "check") return check(one(paths, "one folder"), context);
	throw refusal(action ?? "nothing", "init, build, diff, verify or check");
}

const refusal = (found: string, expected: string): Refusal =>
	new Refusal([problem("CIMP-E303", { file: "packet" }, { found, expected, help: "cimp help packet shows how" })]);

/** The only path given. */
function one(paths: readonly string[], expected: string, usual?: string): string {
	const [path = usual, more] = paths;
	if (path === undefined) throw refusal("nothing", expected);
	if (more !== undefined) throw refusal(paths.join(" "), expected);
	return path;
}

function init(flags: Flags, context: CommandContext): number {
	const { console } = context;
	const out = String(flags.out ?? conveningName);
	if (out === "-") {
		console.result(conveningTemplate);
		return exitCodes.done;
	}
	const shown = relative(context.cwd, initConvening(out, flags.force === true, context));
	console.say(`wrote   ${shown}`);
	console.say(`next    fill it in, then cimp packet build ${shown} --out packet`);
	return exitCodes.done;
}

async function build(convening: string, flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const effects = { ...context, note: (line: string) => console.note(line) };
	const target = flags.pdf === undefined ? undefined : String(flags.pdf);
	// A missing browser is said before the work, not after it.
	if (target !== undefined) findChromium(effects);
	const outcome = await buildPacket(
		{
			convening,
			out: String(flags.out ?? "packet"),
			language: flags.lang === "en" || flags.lang === "es" ? flags.lang : undefined,
			force: flags.force === true,
			dryRun: flags.dryRun === true,
			locked: flags.locked === true,
			strict: flags.strict === true,
			threads: threadsOf(flags.threads),
			cache: flags.cache !== false,
		},
		effects,
	);
	const printed =
		target === undefined || flags.dryRun === true
			? []
			: await printPages({ packet: outcome.folder, pages: outcome.pages, target }, effects);
	report(outcome, context);
	if (printed.length > 0) console.say(`printed ${formatCount(printed.length, "page")} as PDF in ${target}/`);
	return exitCodes.done;
}

function threadsOf(given: unknown): number {
	if (given === undefined) return 2;
	const threads = Number(given);
	if (Number.isInteger(threads) && threads >= 1 && threads <= 64) return threads;
	const details = { found: String(given), expected: "a whole number from 1 to 64" };
	throw new Refusal([problem("CIMP-E303", { file: "--threads" }, details)]);
}

function report({ folder, title, districts, parts, problems, pages }: PacketOutcome, context: CommandContext): void {
	const { console } = context;
	const shown = relative(context.cwd, folder) || ".";
	const quiet = console.amount === "quiet";
	const told = problems.filter((entry) => !quiet || entry.severity === "error");
	if (context.json) {
		console.complain(problemsAsJsonLines(told));
		console.result(
			renderJson({
				schema: "cimp/packet-build/1",
				title,
				districts: [...districts],
				parts: [...parts],
				pages: [...pages],
			}),
		);
		return;
	}
	if (told.length > 0) {
		console.complain(printProblems(told, console.paint));
		console.say();
	}
	for (const { id, schools, predicted } of parts)
		console.say(
			`part    ${id}: ${formatNumber(predicted)} of ${formatCount(schools, "school")} in the files predicted`,
		);
	if (pages.length === 0) {
		console.say(`would write ${shown}/ for ${formatCount(districts.length, "district")}`);
		return;
	}
	console.say(
		`wrote   ${shown}/ for ${formatCount(districts.length, "district")}: ${formatCount(pages.length, "page")}, data and manifest.json`,
	);
	console.say(`open    ${shown}/index.html`);
}
