import { problem, Refusal } from "../../domain/problem.js";
import { suggest } from "../../domain/suggest.js";
import { mapTemplate } from "../../ingest/index.js";
import { fixedWidthTwins } from "../../ingest/layouts/fixed-widths.js";
import { type Layout, layoutById, layouts } from "../../ingest/layouts/index.js";
import type { CommandContext, Flags } from "../command.js";
import { exitCodes } from "../exit-codes.js";

export async function run(operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const asked = operands[0];
	if (flags.mapTemplate === true) context.console.result(mapTemplate());
	else if (asked === undefined) context.console.result(listing());
	else context.console.result(columnsOf(find(asked)));
	return exitCodes.done;
}

function find(asked: string): Layout {
	const layout = layoutById(asked);
	if (layout !== undefined) return layout;
	const ids = layouts.map((known) => known.id);
	const near = suggest(asked, ids, 1)[0];
	const expected = near === undefined ? `one of ${ids.join(", ")}` : `did you mean ${near}?`;
	throw new Refusal([
		problem("CIMP-E303", { file: "layouts" }, { found: asked, expected, help: "cimp layouts lists all" }),
	]);
}

function listing(): string {
	const width = Math.max(...layouts.map((layout) => layout.id.length));
	const lines = layouts.map(
		(layout) => `${layout.id.padEnd(width)}  ${layout.family.padEnd(9)}  ${layout.title} (${layout.years})`,
	);
	return `${lines.join("\n")}\n`;
}

/** The fixed-width files that are read as this layout. */
const twinsOf = (layout: Layout): string[] =>
	fixedWidthTwins
		.filter((twin) => twin.layout === layout)
		.map(({ testYears, widths }) => {
			const characters = widths.reduce((sum, width) => sum + width, 0);
			return `Also as fixed-width text, ${testYears.join("–")}: ${characters} characters a line`;
		});

function columnsOf(layout: Layout): string {
	const rows = layout.columns.map((column) => {
		const name = column.header.replace(/\s+/g, " ");
		const role = column.role === undefined ? "" : `  → ${column.role}`;
		return `  ${name}${role}${layout.optional?.includes(column.header) === true ? "  (may be absent)" : ""}`;
	});
	return [
		`${layout.id}: ${layout.title} (${layout.years})`,
		`Source: ${layout.source}`,
		`Withheld values: ${layout.suppressionMarks.join(" ") || "none"}`,
		...twinsOf(layout),
		layout.headless === undefined
			? "Columns, in published order (any order is read); → what cimp reads them as:"
			: "Columns, in this order and without a header; → what cimp reads them as:",
		...rows,
		...(layout.tolerates ?? []).map((word) => `Columns beginning with ${word} may be there, and are not read.`),
		"",
	].join("\n");
}
