import { relative } from "node:path";
import { initPolicy } from "../../../app/placement/init.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";

export async function run(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console, cwd } = context;
	const { out, force } = flags;
	const made = initPolicy({ force: force === true, ...(typeof out === "string" ? { out } : {}) }, context);
	if ("text" in made) {
		console.result(made.text);
		return exitCodes.done;
	}
	const shown = relative(cwd, made.path);
	console.say(`wrote   ${shown}`);
	console.say(`next    change it to what your board adopted; then cimp placement map-courses --policy ${shown}`);
	return exitCodes.done;
}
