/** The folder of repaired copies: every file that can be read, the receipts, the proposals, and the manifest. */

import { closeSync, createReadStream, existsSync, openSync, writeSync } from "node:fs";
import { basename, join } from "node:path";
import { printedCds } from "../domain/cds-code.js";
import { notDefined } from "../domain/measured.js";
import { problem, Refusal } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import type { Column, RawTable } from "../domain/table.js";
import {
	type Examination,
	type FileRepair,
	hasAnswers,
	type InputFile,
	makeAside,
	type Proposal,
	proposalColumns,
	type Receipt,
	removeAside,
	sweepAside,
} from "../ingest/index.js";
import { releaseTable } from "../privacy/release.js";
import { csvHead, csvRows, renderJson } from "../report/index.js";
import type { Effects } from "./effects.js";
import { manifestName, type OutputFile, producer, writeFolder } from "./output.js";
import type { DoctorRepairs } from "./schemas/doctor.js";
import { version } from "./version.js";

const receiptsName = "repairs.csv";
const proposalsName = "proposals.csv";
const spoolStem = "cimp-receipts-";

interface RepairWish {
	readonly examination: Examination;
	readonly folder: string;
	readonly force: boolean;
	readonly accepted: InputFile | undefined;
}

/** What was written. */
export interface Repaired {
	readonly folder: string;
	readonly repairs: DoctorRepairs;
}

const words = (id: string, keys: readonly string[]): Pick<RawTable, "id" | "caption" | "columns"> => ({
	id,
	caption: id,
	columns: keys.map((key): Column => ({ key, label: key, unit: key === "proposed_cds" ? "code" : "text" })),
});

const receiptWords = words("repairs", ["file", "line", "column", "code", "before", "after"]);
const proposalWords = words("proposals", proposalColumns);

const number = (value: number | undefined): string => (value === undefined ? "" : String(value));

const receiptRow = (file: string, { line, column, code, before, after }: Receipt): string[] => [
	file,
	number(line),
	number(column),
	code,
	before,
	after,
];

const proposalRow = (file: string, proposal: Proposal): string[] => [
	file,
	number(proposal.line),
	number(proposal.column),
	proposal.found,
	proposal.school,
	proposal.district,
	// With dashes, since a spreadsheet in which the answers are typed would destroy bare digits once more.
	proposal.cds === "" ? "" : printedCds(proposal.cds),
	proposal.basis,
	"",
];

/** A CSV file that grows outside of memory while the copies are written. */
class Spool {
	readonly #path: string;
	readonly #file: number;
	readonly #table: typeof receiptWords;
	rows = 0;

	constructor(folder: string, table: typeof receiptWords) {
		this.#path = join(folder, `${table.id}.csv`);
		this.#table = table;
		this.#file = openSync(this.#path, "wx", 0o600);
		writeSync(this.#file, csvHead(releaseTable({ ...table, rows: [] })));
	}

	add(rows: readonly (readonly string[])[]): void {
		if (rows.length === 0) return;
		this.rows += rows.length;
		writeSync(this.#file, csvRows(releaseTable({ ...this.#table, rows })));
	}

	content(): AsyncIterable<Uint8Array> {
		return createReadStream(this.#path);
	}

	close(): void {
		closeSync(this.#file);
	}
}

interface Ledger {
	readonly receipts: Spool;
	readonly proposals: Spool;
	readonly counts: Map<ProblemCode, number>;
}

type Progress = Effects["progress"];

/** The bytes of one copy; its receipts and proposals go to the ledger. */
async function* copyOf(file: FileRepair, ledger: Ledger, progress: Progress): AsyncGenerator<Uint8Array> {
	let done = 0;
	for await (const { bytes, receipts, proposals } of file.pieces()) {
		ledger.receipts.add(receipts.map((receipt) => receiptRow(file.name, receipt)));
		ledger.proposals.add(proposals.map((proposal) => proposalRow(file.name, proposal)));
		for (const { code } of receipts) ledger.counts.set(code, (ledger.counts.get(code) ?? 0) + 1);
		done += bytes.length;
		progress?.("copying", file.name, done, file.fingerprint.bytes);
		yield bytes;
	}
}

/** Everything of the folder, in the order in which it is written. */
async function* outputs(files: readonly FileRepair[], ledger: Ledger, progress: Progress): AsyncGenerator<OutputFile> {
	const written: string[] = [];
	const named = (path: string, content: OutputFile["content"]): OutputFile => {
		written.push(path);
		return { path, content };
	};
	for (const file of files) {
		// In a copy, text that was read wrongly could not be told from text that was read rightly.
		if (file.twoEncodings) continue;
		if (!file.empty) yield named(file.name, copyOf(file, ledger, progress));
		// Its receipts are wanted, too: every row of it was left out as a copy.
		else for await (const _bytes of copyOf(file, ledger, progress));
	}
	yield named(receiptsName, ledger.receipts.content());
	if (ledger.proposals.rows > 0) yield named(proposalsName, ledger.proposals.content());
	const manifest = {
		schema: "cimp/manifest/1",
		producer,
		version,
		command: "doctor",
		inputs: files.map(({ file, fingerprint, layout }) => ({ file: file.name, sha256: fingerprint.sha256, layout })),
		outputs: [...written].sort(),
	};
	yield { path: manifestName, content: renderJson(manifest) };
}

/** Copies are read from the files a second time. */
async function* whenUnchanged(files: AsyncIterable<OutputFile>, examination: Examination): AsyncGenerator<OutputFile> {
	yield* files;
	await examination.unchanged();
}

const byText = (left: string, right: string): number => (left < right ? -1 : 1);

function repairsOf(files: readonly FileRepair[], ledger: Ledger): DoctorRepairs {
	const copyOrWhyNot = ({ twoEncodings, empty, name }: FileRepair): DoctorRepairs["copies"][number]["copy"] => {
		if (twoEncodings) return notDefined("its lines are in two encodings");
		return empty ? notDefined("every row stands in another file") : name;
	};
	return {
		copies: files.map((file) => ({ file: file.file.name, copy: copyOrWhyNot(file) })),
		receipts: [...ledger.counts].map(([code, count]) => ({ code, count })).sort((a, b) => byText(a.code, b.code)),
		proposals: ledger.proposals.rows,
	};
}

/** A person's answers in the folder are not written over. */
async function keepAnswers({ folder, force }: RepairWish): Promise<void> {
	const path = join(folder, proposalsName);
	if (force || !existsSync(path)) return;
	const answered = await hasAnswers({ path, name: proposalsName }).catch((error: unknown) => {
		// Not a file of proposals, and so not one that cimp wrote: the rules of the folder say what becomes of it.
		if (error instanceof Refusal) return false;
		throw error;
	});
	if (!answered) return;
	const found = `${proposalsName} with answers in it`;
	const help = `choose another folder, and apply the answers with --accept ${basename(folder)}/${proposalsName}`;
	throw new Refusal([problem("CIMP-E301", { file: basename(folder) }, { found, expected: "another folder", help })]);
}

/**
 * Writes the copies of all files that are not refused, in memory that does not grow with them.
 *
 * @throws Refusal with CIMP-E301, E302 or E305; the former folder stays as it was
 */
export async function writeRepairs(wish: RepairWish, effects: Effects): Promise<Repaired> {
	const { examination, folder, force, accepted } = wish;
	await keepAnswers(wish);
	const taken = [receiptsName, proposalsName, manifestName];
	const files = await examination.repairs({ taken, ...(accepted === undefined ? {} : { accepted }) });
	sweepAside(effects.temporaryFolder, spoolStem);
	const spools = makeAside(effects.temporaryFolder, spoolStem);
	const ledger = {
		receipts: new Spool(spools, receiptWords),
		proposals: new Spool(spools, proposalWords),
		counts: new Map<ProblemCode, number>(),
	};
	try {
		const { interrupted } = effects;
		await writeFolder(folder, whenUnchanged(outputs(files, ledger, effects.progress), examination), {
			force,
			...(interrupted ? { interrupted } : {}),
		});
		return { folder, repairs: repairsOf(files, ledger) };
	} finally {
		ledger.receipts.close();
		ledger.proposals.close();
		removeAside(spools);
	}
}
