/** Sound tables of every layout, and the ways in which files are damaged on their way. */

import type { Layout, Role } from "../../src/ingest/layouts/index.js";
import { type Cells, tableText } from "./helpers.js";

/** Whole numbers from 0 to below a limit. */
export type Random = (below: number) => number;

/** A small generator of whole numbers, seeded (mulberry32). */
export function randomOf(seed: number): Random {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

const schoolOf = (number: number): string => String(9_000_001 + number);

/** The code of a table's row, from 0. */
export const cdsOf = (number: number): string => `0899901${schoolOf(number)}`;

/** The cells of a row: every row has its own school, counts and name; every fifth is withheld. */
function cellsOf(layout: Layout, number: number): Partial<Record<Role, string>> {
	const withheld = number % 5 === 4;
	const science = layout.id.startsWith("cast");
	return {
		...{ cds: cdsOf(number), county: "08", district: "99901", school: schoolOf(number) },
		...{ year: /\d{4}/.exec(layout.years)?.[0] ?? "2024", schoolYear: "2022-23", grade: "5", entityType: "7" },
		...{ test: science ? "17" : "2", subject: "math", group: layout.id === "dashboard-panel" ? "all" : "1" },
		...{ countyName: "Del Norte", districtName: "Sample Unified", schoolName: `Escuela Año ${number}` },
		...{ enrolled: String(70 + number), tested: String(65 + number) },
		scored: withheld ? "*" : String(60 + number),
		meanScaleScore: withheld ? "*" : `${2400 + (number % 90)}.5`,
		percentMet: withheld ? "*" : "45",
		distanceFromStandard: `-${number % 90}.5`,
		reliability: "reliable",
		...{ percentSed: "61.5", percentFrpm: layout.id === "frpm" ? "0.625" : "62.5", percentEl: "21.5", percentSwd: "9" },
		...{ charter: "No", schoolType: "Elementary", lowGrade: "K", highGrade: "5", gradeSpan: "K-5" },
		...{ aggregateLevel: "S", charterSelection: "All", reportingCategory: "TA" },
	};
}

/** A sound file with so many rows, as the state writes it; headings in one line. */
export function soundTable(layout: Layout, rows: number): string {
	const cells = Array.from({ length: rows }, (_, number): Cells => {
		const values = cellsOf(layout, number);
		return Object.fromEntries(
			layout.columns.map(({ header, role }) => [header.replace(/\s+/g, " "), (role && values[role]) ?? ""]),
		);
	});
	const headers = layout.columns.map(({ header }) => header.replace(/\s+/g, " "));
	return tableText(layout, cells, layout.writing, headers);
}

/** Texts stand for bytes here: one character each. */
type Damage = (text: string, random: Random, delimiter: string) => string;

const splice = (text: string, at: number, remove: number, insert = ""): string =>
	text.slice(0, at) + insert + text.slice(at + remove);

const onLine = (text: string, random: Random, change: (line: string) => string): string => {
	const lines = text.split("\r\n");
	const at = random(lines.length - 1);
	lines[at] = change(lines[at] ?? "");
	return lines.join("\r\n");
};

/** A change to one column of all lines. */
const onColumn = (text: string, random: Random, delimiter: string, change: (cell: string) => string[]): string => {
	const lines = text.split("\r\n");
	const at = random((lines[0] ?? "").split(delimiter).length);
	const changed = lines.map((line) =>
		line === ""
			? line
			: line
					.split(delimiter)
					.flatMap((cell, place) => (place === at ? change(cell) : [cell]))
					.join(delimiter),
	);
	return changed.join("\r\n");
};

const flipped = (text: string, random: Random, times: number): string => {
	let bytes = text;
	for (let time = 0; time < times; time++) {
		const at = random(bytes.length);
		bytes = splice(bytes, at, 1, String.fromCharCode(bytes.charCodeAt(at) ^ (1 << random(8))));
	}
	return bytes;
};

/** A place inside the data, behind the header. */
const inData = (text: string, random: Random): number => {
	const from = text.indexOf("\r\n") + 2;
	return from + random(Math.max(1, text.length - from));
};

export const damages: Readonly<Record<string, Damage>> = {
	"a byte flipped": (text, random) => flipped(text, random, 1),
	"bytes flipped": (text, random) => flipped(text, random, 3 + random(20)),
	"line cut": (text, random) => onLine(text, random, (line) => line.slice(0, random(line.length + 1))),
	"line lost": (text, random) => onLine(text, random, () => "").replace("\r\n\r\n", "\r\n"),
	"quote opened": (text, random) => onLine(text, random, (line) => splice(line, random(line.length + 1), 0, '"')),
	"quotes opened on two lines": (text, random) =>
		[1, 2].reduce((so) => onLine(so, random, (line) => splice(line, random(line.length + 1), 0, '"')), text),
	"line end removed": (text, random) => {
		const breaks = [...text.matchAll(/\r\n/g)];
		return splice(text, breaks[random(breaks.length)]?.index ?? 0, 1 + random(2));
	},
	"line ends mixed": (text, random) =>
		text.replace(/\r\n/g, () => ["\r\n", "\n", "\r\r\n", "\r\n\r\n"][random(4)] ?? ""),
	"line doubled": (text, random) => onLine(text, random, (line) => `${line}\r\n${line}`),
	"column dropped": (text, random, delimiter) => onColumn(text, random, delimiter, () => []),
	"column doubled": (text, random, delimiter) => onColumn(text, random, delimiter, (cell) => [cell, cell]),
	"column emptied": (text, random, delimiter) => {
		let first = true;
		return onColumn(text, random, delimiter, (cell) => {
			const header = first;
			first = false;
			return [header ? cell : ""];
		});
	},
	"column renamed": (text, random) => {
		const at = random(text.indexOf("\r\n"));
		return splice(text, at, random(2), "q");
	},
	"columns exchanged": (text, random, delimiter) => {
		const [header = "", ...lines] = text.split("\r\n");
		const names = header.split(delimiter);
		const [one, two] = [random(names.length), random(names.length)];
		[names[one], names[two]] = [names[two] ?? "", names[one] ?? ""];
		return [names.join(delimiter), ...lines].join("\r\n");
	},
	truncated: (text, random) => text.slice(0, random(text.length)),
	"head lost": (text, random) => text.slice(random(text.length)),
	"bytes inserted": (text, random) =>
		splice(text, random(text.length), 0, ["\0", "\r", "\n", "\x96", '""', "^,", "\x1a", "\xff\xfe"][random(8)]),
	"something before the header": (text, random) =>
		["\r", "\n", " \r\n", "\xef\xbb\xbf\xef\xbb\xbf", "A title\r\n", "\r\r", '"', "sep=,\r\n"][random(8)] + text,
	"something behind the last line": (text, random) =>
		text + ["\x1a", "\0\0\0", '"', "Total,,\r\n", "  \r\n\t\r\n", "\r", "(3 rows affected)\r\n\r\n"][random(7)],
	"a hole of zero bytes": (text, random) => {
		const length = 1 + random(600);
		return splice(text, inData(text, random), length, "\0".repeat(length));
	},
	"a block moved": (text, random) => {
		const at = inData(text, random);
		const block = text.slice(at, at + random(1000));
		const rest = splice(text, at, block.length);
		return splice(rest, inData(rest, random), 0, block);
	},
	"delimiter of a line changed": (text, random, delimiter) =>
		onLine(text, random, (line) => line.replaceAll(delimiter, delimiter === "^" ? "," : "^")),
	"delimiter of the data changed": (text, _, delimiter) => {
		const from = text.indexOf("\r\n");
		return text.slice(0, from) + text.slice(from).replaceAll(delimiter, delimiter === ";" ? "," : ";");
	},
	"quotes stripped": (text, random) =>
		random(2) === 0 ? text.replaceAll('"', "") : onLine(text, random, (line) => line.replaceAll('"', "")),
	"zeros lost": (text) => text.replace(/(^|[^0-9.])0+(?=\d)/gm, "$1"),
	"a code in scientific notation": (text, random) =>
		onLine(text, random, (line) =>
			line.replace(/\d{5,}/, (code) => `${code[0]}.${code.slice(1, 3)}E+${code.length - 1}`),
		),
	"two files pasted together": (text, random) => `${text}${text.slice(0, random(text.length))}`,
};

const blank = (line: string): boolean => /^ *$/.test(line);

/** The last line of the header, from 0: found by its text, whatever stands before it or breaks it in two. */
function headerLine(lines: readonly string[], header: string): number {
	const dense = (some: readonly string[]): string => some.join("").replace(/\s/g, "");
	const ends = (at: number): boolean =>
		[0, 1].some((before) => at >= before && dense(lines.slice(at - before, at + 1)).endsWith(dense([header])));
	const found = lines.findIndex((_, at) => ends(at));
	return found >= 0 ? found : lines.findIndex((line) => !blank(line));
}

/**
 * Records of a damaged file, counted without any reader: lines behind the header that are not blank. Lines that only
 * together make a record of as many fields as the header has, because a line break went into quotes, count as one.
 *
 * @param text the sound file
 */
export function recordLines(text: string, damaged: string, delimiter: string): number {
	const [header = ""] = text.split("\r\n");
	const lines = damaged.split(damaged.includes("\n") ? "\n" : "\r").map((line) => line.replace(/\r$/, ""));
	const data = lines.slice(headerLine(lines, header) + 1);
	const escaped = delimiter.replace(/[\^|]/, "\\$&");
	const field = `(?:"(?:[^"]|"")*"|(?!")[^${escaped}\\n]*)`;
	const record = new RegExp(`^${field}(?:${escaped}${field}){${header.split(delimiter).length - 1}}$`);
	let records = 0;
	for (let at = 0; at < data.length; at++) {
		const line = data[at] ?? "";
		if (blank(line)) continue;
		records++;
		const odd = line.split('"').length % 2 === 0;
		const more = odd ? [1, 2, 3].find((count) => record.test(data.slice(at, at + 1 + count).join("\n"))) : undefined;
		at += more ?? 0;
	}
	return records;
}

/** Rows, from 0, whose line stands in the damaged text once and as it was. */
export function intactRows(text: string, damaged: string): number[] {
	const times = new Map<string, number>();
	for (const line of damaged.split(/\r?\n/)) times.set(line, (times.get(line) ?? 0) + 1);
	return text
		.split("\r\n")
		.slice(1, -1)
		.flatMap((line, number) => (times.get(line) === 1 ? [number] : []));
}
