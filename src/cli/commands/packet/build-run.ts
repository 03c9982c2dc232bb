/** The body of `cimp packet build`. */

import { relative } from "node:path";
import { buildPacket, type PacketOutcome } from "../../../app/packet/build.js";
import { conveningName } from "../../../app/packet/init.js";
import { findChromium, printPages } from "../../../app/packet/pdf.js";
import { threadsOf } from "../../../app/settings.js";
import { formatCount, formatNumber, renderJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../../problems.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const [convening = conveningName] = operands;
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
			...(flags.explore === true ? { explore: true } : {}),
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
