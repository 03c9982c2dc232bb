/** The body of `cimp cache`. */

import { clearCached, listCached } from "../../app/cache.js";
import { problem, Refusal } from "../../domain/problem.js";
import { formatCount, formatNumber, renderJson } from "../../report/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";

export async function run(operands: readonly string[], _flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const [action] = operands;
	if (action !== "list" && action !== "clear") {
		const details = { found: action ?? "nothing", expected: "list or clear" };
		throw new Refusal([problem("CIMP-E303", { file: "cache" }, details)]);
	}
	const effects = { ...context, note: (line: string) => console.note(line) };
	const entries = action === "list" ? await listCached(effects) : await clearCached(effects);
	if (context.json) {
		console.result(renderJson({ schema: "cimp/cache-list/1", entries }));
		return exitCodes.done;
	}
	const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0);
	const size = (amount: number): string => `${formatNumber(Math.ceil(amount / 1e6))} MB`;
	if (action === "list") {
		for (const { file, layout, years, records, bytes: own } of entries) {
			console.result(`${file}  ${layout}  ${years.join(", ")}  ${formatCount(records, "row")}  ${size(own)}\n`);
		}
	}
	const what = `${formatCount(entries.length, "file")}, ${size(bytes)}`;
	console.say(action === "list" ? `${what} in ${context.cacheFolder}` : `removed ${what}`);
	return exitCodes.done;
}
