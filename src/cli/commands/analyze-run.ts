/** The body of `cimp analyze`: settings in, a folder and a few lines out. */

import { relative } from "node:path";
import { analyze } from "../../app/pipeline.js";
import { resolveSettings, settingNames } from "../../app/settings.js";
import type { Outcome } from "../../app/writing.js";
import { problem, Refusal } from "../../domain/problem.js";
import { subjectNames } from "../../domain/tests.js";
import { formatCount, formatNumber, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../problems.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const given = { ...flags, ...(operands.length > 0 ? { files: operands } : {}) };
	const known = Object.fromEntries(Object.entries(given).filter(([name]) => (settingNames as string[]).includes(name)));
	const { console } = context;
	const effects = { ...context, note: (line: string) => console.note(line) };
	const { settings, sources } = resolveSettings(known, effects);
	for (const name of settingNames) {
		const value = settings[name];
		if (value !== undefined) console.note(`${name}: ${String(value)} (${sources[name]})`);
	}
	const nothing = settings.files.length === 0;
	const atTerminal = context.stdin === undefined;
	if (atTerminal && !context.json && (nothing || settings.files.includes("-"))) console.complain(context.shortHelp);
	if (nothing) {
		const found = "no file";
		const expected = "files, archives or folders, e.g. cimp analyze results.txt (cimp help analyze)";
		throw new Refusal([
			problem(
				"CIMP-E303",
				{ file: "analyze" },
				{ found, expected, help: "name the files to read, or - for standard input" },
			),
		]);
	}
	const outcome = await analyze(settings, effects);
	report(outcome, settings.dryRun, context);
	return exitCodes.done;
}

function report(outcome: Outcome, dryRun: boolean, context: CommandContext): void {
	const { console } = context;
	const { results } = outcome;
	const folder = relative(context.cwd, outcome.folder) || ".";
	const quiet = console.amount === "quiet";
	const problems = outcome.problems.filter((entry) => !quiet || entry.severity === "error");
	if (context.json) {
		console.complain(problemsAsJsonLines(problems));
		console.result(renderJson(results));
		return;
	}
	if (problems.length > 0) {
		console.complain(printProblems(problems, console.paint, dryRun ? undefined : `${folder}/problems.csv`));
		console.say();
	}
	for (const input of outcome.inputs) {
		const refused = input.rowsRefused === 0 ? "" : `, ${formatNumber(input.rowsRefused)} left out`;
		console.say(`read    ${input.file}  ${input.layout}, ${formatCount(input.rowsRead, "row")}${refused}`);
	}
	for (const join of results.companions) {
		console.say(`joined  ${join.layout}  ${formatNumber(join.joined)} of ${formatCount(join.rows, "school")} in it`);
	}
	const predicted = results.schools.filter((school) => school.inModel).length;
	console.say(
		`model   ${results.models.map((model) => model.id).join(", ") || "none: too few schools"}; ${formatNumber(predicted)} of ${formatCount(results.schools.length, "school")} predicted`,
	);
	if (dryRun) {
		console.say(
			`would write ${folder}/ with ${formatCount(results.districts.length, "district page")}; the privacy check found nothing against it`,
		);
		return;
	}
	const [only] = results.districts;
	const page = results.districts.length === 1 && only !== undefined ? only.page : "index.html";
	console.say(
		`wrote   ${folder}/ with ${formatCount(results.districts.length, "district page")}, tables, figures and results.json`,
	);
	console.say(`open    ${folder}/${page}`);
	console.say(
		`        predicted and actual ${subjectNames[results.subject]} results of ${whom(results)}, ${results.year}`,
	);
}

const whom = ({ districts, schools }: Outcome["results"]): string => {
	const [only] = districts;
	const all = formatCount(schools.length, "school");
	return districts.length === 1 && only !== undefined
		? `${only.name || only.code} (${all})`
		: `${all} in ${districts.length} districts`;
};
