/** The proposals that a person accepted: read from the file that `doctor --fix` wrote, and held against the cells. */

import { cellInWords } from "../../domain/cell-words.js";
import { withoutGuard } from "../../domain/formula-guard.js";
import { type Place, type Problem, problem, Refusal } from "../../domain/problem.js";
import { readSignature } from "../encoding.js";
import { delimiters } from "../recognise.js";
import { readRecord } from "../record.js";
import { type InputFile, readHead, textLines } from "../source.js";

/** Columns of proposals.csv, in their order. */
export const proposalColumns = [
	"file",
	"line",
	"column",
	"found",
	"school_name",
	"district_name",
	"proposed_cds",
	"basis",
	"accept",
] as const;

type ProposalColumn = (typeof proposalColumns)[number];

/** A code that a person chose for one cell. */
export interface Acceptance {
	/** The line of the proposals. */
	readonly place: Place;
	/** Name of the copy that the cell is for. */
	readonly file: string;
	readonly line: number;
	readonly column: number;
	/** What stands in the cell. */
	readonly found: string;
	/** 14 digits. */
	readonly cds: string;
}

type Row = Readonly<Record<ProposalColumn, string>>;

async function wholeText(file: InputFile): Promise<string> {
	const signature = readSignature(await readHead(file, 1 << 12));
	const lines: string[] = [];
	for await (const batch of textLines(file, signature.kind === "wide" ? signature.encoding : "utf-8", "\n")) {
		for (const line of batch) lines.push(line);
	}
	return lines.join("\n");
}

/** The rows with their lines; any usual delimiter, since spreadsheets change it. */
function* rowsOf(text: string, file: string): Generator<readonly [row: Row, line: number]> {
	const delimiter = delimiters.find((candidate) => {
		const names = readRecord(text, 0, candidate).fields;
		return proposalColumns.every((name) => names.includes(name));
	});
	if (delimiter === undefined) {
		const expected = `the columns ${proposalColumns.join(", ")}`;
		throw new Refusal([problem("CIMP-E305", { file, line: 1 }, { found: "other columns", expected })]);
	}
	const header = readRecord(text, 0, delimiter);
	for (let offset = header.end, line = 2; offset < text.length; ) {
		const record = readRecord(text, offset, delimiter);
		const cell = (name: ProposalColumn): string =>
			withoutGuard(record.fields[header.fields.indexOf(name)]?.trim() ?? "");
		yield [Object.fromEntries(proposalColumns.map((name) => [name, cell(name)])) as Row, line];
		line += text.slice(offset, record.end).split("\n").length - 1;
		offset = record.end;
	}
}

/** A code with dashes, as it was proposed, or as plain digits. */
const codeOf = (text: string): string | undefined => {
	const digits = /^\d{2}-\d{5}-\d{7}$/.test(text) ? text.replaceAll("-", "") : text;
	return /^\d{14}$/.test(digits) ? digits : undefined;
};

function acceptanceOf(row: Row, place: Place): Acceptance | Problem | undefined {
	const answer = row.accept.toLowerCase();
	if (answer === "" || answer === "no") return undefined;
	const expected = "yes, no, or blank";
	if (answer !== "yes") return problem("CIMP-E305", place, { found: `accept: ${cellInWords(row.accept)}`, expected });
	const cds = codeOf(row.proposed_cds);
	if (cds === undefined) {
		const found = row.proposed_cds === "" ? "no code accepted" : cellInWords(row.proposed_cds);
		return problem("CIMP-E305", place, { found, expected: "14 digits, with dashes as 01-61119-0130229" });
	}
	const [line, column] = [Number(row.line), Number(row.column)];
	return { place, file: row.file, line, column, found: row.found, cds };
}

const cellKey = (entry: Acceptance): string => `${entry.line}:${entry.column}:${entry.file}`;

/**
 * Reads the lines that say `yes`.
 *
 * @throws Refusal CIMP-E101 or E102 for a file that can't be read, CIMP-E305 for lines that are no clear choice
 */
export async function readAcceptances(file: InputFile): Promise<readonly Acceptance[]> {
	const problems: Problem[] = [];
	const accepted = new Map<string, Acceptance>();
	for (const [row, line] of rowsOf(await wholeText(file), file.name)) {
		const read = acceptanceOf(row, { file: file.name, line });
		if (read === undefined) continue;
		if ("code" in read) {
			problems.push(read);
			continue;
		}
		const other = accepted.get(cellKey(read));
		if (other === undefined) accepted.set(cellKey(read), read);
		else {
			const found = `a second code for ${read.file}:${read.line}:${read.column}, after line ${other.place.line}`;
			problems.push(problem("CIMP-E305", read.place, { found, expected: "one accepted code for a cell" }));
		}
	}
	if (problems.length > 0) throw new Refusal(problems);
	return [...accepted.values()];
}

/** True where a person has answered some of the proposals. */
export async function hasAnswers(file: InputFile): Promise<boolean> {
	for (const [row] of rowsOf(await wholeText(file), file.name)) if (row.accept !== "") return true;
	return false;
}
