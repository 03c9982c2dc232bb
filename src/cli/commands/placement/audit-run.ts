/** The body of `cimp placement audit`. */

import { relative } from "node:path";
import { type AuditOutcome, audit } from "../../../app/placement/audit.js";
import { enrollment } from "../../../app/placement/enrollment.js";
import { isAbsent, isKnown, type Measured } from "../../../domain/measured.js";
import type { ReleasedAudit } from "../../../placement/result.js";
import { formatCount, formatNumber, renderReleasedJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../../problems.js";
import { needed, withStudents } from "./needed.js";
import { rosterWishes, text } from "./shared.js";

export async function run(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	if (text(flags.policy) === undefined) return withoutPolicy(flags, context);
	const { console } = context;
	const years = text(flags.years) ?? "all";
	const { internal: apart } = flags;
	const [internalOut, date] = [text(apart), text(flags.date)];
	const wishes = {
		...needed(rosterWishes(flags), "audit"),
		years: years === "all" ? [] : years.split(","),
		out: text(flags.out) ?? "audit",
		force: flags.force === true,
		...(internalOut === undefined ? {} : { internalOut }),
		...(date === undefined ? {} : { date }),
	};
	const outcome = await audit(wishes, { ...context, note: (line) => console.note(line) });
	const problems = outcome.problems.filter((entry) => console.amount !== "quiet" || entry.severity === "error");
	if (context.json) {
		console.complain(problemsAsJsonLines(problems));
		console.result(renderReleasedJson(outcome.file));
	} else {
		if (problems.length > 0) console.complain(printProblems(problems, console.paint));
		report(outcome, context);
	}
	return flags.failOnFlag === true && outcome.flags > 0 ? exitCodes.threshold : exitCodes.done;
}

/** Nothing is compared without a policy; what is written says so first. */
async function withoutPolicy(flags: Flags, context: CommandContext): Promise<number> {
	const { console, cwd } = context;
	const wishes = withStudents(rosterWishes(flags), "audit");
	const out = text(flags.out) ?? "audit";
	const effects = { ...context, note: (line: string) => console.note(line) };
	const {
		enrollment: found,
		folder,
		file,
		problems,
	} = await enrollment({ ...wishes, out, force: flags.force === true }, effects);
	const shown = problems.filter((entry) => console.amount !== "quiet" || entry.severity === "error");
	if (context.json) {
		console.complain(problemsAsJsonLines(shown));
		console.result(renderReleasedJson(file));
		return exitCodes.done;
	}
	if (shown.length > 0) console.complain(printProblems(shown, console.paint));
	console.say(found.title);
	console.say(`wrote   ${relative(cwd, folder) || "."}/ with enrollment by course and group`);
	console.say("next    cimp placement init writes a policy to fill in");
	return exitCodes.done;
}

function report({ audit: found, folder, internalFolder }: AuditOutcome, { console, cwd }: CommandContext): void {
	const { qualification, stages } = found;
	console.say(
		`read    ${students(qualification.enrolled)} in grade 9, qualified above the lowest level: ${say(qualification.qualified)}`,
	);
	console.say(`found   held back on day 1: ${say(stages.day1.heldBack)}${later(found)}`);
	for (const verdict of ["FLAG", "WATCH"] as const) {
		const groups = stages.day1.groups.filter((one) => one.verdict === verdict).map(({ group }) => group);
		if (groups.length > 0) console.say(`${verdict.padEnd(7)} ${groups.join(", ")}`);
	}
	const at = relative(cwd, folder) || ".";
	console.say(`wrote   ${at}/: report.html for the team, board.html for the board, protocol.md, audit.json, tables`);
	if (internalFolder !== undefined) {
		console.say(`wrote   ${relative(cwd, internalFolder)}/ for the team only: exact values and the list of students`);
	}
}

const say = (count: Measured): string => (isAbsent(count) ? "a number that is withheld" : formatNumber(count));

const students = (count: Measured): string => (isAbsent(count) ? "students" : formatCount(count, "student"));

const later = ({ stages }: ReleasedAudit): string =>
	isKnown(stages.checkpoint) ? `; at the checkpoint: ${say(stages.checkpoint.heldBack)}` : "";
