/** The body of `cimp packet init`. */

import { relative } from "node:path";
import { conveningName, conveningTemplate, initConvening } from "../../../app/packet/init.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";

export async function run(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
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
