/**
 * Placement rosters: what a person has (files, archives, workbooks, standard input) → cells of the contract's columns.
 *
 * Columns that the audit has no use for are never kept: names and birth dates are named by their headings alone. Cells of
 * students' ids stand in no message.
 */

import { compareProblems, type Problem, problem, Refusal } from "../../domain/problem.js";
import type { RosterCells, RosterFile } from "../../domain/roster-cells.js";
import { isPersonalHeading } from "../../domain/roster-columns.js";
import { isStranger, leftOut } from "../containers/strangers.js";
import { Unpacker } from "../containers/unpack.js";
import { delimiterNames } from "../recognise.js";
import type { InputFile } from "../source.js";
import { type WorkplaceOptions, withWorkplace } from "../workplace.js";
import { findHeader, type RosterHeader } from "./header.js";
import { exportHelp } from "./help.js";
import { RosterRows, readRows } from "./rows.js";
import { type RosterText, readRosterText } from "./text.js";

export interface RosterOptions extends WorkplaceOptions {
	/** Headings of the policy's measures. */
	readonly measures: readonly string[];
}

interface Ready extends RosterText {
	readonly input: InputFile;
	readonly header: RosterHeader;
}

/** A file of a folder or an archive that is no roster. */
const isNoRoster = (entry: Problem): boolean => isStranger(entry) || entry.code === "CIMP-E140";

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** What was found out of all files before a row is read. */
class Intake {
	readonly ready: Ready[] = [];
	readonly strangers: Problem[] = [];
	readonly refused: Problem[] = [];
	readonly copies: Problem[] = [];

	async sorting(file: InputFile, step: () => Promise<void>): Promise<void> {
		try {
			await step();
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			const strange = file.offered === "found" && error.problems.every(isNoRoster);
			(strange ? this.strangers : this.refused).push(...error.problems);
		}
	}

	async take(input: InputFile, measures: readonly string[]): Promise<void> {
		const read = await readRosterText(input);
		if (read.text.trim() === "") {
			throw new Refusal([problem("CIMP-E103", { file: input.name }, { found: "only blank lines", help: exportHelp })]);
		}
		const same = this.ready.find((other) => other.sha256 === read.sha256);
		if (same === undefined) this.ready.push({ ...read, input, header: findHeader(input.name, read.text, measures) });
		else
			this.copies.push(problem("CIMP-R126", { file: input.name }, { found: `the same bytes as ${same.input.name}` }));
	}

	/** @throws Refusal where a file is refused or none is a roster */
	checked(): Ready[] {
		if (this.refused.length > 0) throw new Refusal([...this.refused].sort(compareProblems));
		if (this.ready.length === 0) throw new Refusal([...this.strangers].sort(compareProblems));
		return this.ready.sort((a, b) => byText(a.input.name, b.input.name) || byText(a.sha256, b.sha256));
	}
}

async function takeIn(inputs: readonly InputFile[], workFolder: string, options: RosterOptions): Promise<Intake> {
	const { interrupted, measures } = options;
	const unpacker = new Unpacker({ workFolder, ...(interrupted === undefined ? {} : { interrupted }) });
	const intake = new Intake();
	for (const input of inputs) {
		await intake.sorting(input, async () => {
			const { files, strangers } = await unpacker.unpack(input);
			intake.strangers.push(...strangers);
			for (const file of files) await intake.sorting(file, () => intake.take(file, measures));
		});
	}
	return intake;
}

/** Note CIMP-W146 about columns that are not read; personal ones first, since people want to know. */
function ignoredNote(file: string, ignored: readonly string[]): Problem[] {
	const personal = ignored.filter(isPersonalHeading);
	const others = ignored.filter((name) => !isPersonalHeading(name));
	if (ignored.length === 0) return [];
	const found = [
		...(personal.length > 0 ? [`of single students: ${personal.join(", ")}`] : []),
		...(others.length > 0 ? [`not in the contract or the policy: ${others.join(", ")}`] : []),
	].join("; ");
	return [{ ...problem("CIMP-W146", { file }, { found }), found }];
}

function accountOf(ready: Ready, rows: number): RosterFile {
	const { header, input, encoding, sha256, bytes } = ready;
	const heading = (at: number): string => header.names[at]?.trim() ?? "";
	return {
		...{ name: input.name, sha256, bytes, encoding, rows },
		delimiter: delimiterNames[header.delimiter],
		headings: Object.fromEntries([...header.positions].map(([name, at]) => [name, heading(at)])),
		fields: Object.fromEntries([...header.positions].map(([name, at]) => [name, at + 1])),
		ignored: header.ignored.map(heading).filter((name) => name !== ""),
	};
}

/**
 * Reads rosters of one or several files.
 *
 * @throws Refusal for files that can't be read or opened (CIMP-E101 to E105, E125), lack columns (E140) or have two for one
 *   (E141), and for rows that can't be trusted (E110, E142)
 */
export function readRosters(inputs: readonly InputFile[], options: RosterOptions): Promise<RosterCells> {
	return withWorkplace(options, async ({ workFolder, close }) => {
		const intake = await takeIn(inputs, workFolder, options);
		const ready = intake.checked();
		const rows = new RosterRows();
		const read = ready.map(({ input, text, header }, file) => readRows({ name: input.name, file, text, header }, rows));
		const files = ready.map((entry, index) => accountOf(entry, read[index]?.rows ?? 0));
		const repeats = read.reduce((sum, entry) => sum + entry.repeatedHeaders, 0);
		await close();
		return {
			files,
			rows: rows.count,
			leftOut: repeats === 0 ? [] : [{ reason: "header repeated inside the data", rows: repeats }],
			...rows.places(),
			columns: rows.columns(),
			problems: [
				...intake.strangers.map(leftOut),
				...intake.copies,
				...ready.flatMap((entry) => entry.problems),
				...files.flatMap(({ name, ignored }) => ignoredNote(name, ignored)),
				...read.flatMap((entry) => entry.problems),
			].sort(compareProblems),
		};
	});
}
