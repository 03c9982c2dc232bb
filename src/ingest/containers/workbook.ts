/** .xlsx workbooks: which sheets there are, and each filled one as a CSV file in the work folder. */

import { posix } from "node:path";
import { problem, Refusal } from "../../domain/problem.js";
import type { InputFile } from "../source.js";
import { cellText } from "./cell-text.js";
import { type Budget, unusable } from "./limits.js";
import { MemberNames } from "./names.js";
import { sheetAsCsv } from "./sheet.js";
import type { Spool } from "./spool.js";
import { readXml, XmlError } from "./xml.js";
import type { ZipArchive, ZipMember } from "./zip.js";

export const workbookPart = "xl/workbook.xml";

/** Characters of the texts that a workbook's cells share, held in memory while its sheets are read. */
const mostSharedCharacters = 100_000_000;

interface Sheet {
	readonly name: string;
	readonly relation: string;
}

interface Relation {
	readonly id: string;
	readonly part: string;
	/** "worksheet", "sharedStrings": the last word of the relation's type. */
	readonly kind: string;
}

async function readSheets(part: ZipMember): Promise<Sheet[]> {
	const sheets: Sheet[] = [];
	const open = (tag: string, { name = "", id = "" }: Readonly<Record<string, string>>): void => {
		if (tag === "sheet") sheets.push({ name, relation: id });
	};
	await readXml(part.content(), { open });
	return sheets;
}

async function readRelations(part: ZipMember): Promise<Relation[]> {
	const relations: Relation[] = [];
	const open = (tag: string, { Id = "", Target = "", Type = "" }: Readonly<Record<string, string>>): void => {
		// Targets are places inside the workbook, relative to its folder or absolute.
		const target = posix.resolve("/xl", Target).slice(1);
		if (tag === "Relationship") relations.push({ id: Id, part: target, kind: Type.split("/").at(-1) ?? "" });
	};
	await readXml(part.content(), { open });
	return relations;
}

/** The texts that cells refer to by their number. */
async function readSharedTexts(part: ZipMember): Promise<string[]> {
	const texts: string[] = [];
	let [text, reading, phonetic, size] = ["", false, false, 0];
	await readXml(part.content(), {
		open: (name) => {
			if (name === "si") text = "";
			else if (name === "rPh") phonetic = true;
			else if (name === "t") reading = !phonetic;
		},
		text: (piece) => {
			if (!reading) return;
			text += piece;
			size += piece.length;
		},
		close: (name) => {
			if (name === "t") reading = false;
			else if (name === "rPh") phonetic = false;
			else if (name === "si") texts.push(cellText(text));
			// A text costs memory even where it is empty.
			if (size + 8 * texts.length > mostSharedCharacters) throw new XmlError("more text than a table has");
		},
	});
	return texts;
}

interface Parts {
	/** Filled or not, in the workbook's order. */
	readonly sheets: readonly { readonly name: string; readonly member: ZipMember }[];
	readonly shared: readonly string[];
}

async function readParts(archive: ZipArchive): Promise<Parts> {
	const members = new Map([...archive.members].reverse().map((member) => [member.path, member]));
	const part = (path: string): ZipMember => {
		const member = members.get(path);
		if (member === undefined) throw new XmlError(`no part ${path}`);
		return member;
	};
	const relations = await readRelations(part("xl/_rels/workbook.xml.rels"));
	const sharedPart = relations.find((relation) => relation.kind === "sharedStrings");
	const shared = sharedPart === undefined ? [] : await readSharedTexts(part(sharedPart.part));
	const sheets = (await readSheets(part(workbookPart))).flatMap(({ name, relation }) => {
		const found = relations.find((entry) => entry.id === relation);
		if (found === undefined) throw new XmlError(`no part for the sheet ${name}`);
		return found.kind === "worksheet" ? [{ name, member: part(found.part) }] : [];
	});
	return { sheets, shared };
}

/** Turns what is wrong with a part into CIMP-E125 for the workbook. */
async function readingParts<T>(file: InputFile, read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		if (!(error instanceof XmlError)) throw error;
		throw unusable(file.name, `a damaged workbook: ${error.message}`);
	}
}

/**
 * Writes every filled sheet as a CSV file of its own.
 *
 * @throws Refusal CIMP-E125 where the workbook is damaged, CIMP-E103 where no cell is filled
 */
export async function unpackWorkbook(
	file: InputFile,
	archive: ZipArchive,
	{ spool, budget }: { readonly spool: Spool; readonly budget: Budget },
): Promise<InputFile[]> {
	const { sheets, shared } = await readingParts(file, () => readParts(archive));
	const names = new MemberNames(file.name);
	const files: InputFile[] = [];
	for (const [position, { name: sheet, member }] of sheets.entries()) {
		const name = names.next(sheet.replace(/[\\/]/g, " "));
		const csv = budget.counted(sheetAsCsv(member.content(), shared));
		const { path, bytes } = await readingParts(file, () => spool.write(csv, name));
		if (bytes === 0) await spool.remove(path);
		else files.push({ path, name, alias: `${file.alias ?? file.name}/sheet ${position + 1}`, offered: "found" });
	}
	if (files.length === 0) {
		throw new Refusal([problem("CIMP-E103", { file: file.name }, { found: "a workbook without a filled cell" })]);
	}
	return files;
}
