/** Random ways of writing a table: delimiter, quotes, line ends, order of columns, encoding. */

import fc from "fast-check";
import type { Delimiter, Layout } from "../../src/ingest/layouts/index.js";
import type { Repertoire } from "./random-cells.js";
import { type RandomTable, type RowFamily, tablesOf } from "./random-tables.js";

export const encodings = ["utf-8", "utf-8 with byte-order mark", "windows-1252", "utf-16le", "utf-16be"] as const;
export const quotings = ["all", "minimal", "none", "here and there"] as const;

export interface Style {
	readonly delimiter: Delimiter;
	readonly quoting: (typeof quotings)[number];
	readonly lineEnding: "\r\n" | "\n" | "\r";
	readonly encoding: (typeof encodings)[number];
	/** Columns turned by so many places, then perhaps reversed. */
	readonly turn: number;
	readonly reversed: boolean;
	/** Blanks put around every n-th unquoted cell; 0 for none. */
	readonly blanks: number;
	readonly lastLineEnds: boolean;
	readonly blankLines: number;
}

const styles: fc.Arbitrary<Style> = fc.record({
	delimiter: fc.constantFrom<Delimiter>(",", "^", "\t", ";", "|"),
	quoting: fc.constantFrom(...quotings),
	lineEnding: fc.constantFrom("\r\n", "\r\n", "\n", "\n", "\r"),
	encoding: fc.constantFrom(...encodings),
	turn: fc.nat({ max: 68 }),
	reversed: fc.boolean(),
	blanks: fc.constantFrom(0, 0, 3, 7),
	lastLineEnds: fc.boolean(),
	blankLines: fc.constantFrom(0, 0, 1, 2),
});

/** What a style can carry. */
const repertoireOf = ({ delimiter, quoting, lineEnding, encoding }: Style): Repertoire => ({
	wide: encoding !== "windows-1252",
	breaks: quoting !== "none" && lineEnding !== "\r",
	without: quoting === "none" ? delimiter : "",
});

/** The cell of a column: its role's, or for one that is not read something that its kind allows. */
function textOf(column: Layout["columns"][number], row: RandomTable["rows"][number], aside: string): string {
	if (column.role !== undefined) return row.roles[column.role] ?? "";
	return column.kind === "text" && column.header !== "Filler" ? aside : "";
}

const mustQuote = (text: string, delimiter: string): boolean =>
	text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text);

/** The table as text. */
export function textOfTable({ layout, rows, asides }: RandomTable, style: Style): string {
	const { delimiter, quoting, lineEnding } = style;
	const at = style.turn % layout.columns.length;
	const turned = [...layout.columns.slice(at), ...layout.columns.slice(0, at)];
	const columns = style.reversed ? turned.reverse() : turned;
	let number = 0;
	const cell = (text: string, heading: boolean): string => {
		number++;
		const quoted =
			quoting === "all" ||
			(quoting === "minimal" && mustQuote(text, delimiter)) ||
			(quoting === "here and there" && (mustQuote(text, delimiter) || number % 5 === style.turn % 5));
		if (quoted) return `"${text.replaceAll('"', '""')}"`;
		const blank = !heading && style.blanks > 0 && number % style.blanks === 0 ? " " : "";
		return `${blank}${text}${blank}`;
	};
	// Line breaks in headings need quotes, and a file of old line ends has no others.
	const plainHeadings = quoting === "none" || lineEnding === "\r";
	const headings = columns.map(({ header }) => cell(plainHeadings ? header.replace(/\s+/g, " ") : header, true));
	const data = rows.map((row, index) =>
		columns.map((column, place) => cell(textOf(column, row, asides[(index + place) % asides.length] ?? ""), false)),
	);
	const text = [headings, ...data].map((cells) => cells.join(delimiter)).join(lineEnding);
	return text + (style.lastLineEnds ? lineEnding + lineEnding.repeat(style.blankLines) : "");
}

const western: Readonly<Record<string, number>> = { "€": 0x80, Œ: 0x8c, "’": 0x92, "–": 0x96 };

/** The text as bytes. */
export function encode(text: string, encoding: Style["encoding"]): Buffer {
	if (encoding === "utf-8") return Buffer.from(text);
	if (encoding === "utf-8 with byte-order mark") return Buffer.from(`\uFEFF${text}`);
	if (encoding === "windows-1252") {
		return Buffer.from(
			[...text].map((letter) => {
				const byte = western[letter] ?? letter.charCodeAt(0);
				if (byte > 0xff) throw new Error(`${letter} can't be written in Windows-1252`);
				return byte;
			}),
		);
	}
	const little = Buffer.from(`\uFEFF${text}`, "utf16le");
	return encoding === "utf-16le" ? little : little.swap16();
}

export interface RandomFile {
	readonly table: RandomTable;
	readonly style: Style;
	readonly container: string;
}

/** Random files of a family's layouts, in one of the containers. */
export const filesOf = (family: RowFamily, containers: readonly string[]): fc.Arbitrary<RandomFile> =>
	styles.chain((style) =>
		fc.record({
			table: tablesOf(family, repertoireOf(style)),
			style: fc.constant(style),
			container: fc.constantFrom(...containers),
		}),
	);
