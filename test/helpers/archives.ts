/** Archives and workbooks as bytes, sound or damaged, for tests: what a person's downloads look like. */

import { crc32, deflateRawSync } from "node:zlib";

export interface ZipEntry {
	/** Path in the archive; bytes where it is not UTF-8. */
	readonly name: string | Buffer;
	readonly data: string | Buffer;
	/** 8 (deflate) where not given; 0 is stored; anything else is only written down. */
	readonly method?: number;
	/** A Unix mode, such as 0o120777 for a link. */
	readonly mode?: number;
	readonly encrypted?: boolean;
	/** A checksum other than the right one. */
	readonly crc?: number;
	/** An uncompressed size other than the right one. */
	readonly size?: number;
}

interface Written {
	readonly local: Buffer;
	readonly central: Buffer;
}

function record(entry: ZipEntry, offset: number): Written {
	const name = Buffer.from(entry.name as string);
	const data = Buffer.from(entry.data as string);
	const method = entry.method ?? 8;
	const packed = method === 8 ? deflateRawSync(data) : data;
	const common = Buffer.alloc(26);
	common.writeUInt16LE(20, 0);
	common.writeUInt16LE((typeof entry.name === "string" ? 0x0800 : 0) | (entry.encrypted ? 1 : 0), 2);
	common.writeUInt16LE(method, 4);
	common.writeUInt32LE((entry.crc ?? crc32(data)) >>> 0, 10);
	common.writeUInt32LE(packed.length, 14);
	common.writeUInt32LE(entry.size ?? data.length, 18);
	common.writeUInt16LE(name.length, 22);
	const rest = Buffer.alloc(14);
	rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
	rest.writeUInt32LE(offset, 10);
	const madeByUnix = Buffer.from([20, 3]);
	return {
		local: Buffer.concat([Buffer.from("PK\u0003\u0004"), common, name, packed]),
		central: Buffer.concat([Buffer.from("PK\u0001\u0002"), madeByUnix, common, rest, name]),
	};
}

/** A zip archive with these members, in this order. */
export function zip(entries: readonly ZipEntry[]): Buffer {
	const locals: Buffer[] = [];
	const centrals: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const { local, central } = record(entry, offset);
		locals.push(local);
		centrals.push(central);
		offset += local.length;
	}
	const directory = Buffer.concat(centrals);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(entries.length, 4);
	end.writeUInt16LE(entries.length, 6);
	end.writeUInt32LE(directory.length, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...locals, directory, Buffer.from("PK\u0005\u0006"), end]);
}

/** A cell: text, a number, or the inner XML of a `c` element with its attributes. */
export type SheetCell = string | number | { readonly attributes: string; readonly xml: string } | undefined;

export interface SheetOptions {
	readonly name: string;
	readonly rows: readonly (readonly SheetCell[])[];
}

const escaped = (text: string): string =>
	text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("\r", "_x000D_");

const columnLetters = (index: number): string =>
	(index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));

/** The parts of a workbook as its archive holds them, texts in a shared list as spreadsheets write them. */
export function workbookParts(sheets: readonly SheetOptions[]): Map<string, string> {
	const shared = new Map<string, number>();
	const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
	const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
	const cellXml = (cell: SheetCell, row: number, column: number): string => {
		const place = `r="${columnLetters(column)}${row + 1}"`;
		if (cell === undefined) return "";
		if (typeof cell === "number") return `<c ${place}><v>${cell}</v></c>`;
		if (typeof cell === "object") return `<c ${place} ${cell.attributes}>${cell.xml}</c>`;
		const index = shared.get(cell) ?? shared.size;
		shared.set(cell, index);
		return `<c ${place} t="s"><v>${index}</v></c>`;
	};
	const parts = new Map<string, string>([["[Content_Types].xml", `${head}<Types/>`]]);
	sheets.forEach(({ rows }, index) => {
		const body = rows.map(
			(cells, row) => `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, row, column)).join("")}</row>`,
		);
		parts.set(
			`xl/worksheets/sheet${index + 1}.xml`,
			`${head}<worksheet ${main}><sheetData>${body.join("")}</sheetData></worksheet>`,
		);
	});
	const list = sheets.map(
		({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
	);
	parts.set(
		"xl/workbook.xml",
		`${head}<workbook ${main} xmlns:r="${types}"><sheets>${list.join("")}</sheets></workbook>`,
	);
	const relations = [
		...sheets.map((_, index) => [`rId${index + 1}`, "worksheet", `worksheets/sheet${index + 1}.xml`]),
		["rIdTexts", "sharedStrings", "/xl/sharedStrings.xml"],
	].map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`);
	parts.set("xl/_rels/workbook.xml.rels", `${head}<Relationships>${relations.join("")}</Relationships>`);
	const texts = [...shared.keys()].map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
	parts.set("xl/sharedStrings.xml", `${head}<sst ${main}>${texts.join("")}</sst>`);
	return parts;
}

export const zipOfParts = (parts: ReadonlyMap<string, string>): Buffer =>
	zip([...parts].map(([name, data]) => ({ name, data })));

export const xlsx = (sheets: readonly SheetOptions[]): Buffer => zipOfParts(workbookParts(sheets));
