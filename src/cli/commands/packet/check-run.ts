/** The body of `cimp packet check`. */

import { checkPacket } from "../../../app/packet/check/index.js";
import { formatCount, renderJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";

export async function run(operands: readonly string[], _flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const [packet = ""] = operands;
	const result = checkPacket(packet, context);
	const { findings, files, pages, links, figures } = result;
	const code = findings.length === 0 ? exitCodes.done : exitCodes.threshold;
	if (context.json) {
		console.result(renderJson(result));
		return code;
	}
	for (const { check: kind, file, rule, detail } of findings) console.result(`${file}: ${kind} (${rule}): ${detail}\n`);
	const looked = `${formatCount(files, "file")}, ${formatCount(pages, "page")}, ${formatCount(links, "link")}, ${formatCount(figures, "printed drawing")}`;
	console.say(`${findings.length === 0 ? "nothing found" : formatCount(findings.length, "finding")} (${looked})`);
	console.say("contrast, focus and screen readers need a browser: axe looks at them in cimp's own tests, not here");
	return code;
}
