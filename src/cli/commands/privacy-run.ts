/** The body of `cimp privacy check`. */

import { checkPrivacy, gateRules } from "../../app/privacy-check.js";
import { problem, Refusal } from "../../domain/problem.js";
import { formatCount, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";

export async function run(operands: readonly string[], _flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const [action, ...folders] = operands;
	if (action !== "check") {
		const details = { found: action ?? "nothing", expected: "check", help: "say cimp privacy check DIR" };
		throw new Refusal([problem("CIMP-E303", { file: "privacy" }, details)]);
	}
	const result = checkPrivacy(folders, context);
	const { violations, files, tables, hidden } = result;
	if (context.json) console.result(renderJson(result));
	else {
		for (const { file, table, rule, detail } of violations)
			console.result(`${file}: ${rule} (${table}): ${detail}; ${gateRules[rule as keyof typeof gateRules]}\n`);
		if (violations.length > 0) console.say("cimp explain CIMP-E402 says what to do");
		const looked = `${formatCount(files, "file")}, ${formatCount(tables, "table")}, ${formatCount(hidden, "cell")} withheld`;
		const verdict =
			violations.length === 0 ? "may be published" : `refused: ${formatCount(violations.length, "violation")}`;
		console.say(`${verdict} (${looked})`);
	}
	return violations.length === 0 ? exitCodes.done : exitCodes.privacy;
}
