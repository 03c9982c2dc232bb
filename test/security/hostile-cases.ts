/**
 * Hostile inputs: how each is made, and what the program makes of it. The test runs them all; what happened is the table
 * in docs/security.md.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type ZipEntry, zip } from "../helpers/archives.js";
import { changeCells } from "./inputs.js";

/** A name of a place, made of its own and something hostile. */
export interface HostileName {
	readonly what: string;
	readonly name: (own: string) => string;
}

export interface HostileCase {
	readonly what: string;
	/** Large: the program runs by itself, with little memory, and what it uses is measured. */
	readonly large?: true;
	/** Puts the input into a folder that holds sound files in `input`; returns the words of the command. */
	readonly put: (folder: string) => readonly string[];
}

const analyze = ["analyze", "input", "--out", "out"];

const config =
	(content: string) =>
	(folder: string): readonly string[] => {
		writeFileSync(join(folder, "cimp.config.yml"), content);
		return analyze;
	};

const map =
	(content: string) =>
	(folder: string): readonly string[] => {
		writeFileSync(join(folder, "map.yml"), content);
		return [...analyze, "--map", "map.yml"];
	};

const file =
	(name: string, content: string | Buffer) =>
	(folder: string): readonly string[] => {
		writeFileSync(join(folder, name), content);
		return ["analyze", name, "--out", "out"];
	};

const beside =
	(name: string, content: string | Buffer) =>
	(folder: string): readonly string[] => {
		writeFileSync(join(folder, "input", name), content);
		return analyze;
	};

const aliases = Array.from({ length: 20 }, (_, level) => {
	const before = level === 0 ? '"x"' : `*a${level - 1}`;
	return `a${level}: &a${level} [${Array(10).fill(before).join(", ")}]`;
}).join("\n");

const escaping: readonly ZipEntry[] = [
	{ name: "../../escaped.txt", data: "words\n" },
	{ name: "link.txt", data: "/etc/passwd", mode: 0o120777 },
];

/** What is shown anyway: names. */
export const names: readonly HostileName[] = [
	{ what: "names with a script", name: (own) => `${own}</title></style><script>alert(1)</script>` },
	{ what: "names with markup that loads", name: (own) => `<img src=x onerror=alert(1)>${own}<!-- -->` },
	{ what: "names with quotes and attributes", name: (own) => `${own}" onmouseover="alert(1)' style='x` },
	{ what: "names with right-to-left marks", name: (own) => `\u202E${own}\u2066 \u05D0\u05D1` },
	{
		what: "names with control characters",
		name: (own) => `\u001b[31m${own}\u0007\u0000\u0085`.replaceAll("\u0000", ""),
	},
	{ what: "names with emoji and combining marks", name: (own) => `${own} 👩‍👩‍👧‍👦 Z\u0351\u0310 \u{1F3F4}` },
	{ what: "names of 10,000 characters", name: (own) => `${own} ${"long ".repeat(2000)}` },
	{ what: "names that are paths of this machine", name: (own) => `/home/someone/${own}/../../etc/passwd` },
	{ what: "names that are paths of Windows, and addresses of files", name: (own) => `C:\\Users\\${own} file:///tmp/x` },
	{ what: "names that name a source map", name: (own) => `${own} //# sourceMappingURL=x.map` },
	{ what: "names that are formulas", name: (own) => `=HYPERLINK("x","${own}")` },
	{ what: "names that begin with +, - or @", name: (own) => `${["+", "-", "@"][own.length % 3]}${own}` },
	{ what: "names that are keys of objects", name: (own) => (own.length % 2 === 0 ? "__proto__" : "constructor") },
];

export const others: readonly HostileCase[] = [
	{
		what: "a zip bomb (300 MB of one letter)",
		large: true,
		put: file("a.gz", gzipSync(Buffer.alloc(300 * 1024 ** 2, 0x61))),
	},
	{ what: "an archive of paths out of its folder, and links", put: file("slip.zip", zip(escaping)) },
	{ what: "the same, beside sound files", put: beside("slip.zip", zip(escaping)) },
	{
		what: "an archive inside an archive inside an archive",
		put: file("deep.zip", zip([{ name: "b.zip", data: zip([{ name: "c.zip", data: zip(escaping) }]) }])),
	},
	{
		what: "a header of 100,000 columns",
		large: true,
		put: file("wide.csv", `${Array.from({ length: 100_000 }, (_, i) => `c${i}`).join(",")}\n${"1,".repeat(99_999)}1\n`),
	},
	{
		what: "a header of 100,000 empty columns",
		large: true,
		put: file("commas.csv", `${",".repeat(99_999)}\n${",".repeat(99_999)}\n`),
	},
	{ what: "one line of 50 MB", large: true, put: file("line.csv", Buffer.alloc(50 * 1024 ** 2, 0x61)) },
	{
		what: "a known header, and one line of 50 MB behind it",
		large: true,
		put: (folder) => {
			changeCells(join(folder, "input", "results-2025.txt"), (cell, heading, _isRead, row) =>
				row === 2 && heading === "School Name" ? "a".repeat(50 * 1024 ** 2) : cell,
			);
			return analyze;
		},
	},
	{ what: "settings whose YAML aliases multiply", put: config(aliases) },
	{ what: "settings nested 20,000 deep", put: config(`files: ${"[".repeat(20_000)}`) },
	{
		what: "settings with the keys `__proto__` and `constructor`",
		put: config("__proto__: { strict: true }\nconstructor: { prototype: { strict: true } }\n"),
	},
	{ what: "settings that name a file outside their folder", put: config('covariates: ["../../etc/passwd"]\n') },
	{
		what: "settings that name an output outside their folder",
		put: (folder) => [...config("out: /var/tmp/elsewhere\n")(folder).slice(0, 2)],
	},
	{ what: "a column map whose YAML aliases multiply", put: map(aliases) },
	{ what: "a column map with the key `__proto__`", put: map("roles: { __proto__: { cds: x }, constructor: y }\n") },
	{
		what: "a table with the headings `__proto__` and `constructor`",
		put: file("proto.csv", "__proto__,constructor,toString\n1,2,3\n"),
	},
	{
		what: "a crosswalk with the headings `__proto__` and `constructor`, and formulas in its cells",
		put: (folder) => {
			const line = "2024,2025,01990019900001,01990019900009,=cmd,@x,moved,-1,no,x,y";
			const header = "from_year,to_year,from_cds,to_cds,from_name,to_name,change,basis,accepted,__proto__,constructor";
			writeFileSync(join(folder, "crosswalk.csv"), `${header}\n${line}\n`);
			return [...analyze, "--crosswalk", "crosswalk.csv"];
		},
	},
	{
		what: "student groups called `__proto__` and `constructor`",
		put: (folder) => {
			changeCells(join(folder, "input", "results-2025.txt"), (cell, heading, _isRead, row) =>
				heading === "Student Group ID" && row % 7 === 6 ? (row % 2 === 0 ? "__proto__" : "constructor") : cell,
			);
			return analyze;
		},
	},
];
