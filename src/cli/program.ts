/** The commands as commander knows them, with help that shows examples first. */

import { Option, Command as Program } from "commander";
import { version } from "../app/version.js";
import type { Command, CommandOption, Flags } from "./command.js";
import { commands, groups } from "./commands/index.js";
import { exitMeanings } from "./exit-codes.js";

export type Runner = (command: Command, operands: readonly string[], flags: Flags) => Promise<void>;

const examplesOf = (command: Command): string =>
	command.examples.map(([line, what]) => `  $ ${line}\n      ${what}`).join("\n");

/** Examples of a command, and where to read on. */
export const shortHelpOf = (command: Command): string =>
	`cimp ${command.name}: ${command.summary}\n\n${examplesOf(command)}\n\ncimp help ${command.name} lists the options\n\n`;

const exitTable = (): string =>
	exitMeanings.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`).join("\n");

function optionOf(option: CommandOption): Option {
	const suffix = option.default === undefined ? "" : ` (default: ${option.default})`;
	const made = new Option(option.flags, `${option.description}${suffix}${option.repeatable ? "; repeatable" : ""}`);
	if (option.choices) made.choices([...option.choices]);
	if (option.repeatable) made.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
	return made;
}

/** Where a command belongs: the program, or the group of that name, which is made when its first command is. */
function groupOf(program: Program, name: string | undefined): Program {
	if (name === undefined) return program;
	const found = program.commands.find((command) => command.name() === name);
	const summary = groups.find((group) => group.name === name)?.summary ?? "";
	return (
		found ??
		program
			.command(name)
			.summary(summary)
			.description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
			.helpCommand(false)
			.showHelpAfterError(`cimp help ${name} lists the commands`)
	);
}

/** @param run what to do when a command was parsed */
export function makeProgram(run: Runner): Program {
	const program = new Program("cimp")
		.description("Achievement variation in California schools: predicted and actual results, honestly uncertain.")
		.version(version, "-V, --version", "print the version")
		.option("--no-color", "no color (also NO_COLOR)")
		.option("--debug", "show the trace of a bug")
		.showSuggestionAfterError(true)
		.showHelpAfterError("cimp --help lists the commands")
		.helpCommand("help [command]", "help for a command")
		.addHelpText("after", `\nExit codes:\n${exitTable()}\n\nStart here:\n  $ cimp analyze results.txt --out out`);
	for (const command of commands) {
		const [own = "", parent] = command.name.split(" ").reverse();
		const made = groupOf(program, parent)
			.command(`${own} ${command.arguments}`.trim())
			.summary(command.summary)
			.description(`Examples:\n${examplesOf(command)}\n\n${command.description.join("\n")}`)
			.showHelpAfterError(`cimp help ${command.name} lists the options`)
			.addHelpText("after", `\nNext you may want: ${command.next.join(" · ")}`);
		for (const option of command.options) made.addOption(optionOf(option));
		made.action(async (...given: unknown[]) => {
			// Behind the operands, some of them lists, commander hands over options and command.
			const operands = given
				.slice(0, -2)
				.flat()
				.flatMap((operand) => (operand === undefined ? [] : String(operand)));
			// A value that nobody gave is not there, also where commander has one of its own (`--no-cache`).
			const named = Object.entries(made.opts()).filter(([name]) => made.getOptionValueSource(name) !== "default");
			await run(command, operands, Object.fromEntries(named));
		});
	}
	return program;
}
