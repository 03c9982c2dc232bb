/** The nearest layout: for a header that is none of the known ones, which it resembles most, and what differs. */

import { type Place, type Problem, problem } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { isPlainHeading } from "./known-headings.js";
import { layouts } from "./layouts/index.js";
import { type Layout, plainHeader } from "./layouts/layout.js";
import { type HeaderRecord, headerRecords, spellings, tolerated } from "./recognise.js";

const listed = (names: readonly string[]): string => {
	const shown = names.slice(0, 5).map((name) => `"${name.replace(/\s+/g, " ").trim()}"`);
	return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
};

const layoutsWithHeader = layouts.filter((layout) => layout.headless === undefined);

/** Below this share of common names no layout is near enough to be named. */
const nearEnough = 0.3;

export interface Nearness {
	readonly layout: Layout;
	readonly score: number;
	readonly missing: readonly string[];
	readonly extra: readonly string[];
	readonly header: HeaderRecord;
}

/** How near a header is to a layout: the share of common names among all names of both, and what differs. */
export function compareWith(layout: Layout, header: HeaderRecord): Nearness {
	const open = header.names.filter((name) => tolerated(layout, name) === undefined);
	const { length } = open;
	const missing: string[] = [];
	for (const column of layout.columns) {
		const names = spellings(column);
		const position = open.findIndex((name) => names.includes(plainHeader(name)));
		if (position >= 0) open.splice(position, 1);
		else if (!layout.optional?.includes(column.header)) missing.push(column.header);
	}
	const common = length - open.length;
	return { layout, score: common / (layout.columns.length + open.length), missing, extra: open, header };
}

/** Columns of a record of which nobody knows whether it is a header. */
function unknownColumns(names: readonly string[]): string {
	const plain = names.filter(isPlainHeading);
	// Of an absurd header only the beginning is read.
	const count = names.length > 1000 ? "more than 1,000 columns" : `${names.length} columns`;
	return plain.length === 0 ? `${count}, none with a known name` : `${count}, among them ${listed(plain)}`;
}

/** What to do with a header that is near to none: there may be no header at all. */
const helpWithUnknown =
	"if the header line was lost, write it back as the first line (`cimp layouts ID` prints the columns); describe a file of another shape with --map (`cimp layouts --map-template` prints a start)";

/** Problem CIMP-E106: the nearest layout, and what keeps the header from being its header. */
export function unknownHeader(file: string, text: string): Problem {
	const records = headerRecords(text);
	const nearest = records
		.flatMap((header) => layoutsWithHeader.map((layout) => compareWith(layout, header)))
		.sort((a, b) => b.score - a.score)[0];
	const place = (line: number): Place => ({ file, line });
	if (nearest === undefined || nearest.score < nearEnough) {
		const widest = [...records].sort((a, b) => b.names.length - a.names.length)[0];
		const found = widest === undefined ? "one column" : unknownColumns(widest.names);
		return problem("CIMP-E106", place(widest?.firstLine ?? 1), { found, help: helpWithUnknown });
	}
	const { layout, missing, extra, header } = nearest;
	const notes = extra.map((name) => {
		const [near] = suggest(name, missing, 1);
		return near === undefined ? undefined : `"${name.trim()}" may be "${near.replace(/\s+/g, " ")}"`;
	});
	const hint = notes.filter((note) => note !== undefined).slice(0, 3);
	const found = [
		...(missing.length > 0 ? [`missing: ${listed(missing)}`] : []),
		...(extra.length > 0 ? [`not of the layout: ${listed(extra)}`] : []),
	].join("; ");
	return {
		...problem("CIMP-E106", place(header.firstLine), {
			found,
			expected: `the columns of layout ${layout.id} (${layout.title})`,
			...(hint.length > 0 ? { help: `restore the columns named, or give --map; ${hint.join(", ")}` } : {}),
		}),
		// The names of the columns are the message: they are not cut like a user's cell.
		found,
	};
}
