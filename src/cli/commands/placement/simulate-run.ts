import { relative } from "node:path";
import { simulatePlacement } from "../../../app/placement/simulate.js";
import { formatCount } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";

export async function run(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console, cwd } = context;
	const { quiet: _quiet, ...wishes } = flags;
	const made = simulatePlacement(wishes, context);
	if ("text" in made) console.result(made.text);
	else console.say(`wrote   ${relative(cwd, made.path)} with ${formatCount(made.students, "invented student")}`);
	return exitCodes.done;
}
