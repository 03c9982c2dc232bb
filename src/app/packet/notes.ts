/** notes.csv: what people at a school say of its results, placed beside the school. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { readCode } from "../../domain/cds-code.js";
import { type Place, type Problem, problem, Refusal } from "../../domain/problem.js";
import { readCsv } from "../../privacy/gate/csv.js";
import { oneLine } from "../../report/index.js";

export interface SchoolNote {
	/** 14 digits. */
	readonly cds: string;
	/** As written: a year, a span, or nothing. */
	readonly year: string;
	readonly tag: string;
	readonly text: string;
	/** Who says so: a role. */
	readonly author: string;
}

export interface Notes {
	readonly file: string;
	readonly sha256: string;
	/** By school, in the order of the file. */
	readonly notes: readonly SchoolNote[];
}

const columns = ["cds", "year", "tag", "text", "author"] as const;
const longestText = 600;
const largestFile = 1_000_000;

/**
 * Reads the notes.
 *
 * @throws Refusal with CIMP-E101 or E102 for a file that can't be read, CIMP-E303 for a header without `cds` and `text`,
 *   a code that is none, or a text that does not fit on a page
 */
export function readNotes(path: string, folder: string): Notes {
	const file = basename(path);
	let bytes: Buffer;
	try {
		bytes = readFileSync(resolve(folder, path));
	} catch (error) {
		const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new Refusal([problem(gone ? "CIMP-E101" : "CIMP-E102", { file }, { found: path })]);
	}
	if (bytes.length > largestFile) throw refused({ file }, `${bytes.length} bytes`, "a small file of notes");
	const [head = [], ...records] = readCsv(bytes.toString("utf8"));
	const names = head.map((name) => name.trim().toLowerCase());
	const lost = ["cds", "text"].filter((name) => !names.includes(name));
	if (lost.length > 0) throw refused({ file, line: 1 }, head.join(", "), `columns ${columns.join(", ")}`);
	const read = records
		.map((record, index) => ({ record, line: index + 2 }))
		.filter(({ record }) => record.some((cell) => cell.trim() !== ""))
		.map(({ record, line }) =>
			noteOf(Object.fromEntries(names.map((name, at) => [name, record[at] ?? ""])), { file, line }),
		);
	const problems = read.filter((entry): entry is Problem => "code" in entry);
	if (problems.length > 0) throw new Refusal(problems);
	return { file, sha256: createHash("sha256").update(bytes).digest("hex"), notes: read as SchoolNote[] };
}

function noteOf(cells: Readonly<Record<string, string>>, place: Place): SchoolNote | Problem {
	const of = (name: (typeof columns)[number]): string => oneLine(cells[name] ?? "").trim();
	const reading = readCode(of("cds").replaceAll("-", ""), 14);
	if (!("code" in reading)) {
		return problem("CIMP-E303", place, { found: of("cds") || "no code", expected: "the 14-digit code of a school" });
	}
	const text = of("text");
	if (text === "" || text.length > longestText) {
		const expected = `a text of 1 to ${longestText} characters`;
		return problem("CIMP-E303", place, { found: `${text.length} characters`, expected });
	}
	return { cds: reading.code, year: of("year"), tag: of("tag"), text, author: of("author") };
}

const refused = (place: Place, found: string, expected: string): Refusal =>
	new Refusal([problem("CIMP-E303", place, { found, expected })]);

/** The schools' notes with their numbers in the packet: the figure and the table carry them. */
export const numbersOf = (notes: readonly SchoolNote[]): ReadonlyMap<string, string> =>
	new Map(
		[...new Set(notes.map(({ cds }) => cds))].map((cds) => [
			cds,
			notes.flatMap((note, index) => (note.cds === cds ? [`[${index + 1}]`] : [])).join(" "),
		]),
	);
