/** Damaged files: never a crash, never a silent loss. */

import { describe, expect, test } from "vitest";
import { Refusal } from "../../src/domain/problem.js";
import { layoutById } from "../../src/ingest/layouts/index.js";
import { type Cells, latin, tableText, withContents } from "./helpers.js";

/** A small generator of whole numbers, seeded (mulberry32). */
function randomOf(seed: number): (below: number) => number {
	let state = seed >>> 0;
	return (below) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
	};
}

const ids = ["sb-2015", "sb-2017-2019", "sb-2021-2023", "sb-2024-2025", "cast-2024-2025", "dashboard-panel"] as const;

/** A table of 20 rows in one of the layouts. */
function tableOf(id: (typeof ids)[number]): string {
	const layout = layoutById(id);
	if (layout === undefined) throw new Error(id);
	const year = /\d{4}/.exec(id)?.[0] ?? "2024";
	const rows = Array.from({ length: 20 }, (_, number): Cells => {
		const values: Record<string, string> = {
			county: "58",
			district: "99901",
			school: String(9_990_001 + number),
			cds: `5899901${9_990_001 + number}`,
			year,
			test: id.startsWith("cast") ? "17" : "2",
			subject: "math",
			grade: "5",
			group: id === "dashboard-panel" ? "all" : "1",
			entityType: "7",
			districtName: "Sample Unified",
			schoolName: `Escuela Año ${number}`,
			enrolled: "62",
			tested: "60",
			scored: "60",
			meanScaleScore: number % 5 === 0 ? "*" : "2501.4",
			percentMet: number % 5 === 0 ? "*" : "45",
			distanceFromStandard: "-12.5",
			reliability: "reliable",
		};
		return Object.fromEntries(layout.columns.map(({ header, role }) => [header, (role && values[role]) ?? ""]));
	});
	return tableText(layout, rows);
}

type Damage = (text: string, random: (below: number) => number) => string;

const onLine = (text: string, random: (below: number) => number, change: (line: string) => string): string => {
	const lines = text.split("\r\n");
	const at = random(lines.length - 1);
	lines[at] = change(lines[at] ?? "");
	return lines.join("\r\n");
};

/** A change to one column of all lines. */
const onColumn = (text: string, random: (below: number) => number, change: (cell: string) => string[]): string => {
	const delimiter = text.includes("^") ? "^" : ",";
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

const damages: Readonly<Record<string, Damage>> = {
	"bytes flipped": (text, random) => {
		const bytes = [...text];
		for (let times = 0; times < 3; times++) {
			const at = random(bytes.length);
			bytes[at] = String.fromCharCode((bytes[at] ?? " ").charCodeAt(0) ^ (1 << random(8)));
		}
		return bytes.join("");
	},
	"line cut": (text, random) => onLine(text, random, (line) => line.slice(0, random(line.length + 1))),
	"quote opened": (text, random) =>
		onLine(text, random, (line) => {
			const at = random(line.length + 1);
			return `${line.slice(0, at)}"${line.slice(at)}`;
		}),
	"line end removed": (text, random) => {
		const breaks = [...text.matchAll(/\r\n/g)];
		const at = breaks[random(breaks.length)]?.index ?? 0;
		return text.slice(0, at) + text.slice(at + 1 + random(2));
	},
	"line doubled": (text, random) => onLine(text, random, (line) => `${line}\r\n${line}`),
	"column dropped": (text, random) => onColumn(text, random, () => []),
	"column doubled": (text, random) => onColumn(text, random, (cell) => [cell, cell]),
	"column renamed": (text, random) =>
		text.replace(/^[^\r]*/, (header) => {
			const at = random(header.length);
			return `${header.slice(0, at)}q${header.slice(at)}`;
		}),
	truncated: (text, random) => text.slice(0, random(text.length)),
	"bytes inserted": (text, random) => {
		const at = random(text.length);
		return text.slice(0, at) + ["\0", "\r", "\n", "\u0096", '""', "^,"][random(6)] + text.slice(at);
	},
};

/** Lines that hold a record, counted without any reader: none of these damages makes a record of several lines. */
const recordLines = (text: string): number =>
	text
		.split(/\n/)
		.slice(1)
		.filter((line) => line.replace(/\r$/, "").trim() !== "").length;

describe.each(Object.keys(damages))("%s", (name) => {
	test.each(ids.flatMap((id) => [1, 2].map((seed) => [id, seed] as const)))("%s, seed %i", async (id, seed) => {
		const random = randomOf(seed * 1000 + Object.keys(damages).indexOf(name) * 17 + ids.indexOf(id));
		const damaged = damages[name]?.(tableOf(id), random) ?? "";
		let outcome: string;
		try {
			outcome = await withContents({ "damaged.txt": latin(damaged) }, async (inputs) => {
				const [summary] = inputs.summaries;
				const { rowsRead = 0, rowsKept = 0, rowsRefused = 0 } = summary ?? {};
				expect(rowsKept + rowsRefused).toBe(rowsRead);
				expect(rowsRead).toBe(recordLines(damaged));
				const refusing = inputs.problems.filter((entry) => entry.severity !== "warning" && entry.code !== "CIMP-R112");
				expect(refusing.length).toBeGreaterThanOrEqual(rowsRefused === 0 ? 0 : 1);
				const { subjects } = inputs.available();
				const rows = await Promise.all(
					subjects.map((subject) => {
						const { years, groups } = inputs.available();
						return inputs.results({ subject, years: years[subject], groups: groups[subject] });
					}),
				);
				expect(rows.flat().length).toBeLessThanOrEqual(rowsKept);
				return "read";
			});
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			expect(error.problems.length).toBe(1);
			outcome = error.problems[0]?.code ?? "none";
		}
		expect(outcome).toMatch(/^(?:read|CIMP-E10[3-9])$/);
	});
});
