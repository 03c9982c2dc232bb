/** Counts that add up, in finished folders: what is planted is found, and two releases are laid side by side. */

import { beforeAll, describe, expect, it } from "vitest";
import { type FinishedFile, Gate, type Violation } from "../../src/privacy/gate/index.js";
import type { Released } from "./attacker.js";
import { publishedText, samplePolicy, simulatedText } from "./audits.js";

const options = { seed: 3, students: 4000, schools: 8 };
let first: Released;
let corrected: Released;
beforeAll(async () => {
	const text = simulatedText(options);
	first = await publishedText(text, samplePolicy());
	// The first student who took Algebra I again is placed in Geometry: corrected after the first release.
	const [header = "", ...lines] = text.split("\n");
	const again = lines.findIndex((line) => line.split("Algebra I").length > 2);
	const cells = (lines[again] ?? "").split(",");
	const day1 = header.split(",").indexOf("placed_course_day1");
	lines[again] = cells.map((cell, at) => (at === day1 ? "Geometry" : cell)).join(",");
	corrected = await publishedText([header, ...lines].join("\n"), samplePolicy());
}, 60_000);

const folderOf = ({ document, sums }: Released): FinishedFile[] => [
	{ path: "audit.json", content: JSON.stringify(document) },
	{
		path: "sums.json",
		content: JSON.stringify({ schema: "cimp/placement-sums/1", file: "audit.json", district: "Example", ...sums }),
	},
];

function found(depth: "bounds" | "whole", ...releases: readonly Released[]): readonly Violation[] {
	const gate = new Gate();
	for (const [at, release] of releases.entries()) gate.folder(releases.length > 1 ? `${at}/` : "", folderOf(release));
	return gate.report(depth).violations;
}

const rulesOf = (violations: readonly Violation[]): string[] => [...new Set(violations.map(({ rule }) => rule))].sort();

type Json = Record<string, unknown>;
interface Pointed {
	readonly id: string;
	readonly pointers: readonly string[];
	/** Withheld where it would be shown. */
	readonly withheld: boolean;
}

const valueAt = (document: unknown, pointer: string): unknown =>
	pointer
		.split("/")
		.slice(1)
		.reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document);

const isWithheld = (value: unknown): boolean =>
	(value as Json | undefined)?.absent === "suppressed" && (value as Json).band === undefined;

const pointed = ({ document, sums }: Released): Pointed[] =>
	sums.rows.map(({ id, students }) => ({
		id,
		pointers: [...students.at, ...students.also],
		withheld: students.at.length > 0 && students.at.every((pointer) => isWithheld(valueAt(document, pointer))),
	}));

/** The release with a value put in the place of another. */
function planted(release: Released, pointer: string, value: unknown): Released {
	const copy = JSON.parse(JSON.stringify(release)) as Released;
	const keys = pointer.split("/");
	const parent = valueAt(copy.document, keys.slice(0, -1).join("/")) as Json;
	parent[keys.at(-1) ?? ""] = value;
	return copy;
}

/** Withheld groups that one basis parts from everybody, with the true number of the first of them. */
function hiddenPair(release: Released): readonly [Pointed, Pointed] {
	const rows = new Map(pointed(release).map((row) => [row.id, row]));
	for (const { whole, parts } of release.sums.partitions) {
		const own = parts.flatMap((part) => rows.get(part) ?? []);
		const hidden = own.filter(({ withheld }) => withheld);
		const rest = own.filter(({ withheld }) => !withheld);
		const [one, two] = hidden;
		const isExact = rest.every(({ pointers }) =>
			pointers.some((at) => typeof valueAt(release.document, at) === "number"),
		);
		const total = rows.get(whole)?.pointers.some((at) => typeof valueAt(release.document, at) === "number") === true;
		if (hidden.length === 2 && one !== undefined && two !== undefined && isExact && total) return [one, two];
	}
	throw new Error("no two groups are withheld together in this roster");
}

describe("one release", () => {
	it("passes as it is published", () => {
		expect(found("whole", first)).toEqual([]);
	});

	it.each(["bounds", "whole"] as const)("is refused where one of two withheld groups gets out: %s", (depth) => {
		const [one] = hiddenPair(first);
		const violations = found(depth, planted(first, one.pointers[0] ?? "", 7));
		const [recovered] = violations.filter(({ rule }) => rule === "recovered");
		expect(recovered?.detail).toMatch(/known within less than the rule's width|known exactly/);
	});

	it("is refused where counts do not add up", () => {
		const at = first.sums.rows.find(({ id }) => id.endsWith("/enrolled|all"))?.students.at[0] ?? "";
		const more = Number(valueAt(first.document, at)) + 400;
		expect(rulesOf(found("bounds", planted(first, at, more)))).toContain("contradiction");
	});
});

describe("two releases of one district", () => {
	it("pass where they say the same", () => {
		expect(found("whole", first, first)).toEqual([]);
	});

	it("are refused where one student was corrected in between", () => {
		expect(rulesOf(found("whole", first, corrected))).toContain("differencing");
	});

	it("are refused where one shows what the other withholds", () => {
		const [one, two] = hiddenPair(first);
		const other = [one, two].reduce((release, { pointers }) => planted(release, pointers[0] ?? "", 7), first);
		expect(rulesOf(found("bounds", first, other))).toContain("elsewhere");
	});

	it("are attacked together: what each withholds alone, both may give away", () => {
		const [one, two] = hiddenPair(first);
		// The second release knows nothing but that the first group is as large as the second and four more.
		const more: Released = {
			document: { more: 4 },
			sums: { rows: [], partitions: [], relations: [], values: [{ at: "/more", left: [one.id], right: [two.id] }] },
		};
		expect(found("whole", more)).toEqual([]);
		expect(rulesOf(found("whole", first, more))).toEqual(["recovered"]);
	});
});
