/** The bodies of `cimp placement whatif`, `sweep`, `power` and `merge`: one result each, on stdout or in a folder. */

import { relative } from "node:path";
import { merge } from "../../../app/placement/merge.js";
import { type Replayed, replayPower, replaySweep, replayWhatIf, writeReplay } from "../../../app/placement/replay.js";
import type { AggregateFile } from "../../../app/schemas/placement-aggregate.js";
import type { PowerFile, SweepFile, WhatIfFile } from "../../../app/schemas/placement-replay.js";
import { isAbsent, type Measured } from "../../../domain/measured.js";
import { type Problem, problem, Refusal } from "../../../domain/problem.js";
import type { Released } from "../../../domain/table.js";
import { formatCount, formatNumber, renderReleasedJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../../problems.js";
import { needed } from "./needed.js";
import { rosterWishes, text } from "./shared.js";

interface Result extends Pick<Replayed<object>, "pages"> {
	readonly name: string;
	readonly file: Released<object>;
	readonly problems: readonly Problem[];
	readonly words: readonly string[];
}

async function give(
	{ name, file, problems, words, pages }: Result,
	flags: Flags,
	context: CommandContext,
): Promise<number> {
	const { console, cwd, json } = context;
	const shown = problems.filter((entry) => console.amount !== "quiet" || entry.severity === "error");
	if (json) console.complain(problemsAsJsonLines(shown));
	else if (shown.length > 0) console.complain(printProblems(shown, console.paint));
	const out = text(flags.out);
	if (out !== undefined) {
		const folder = await writeReplay(name, file, {
			out,
			force: flags.force === true,
			cwd,
			...(pages === undefined ? {} : { pages }),
		});
		if (!json)
			console.say(
				`wrote   ${relative(cwd, folder) || "."}/: ${name}.json${pages === undefined ? "" : `, ${name}.html`}`,
			);
	}
	console.result(json ? renderReleasedJson(file) : words.map((line) => `${line}\n`).join(""));
	return exitCodes.done;
}

const say = (value: Measured): string => (isAbsent(value) ? "withheld" : formatNumber(value));

export async function runWhatIf(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const set = Array.isArray(flags.set) ? flags.set.map(String) : [];
	if (set.length === 0) throw missing("--set", "a change, as measures.caaspp8.cut=2550");
	const effects = { ...context, note: (line: string) => context.console.note(line) };
	const found = await replayWhatIf({ ...needed(rosterWishes(flags), "whatif"), set }, effects);
	return give({ name: "whatif", words: whatIfWords(found.file), ...found }, flags, context);
}

function whatIfWords({ change, qualifiedBefore, qualifiedAfter, gained, lost, seats }: WhatIfFile): string[] {
	const list = (entries: WhatIfFile["gained"]): string[] =>
		entries
			.filter(({ students }) => isAbsent(students) || students > 0)
			.map(({ group, school, students }) => `  ${school === "" ? group : school}: ${say(students as Measured)}`);
	return [
		...change.map(({ path, before, after }) => `${path}: ${before} → ${after}`),
		`qualified above the lowest level: ${say(qualifiedBefore as Measured)} → ${say(qualifiedAfter as Measured)}`,
		"would newly qualify:",
		...list(gained),
		"would no longer qualify:",
		...list(lost),
		"students who qualify for each level:",
		...seats.map(({ course, before, after }) => `  ${course}: ${say(before as Measured)} → ${say(after as Measured)}`),
	];
}

export async function runSweep(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const parameter = text(flags.over);
	if (parameter === undefined) throw missing("--over", "the path of a cut, as measures.caaspp8.cut");
	const effects = { ...context, note: (line: string) => context.console.note(line) };
	const range = { from: number(flags, "from"), to: number(flags, "to"), step: number(flags, "step", "10") };
	const found = await replaySweep({ ...needed(rosterWishes(flags), "sweep"), parameter, ...range }, effects);
	return give({ name: "sweep", words: sweepWords(found.file), ...found }, flags, context);
}

const sweepWords = ({ parameter, points }: SweepFile): string[] => [
	`${parameter}: about so many students would qualify`,
	...points.map(
		({ value, qualified, undetermined }) =>
			`  ${value}: ${say(qualified as Measured)} (undetermined: ${say(undetermined as Measured)})`,
	),
];

function number(flags: Flags, name: "from" | "to" | "step", otherwise?: string): number {
	const written = text(flags[name]) ?? otherwise;
	const value = Number(written);
	if (written === undefined || !Number.isFinite(value)) throw missing(`--${name}`, "a number");
	return value;
}

export async function runPower(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const effects = { ...context, note: (line: string) => context.console.note(line) };
	const found: Replayed<PowerFile> = await replayPower(needed(rosterWishes(flags), "power"), effects);
	return give({ name: "power", words: powerWords(found.file), ...found }, flags, context);
}

const percent = (value: Measured): string => (isAbsent(value) ? value.reason : `${Math.round(100 * value)}`);

const powerWords = ({ groups }: PowerFile): string[] => [
	"smallest true difference from all others that would be flagged four times in five, in percentage points:",
	...groups.map(
		({ group, qualified, detectableGap }) =>
			`  ${group} (${say(qualified as Measured)} qualified): ${percent(detectableGap as Measured)}`,
	),
];

export async function runMerge(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const file = merge(operands, context);
	return give({ name: "aggregate", file, problems: [], words: mergeWords(file) }, flags, context);
}

const mergeWords = ({ districts, merged }: AggregateFile): string[] => [
	`${formatCount(districts.length, "district")}; groups against all others inside each, put together:`,
	...merged
		.filter(({ stage }) => stage === "day1")
		.map(({ group, districts: used, districtsWithheld, riskRatio }) => {
			const ratio = riskRatio.value as Measured;
			const withheld = districtsWithheld === 0 ? "" : `, withheld in ${districtsWithheld}`;
			return `  ${group}: risk ratio ${isAbsent(ratio) ? ratio.reason : ratio.toFixed(2)} in ${formatCount(used, "district")}${withheld}`;
		}),
];

const missing = (flag: string, expected: string): Refusal =>
	new Refusal([problem("CIMP-E303", { file: flag }, { found: "nothing", expected })]);
