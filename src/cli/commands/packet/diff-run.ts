/** The body of `cimp packet diff`. */

import { relative } from "node:path";
import { diffPackets } from "../../../app/packet/diff/index.js";
import { isAbsent } from "../../../domain/measured.js";
import { formatCount, formatNumber, renderJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const [before = "", after = ""] = operands;
	const effects = { ...context, note: (line: string) => console.note(line) };
	const dryRun = flags.dryRun === true;
	const wishes = { before, after, out: String(flags.out ?? "packet-diff"), force: flags.force === true, dryRun };
	const outcome = await diffPackets(wishes, effects);
	const { diff: found, folder } = outcome;
	if (context.json) {
		console.result(renderJson(found));
		return exitCodes.done;
	}
	for (const { part, tested, fromYear, toYear } of found.parts) {
		const noise = found.noise.parts.find((entry) => entry.part === part);
		const said =
			noise === undefined
				? `no change tested: ${isAbsent(tested) ? tested.reason : "no school"}`
				: `${formatNumber(noise.moved)} of ${formatCount(noise.compared, "school")} moved beyond the uncertainty of both years`;
		console.say(`part    ${part}, ${fromYear} to ${toYear}: ${said}`);
	}
	const { opened, closed, renamed, moved } = found.entities;
	console.say(
		`places  ${opened.length} opened, ${closed.length} closed, ${renamed.length} renamed, ${moved.length} moved to another district`,
	);
	console.say(
		`apart   ${formatCount(found.data.revisions.length, "year of results", "years of results")} revised, ${formatCount(found.method.length, "change")} of method`,
	);
	const shown = relative(context.cwd, folder) || ".";
	console.say(dryRun ? `would write ${shown}/` : `open    ${shown}/diff.html`);
	return exitCodes.done;
}
