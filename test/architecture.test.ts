import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { analyses } from "../src/analyses/index.js";
import { repository } from "./helpers/workdir.js";

/** The import table of docs/architecture.md. A room may always import itself. */
interface Room {
	readonly rooms: readonly string[];
	readonly packages: readonly string[];
	/** Builtins of Node; the rooms that may touch the world have all. */
	readonly builtins: readonly string[] | "all";
}

const statistics = { rooms: [], packages: ["simple-statistics"], builtins: [] };
const table: Readonly<Record<string, Room>> = {
	domain: { rooms: [], packages: [], builtins: [] },
	stats: statistics,
	ingest: { rooms: ["domain"], packages: ["@duckdb/node-api", "csv-parse", "sax", "yauzl"], builtins: "all" },
	privacy: { rooms: ["domain", "stats"], packages: [], builtins: [] },
	charts: { rooms: ["domain"], packages: ["vega", "vega-lite"], builtins: [] },
	report: { rooms: ["domain", "charts", "privacy"], packages: [], builtins: ["node:crypto"] },
	analyses: { rooms: ["domain", "stats", "privacy", "charts", "report"], packages: ["arquero"], builtins: [] },
	placement: { rooms: ["domain", "stats", "privacy", "charts", "report"], packages: [], builtins: [] },
	simulation: { rooms: ["domain", "stats", "ingest"], packages: [], builtins: [] },
	app: {
		rooms: ["domain", "stats", "ingest", "privacy", "charts", "report", "analyses", "placement", "simulation"],
		packages: ["zod", "yaml"],
		builtins: "all",
	},
	cli: {
		rooms: ["domain", "app", "analyses", "placement", "ingest", "report"],
		packages: ["commander", "chalk"],
		builtins: "all",
	},
};

/** Only here may files be read in `ingest`: everything else works on what it hands on. */
const ingestReaders = /^src\/ingest\//;

const source = join(repository, "src");

function files(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return files(path);
		return name.endsWith(".ts") ? [path] : [];
	});
}

interface Import {
	readonly from: string;
	readonly specifier: string;
	readonly typeOnly: boolean;
}

const text = new Map(files(source).map((path) => [path, readFileSync(path, "utf8")]));
const importPattern =
	/(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?from\s+"([^"]+)"|import\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;
const imports: Import[] = [...text].flatMap(([from, content]) =>
	[...content.matchAll(importPattern)].map((found) => ({
		from,
		specifier: found[2] ?? found[3] ?? found[4] ?? "",
		typeOnly: found[1] !== undefined,
	})),
);

const roomOf = (path: string): string => relative(source, path).split(/[\\/]/)[0] ?? "";
const shown = (path: string): string => relative(repository, path).replaceAll("\\", "/");
const targetOf = (entry: Import): string => resolve(dirname(entry.from), entry.specifier.replace(/\.js$/, ".ts"));
const local = (entry: Import): boolean => entry.specifier.startsWith(".");

describe("the import table", () => {
	it("knows every room", () => {
		const rooms = [...new Set([...text.keys()].map(roomOf))].filter((room) => !room.endsWith(".ts"));
		expect(rooms.filter((room) => !(room in table))).toEqual([]);
	});

	it("lets rooms import only what the table says", () => {
		const wrong = imports.filter(local).filter((entry) => {
			const [room, target] = [roomOf(entry.from), roomOf(targetOf(entry))];
			return room !== target && !room.endsWith(".ts") && !table[room]?.rooms.includes(target);
		});
		expect(wrong.map((entry) => `${shown(entry.from)} imports ${entry.specifier}`)).toEqual([]);
	});

	it("keeps each package in its one room", () => {
		const isBuiltin = (name: string): boolean => name.startsWith("node:") || builtinModules.includes(name);
		const wrong = imports
			.filter((entry) => !local(entry))
			.filter((entry) => {
				const room = table[roomOf(entry.from)];
				if (room === undefined) return true;
				if (isBuiltin(entry.specifier)) return room.builtins !== "all" && !room.builtins.includes(entry.specifier);
				const name = entry.specifier
					.split("/")
					.slice(0, entry.specifier.startsWith("@") ? 2 : 1)
					.join("/");
				return !room.packages.includes(name);
			});
		expect(wrong.map((entry) => `${shown(entry.from)} imports ${entry.specifier}`)).toEqual([]);
	});

	it("uses every package that the user named, in its room", () => {
		const used = new Set(imports.map((entry) => entry.specifier));
		for (const name of ["commander", "arquero", "csv-parse", "simple-statistics", "vega-lite", "vega", "chalk"]) {
			expect(
				[...used].some((specifier) => specifier === name || specifier.startsWith(`${name}/`)),
				name,
			).toBe(true);
		}
	});

	it("is what docs/architecture.md prints", () => {
		const page = readFileSync(join(repository, "docs", "architecture.md"), "utf8");
		for (const [room, { rooms, packages }] of Object.entries(table)) {
			const line = page.split("\n").find((row) => row.startsWith(`| \`${room}\` |`)) ?? "";
			const [, , , allowed = "", outside = ""] = line.split("|").map((cell) => cell.trim());
			expect({ room, allowed, outside }).toEqual({
				room,
				allowed: rooms.length === 0 ? "–" : rooms.join(", "),
				outside: packages.length === 0 ? "–" : packages.join(", "),
			});
		}
	});
});

describe("the house rules", () => {
	it("lets no analysis import another", () => {
		const slices = Object.values(analyses).map(({ id }) => id);
		for (const slice of slices) expect(existsSync(join(source, "analyses", slice)), slice).toBe(true);
		const sliceOf = (path: string): string => relative(join(source, "analyses"), path).split(/[\\/]/)[0] ?? "";
		const wrong = imports.filter(local).filter((entry) => {
			const [from, to] = [sliceOf(entry.from), sliceOf(targetOf(entry))];
			return roomOf(entry.from) === "analyses" && from !== to && slices.includes(to) && !from.endsWith(".ts");
		});
		expect(wrong.map((entry) => `${shown(entry.from)} imports ${entry.specifier}`)).toEqual([]);
	});

	it("touches clock, environment and chance only in app and cli", () => {
		const wrong = [...text]
			.filter(([path]) => !["app", "cli"].includes(roomOf(path)) && !ingestReaders.test(shown(path)))
			.filter(([, content]) => /\bprocess\.|\bDate\.now|new Date\(\)|Math\.random|performance\.now/.test(content));
		expect(wrong.map(([path]) => shown(path))).toEqual([]);
		const anywhere = [...text].filter(([, content]) => /Date\.now\(|new Date\(\)|Math\.random\(/.test(content));
		expect(anywhere.map(([path]) => shown(path))).toEqual([]);
	});

	it("makes released tables and documents in the privacy room alone, and writes public files of nothing else", () => {
		const casts = [...text].filter(([, content]) => /\bas (?:unknown as )?Released(?:Table\b|<)/.test(content));
		expect(casts.map(([path]) => shown(path)).filter((path) => !path.startsWith("src/privacy/"))).toEqual([]);
		// What goes through the gate is made by writers that take released things, or is a chart's own drawing.
		const writing = text.get(join(source, "app", "writing.ts")) ?? "";
		const made = [...writing.matchAll(/yield (?:file\([^,]+, (.*)\);|\{ path: \w+, content: (.*) \};)/g)];
		const contents = made.map(([, content, last]) => content ?? last ?? "");
		expect(contents.length).toBe([...writing.matchAll(/yield (?:file|\{)/g)].length);
		expect(contents.filter((content) => !/^render(?:Page|Csv|ReleasedJson)\(|^content$/.test(content))).toEqual([]);
	});

	it("has no import cycles between files", () => {
		const graph = new Map<string, string[]>();
		for (const entry of imports.filter((one) => local(one) && !one.typeOnly)) {
			graph.set(entry.from, [...(graph.get(entry.from) ?? []), targetOf(entry)]);
		}
		const done = new Set<string>();
		const cycles: string[] = [];
		const visit = (path: string, trail: readonly string[]): void => {
			const before = trail.indexOf(path);
			if (before >= 0) {
				cycles.push([...trail.slice(before), path].map(shown).join(" → "));
				return;
			}
			if (done.has(path)) return;
			for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
			done.add(path);
		};
		for (const path of graph.keys()) visit(path, []);
		expect(cycles).toEqual([]);
	});

	it("keeps files under 300 lines, or says why at the top", () => {
		const long = [...text].filter(
			([, content]) => content.split("\n").length > 301 && !/^\/\*\*[\s\S]{0,600}long because/i.test(content),
		);
		expect(long.map(([path]) => shown(path))).toEqual([]);
	});

	it("names no machine, host or workplace", () => {
		const words = /\/work\/|\/tmp\/|localhost|\.internal(?=[/:"'`])/;
		expect([...text].filter(([, content]) => words.test(content)).map(([path]) => shown(path))).toEqual([]);
	});
});

describe("the top of the repository", () => {
	// Version control would take whatever a program leaves there.
	const belongs = [
		...[
			"CHANGELOG.md",
			"CONTRIBUTING.md",
			"LICENSE",
			"README.md",
			"assets",
			"bin",
			"docs",
			"fixtures",
			"reports",
			"src",
			"test",
		],
		...["biome.json", "knip.json", "package-lock.json", "package.json", "tsconfig.build.json", "tsconfig.json"],
		"vitest.config.ts",
	];
	const ignored = /^(\.|node_modules$|dist$|out$|coverage$)|\.tgz$/;

	it("holds nothing that a run left behind", () => {
		expect(readdirSync(repository).filter((name) => !ignored.test(name) && !belongs.includes(name))).toEqual([]);
	});
});
