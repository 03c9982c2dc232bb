/** The body of `cimp doctor`: files in, a report on stdout and an exit code out. */

import { relative } from "node:path";
import { type DoctorOutcome, type DoctorSettings, doctor } from "../../app/doctor.js";
import { isFixable } from "../../app/doctor-report.js";
import { isAbsent } from "../../domain/measured.js";
import { problem, problemCatalogueEntry, Refusal } from "../../domain/problem.js";
import { formatCount, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes, exitOf } from "../exit-codes.js";
import { reportText } from "./doctor-words.js";

function settingsOf(operands: readonly string[], flags: Flags): DoctorSettings {
	const text = (name: string): Record<string, string> => {
		const value = flags[name];
		if (value === undefined) return {};
		if (typeof value === "string" && value !== "") return { [name]: value };
		throw new Refusal([problem("CIMP-E303", { file: `--${name}` }, { found: "nothing", expected: "a path" })]);
	};
	if (flags.accept !== undefined && flags.fix === undefined) {
		const found = "--accept without --fix";
		const expected = "--fix with a folder for the copies";
		throw new Refusal([
			problem(
				"CIMP-E303",
				{ file: "--accept" },
				{ found, expected, help: "say --fix DIR, too: files are never changed" },
			),
		]);
	}
	return { files: operands, ...text("fix"), ...text("accept"), ...text("map"), force: flags.force === true };
}

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const atTerminal = context.stdin === undefined && operands.includes("-");
	if (atTerminal && !context.json) console.complain(context.shortHelp);
	const outcome = await doctor(settingsOf(operands, flags), { ...context, note: (line) => console.note(line) });
	if (context.json) console.result(renderJson(outcome.report));
	else {
		console.result(reportText(outcome, console.amount === "verbose"));
		sayWhatNext(outcome, context);
	}
	return exitCodeOf(outcome);
}

function exitCodeOf({ diagnoses }: DoctorOutcome): number {
	const refused = diagnoses.filter((entry) => entry.kind === "refused").flatMap((entry) => entry.problems);
	if (refused.length > 0) {
		const unreadable = refused.every(({ code }) => problemCatalogueEntry(code).outcome === "unreadable");
		return unreadable ? exitOf.unreadable : exitOf.refused;
	}
	return diagnoses.some((entry) => entry.problems.length > 0) ? exitCodes.threshold : exitCodes.done;
}

function sayWhatNext({ report, repaired }: DoctorOutcome, context: CommandContext): void {
	const { console } = context;
	if (repaired === undefined) {
		if (report.files.some((file) => file.problems.some(({ code, rank }) => rank === "fix" && isFixable(code)))) {
			console.say("next    --fix DIR writes repaired copies, and a receipt for every change");
		}
		return;
	}
	const folder = relative(context.cwd, repaired.folder) || ".";
	const { copies, receipts, proposals } = repaired.repairs;
	const written = copies.filter((entry) => !isAbsent(entry.copy));
	const changes = receipts.reduce((sum, entry) => sum + entry.count, 0);
	console.say(
		`wrote   ${folder}/ with ${formatCount(written.length, "copy", "copies")}; repairs.csv has ${formatCount(changes, "receipt")}`,
	);
	for (const { file, copy } of copies) {
		if (isAbsent(copy)) console.say(`no copy ${file}  ${copy.reason}`);
	}
	if (proposals > 0) {
		console.say(
			`next    write yes beside the right codes in ${folder}/proposals.csv (${formatCount(proposals, "line")}), then run again with another --fix and --accept ${folder}/proposals.csv`,
		);
	}
}
