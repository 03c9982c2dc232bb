/** A family as a reader gets it: a table of text and the sums that its headings imply. Nothing else reaches the attacker. */

import type { CountFamily } from "../../src/privacy/count-family.js";
import type { Protection } from "../../src/privacy/protect.js";

export function publishedText(family: CountFamily, { rows }: Protection): string {
	const lines = family.rows.map(({ id, population, outcomes }) => {
		const state = rows.get(id);
		if (state?.state === "rounded") return [id, ...state.bands.map(({ words }) => words)];
		if (state?.state !== "shown") return [id, ...["students", ...outcomes].map(() => "*")];
		return [id, population, ...outcomes.map((count, k) => state.coded[k]?.words ?? count)];
	});
	return [
		["row", "students", ...family.outcomes],
		...lines,
		[],
		[family.exhaustive ? "every student has exactly one of the outcomes" : "a student may have several outcomes"],
		...family.partitions.map(({ whole, parts }) => [whole, ...parts]),
	]
		.map((cells) => cells.join(","))
		.join("\n");
}
