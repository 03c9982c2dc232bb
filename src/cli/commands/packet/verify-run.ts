/** The body of `cimp packet verify`. */

import { verifyPacket } from "../../../app/packet/verify.js";
import { threadsOf } from "../../../app/settings.js";
import { isAbsent } from "../../../domain/measured.js";
import { formatCount, renderJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const effects = { ...context, note: (line: string) => console.note(line) };
	const [packet = ""] = operands;
	const config = flags.config === undefined ? undefined : String(flags.config);
	const threads = threadsOf(flags.threads);
	const result = await verifyPacket({ packet, config, threads, cache: flags.cache !== false }, effects);
	const code = result.same ? exitCodes.done : exitCodes.threshold;
	if (context.json) {
		console.result(renderJson(result));
		return code;
	}
	const { inputs, outputs, versions } = result;
	const list = (what: string, files: readonly string[]): void => {
		for (const file of files) console.result(`${what} ${file}\n`);
	};
	list("input changed:", inputs.changed);
	list("input gone:", inputs.gone);
	list("input added:", inputs.added);
	if (versions.packet !== versions.program)
		console.say(`made by version ${versions.packet}, verified by ${versions.program}`);
	if (isAbsent(outputs)) {
		console.say(`different: ${outputs.reason}`);
		return code;
	}
	list("output differs:", outputs.different);
	list("output gone:", outputs.gone);
	list("output added:", outputs.added);
	const files = formatCount(outputs.files, "file");
	console.say(result.same ? `same: ${files}, byte for byte` : `different, from the same inputs (${files})`);
	return code;
}
