import { relative } from "node:path";
import { writeSimulation } from "../../app/simulate.js";
import { formatCount } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";

export async function run(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const { quiet: _quiet, ...wishes } = flags;
	const { folder, files } = await writeSimulation(wishes, { ...context, note: (line) => console.note(line) });
	const shown = relative(context.cwd, folder) || ".";
	console.say(`wrote   ${shown}/ with ${formatCount(files.length, "file")}: ${files.join(", ")}`);
	console.say(`try     cimp analyze ${shown}`);
	return exitCodes.done;
}
