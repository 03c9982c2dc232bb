/** `cimp tidy`: the checked rows of results, for other tools. */

import { chmodSync, existsSync, renameSync, statSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { z } from "zod";
import type { EntityLevel } from "../domain/cds-code.js";
import { type Problem, problem, Refusal } from "../domain/problem.js";
import { findGroup, groupNames } from "../domain/student-groups.js";
import { suggest } from "../domain/suggest.js";
import { allGrades, knownGrades, type Subject, subjects } from "../domain/tests.js";
import {
	type InputSummary,
	type Inputs,
	makeAside,
	openInputs,
	removeAside,
	type Selection,
	sweepAside,
	type TidyFormat,
} from "../ingest/index.js";
import type { Effects } from "./effects.js";
import { findFiles, readMap } from "./files.js";
import { readingOptions } from "./reading.js";
import { flagOf, resolveSettings } from "./settings.js";

const levels = ["state", "county", "district", "school"] as const satisfies readonly EntityLevel[];

const words = <const T extends readonly [string, ...string[]]>(list: T) =>
	z.array(z.enum(list, `one of ${list.join(", ")}`)).default([]);

const wishes = z.strictObject({
	files: z.array(z.string()),
	map: z.string().optional(),
	out: z.string().default("-"),
	year: z.array(z.string().regex(/^20\d\d$/, "a test year, such as 2025")).default([]),
	grade: z.array(z.string()).default([]),
	group: z.array(z.string()).default([]),
	level: words(levels),
	subject: words(subjects as ["ela", "math", "science"]),
	force: z.boolean().default(false),
	threads: z.unknown().optional(),
	cache: z.unknown().optional(),
});

type Wishes = z.infer<typeof wishes>;

export interface TidyOutcome {
	/** Rows written. */
	readonly rows: number;
	/** The file written; absent where the rows are for standard output. */
	readonly path: string | undefined;
	readonly inputs: readonly InputSummary[];
	readonly problems: readonly Problem[];
}

const refuse = (file: string, found: string, expected: string): never => {
	throw new Refusal([problem("CIMP-E303", { file }, { found, expected })]);
};

function parse(flags: Readonly<Record<string, unknown>>): Wishes {
	const parsed = wishes.safeParse(flags);
	if (parsed.success) return parsed.data;
	throw new Refusal(
		parsed.error.issues.map((issue) => {
			const [name, position] = issue.path;
			const value = flags[String(name)];
			const found = String((Array.isArray(value) ? value[Number(position)] : value) ?? "nothing");
			return problem("CIMP-E303", { file: flagOf(String(name)) }, { found, expected: issue.message });
		}),
	);
}

function gradeOf(text: string): number {
	const grade = text.trim().toLowerCase() === "all" ? allGrades : /^\d{1,2}$/.test(text) ? Number(text) : -1;
	if (knownGrades.has(grade)) return grade;
	return refuse("--grade", text, "a grade: 3 to 8, 10 to 12, or all");
}

function groupOf(text: string): number {
	const group = findGroup(text) ?? (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
	if (group !== undefined) return group;
	const near = suggest(text, groupNames).map((name) => `"${name}"`);
	const expected =
		near.length > 0 ? `did you mean ${near.join(" or ")}?` : "an id or a name of the StudentGroups table";
	throw new Refusal([problem("CIMP-E208", { file: "--group" }, { found: text, expected })]);
}

const selectionOf = (wish: Wishes): Selection => ({
	subjects: wish.subject as readonly Subject[],
	years: wish.year.map(Number),
	grades: wish.grade.map(gradeOf),
	groups: wish.group.map(groupOf),
	levels: wish.level,
});

const formats: Readonly<Record<string, TidyFormat>> = {
	".csv": "csv",
	".parquet": "parquet",
	".jsonl": "jsonl",
	".ndjson": "jsonl",
};

function formatOf(out: string): TidyFormat {
	if (out === "-") return "csv";
	return formats[extname(out).toLowerCase()] ?? refuse("--out", out, "a name that ends in .csv, .parquet or .jsonl");
}

/** Refuses early to write over an input, or over something that stands there. */
function checkTarget(path: string, inputs: readonly { readonly path: string }[], force: boolean): void {
	const place = { file: basename(path) };
	if (!existsSync(path)) return;
	const { dev, ino } = statSync(path);
	const same = inputs.some((input) => {
		const other = statSync(input.path);
		return other.dev === dev && other.ino === ino;
	});
	if (same) {
		throw new Refusal([problem("CIMP-E301", place, { found: "a file that this run reads", expected: "another name" })]);
	}
	if (statSync(path).isDirectory()) {
		throw new Refusal([problem("CIMP-E302", place, { found: "a folder", expected: "the name of a file" })]);
	}
	if (!force)
		throw new Refusal([problem("CIMP-E301", place, { found: place.file, expected: "a new file, or --force" })]);
}

/** What a selection asks for and no file holds; empty where the combination alone is empty. */
function absentWishes(selection: Selection, inputs: Inputs): Problem[] {
	const available = inputs.available();
	const asked = selection.subjects?.length ? selection.subjects : available.subjects;
	const years = new Set(asked.flatMap((subject) => available.years[subject]));
	const groups = new Set(asked.flatMap((subject) => available.groups[subject]));
	const listed = (items: Iterable<string | number>): string => `one of ${[...items].sort().join(", ") || "none"}`;
	const problems: Problem[] = [];
	const missing = (code: "CIMP-E202" | "CIMP-E203" | "CIMP-E207", file: string, found: string, there: string): void =>
		void problems.push(problem(code, { file }, { found, expected: there }));
	for (const subject of selection.subjects ?? []) {
		if (!available.subjects.includes(subject)) missing("CIMP-E202", "--subject", subject, listed(available.subjects));
	}
	for (const year of selection.years ?? []) {
		if (!years.has(year)) missing("CIMP-E203", "--year", String(year), listed(years));
	}
	for (const group of selection.groups ?? []) {
		if (!groups.has(group)) missing("CIMP-E207", "--group", String(group), listed(groups));
	}
	return problems;
}

/**
 * Writes the checked rows of a selection.
 *
 * @param send takes the path of a finished file whose bytes are for standard output
 * @throws Refusal for wishes that can't be met, files that can't be read, and a target that can't be written
 */
export async function tidy(
	flags: Readonly<Record<string, unknown>>,
	effects: Effects,
	send: (path: string) => Promise<void>,
): Promise<TidyOutcome> {
	const wish = parse(flags);
	const general = { threads: flags.threads, cache: flags.cache };
	const { settings } = resolveSettings(general, effects);
	const selection = selectionOf(wish);
	const format = formatOf(wish.out);
	const files = findFiles(wish.files, effects);
	const target = wish.out === "-" ? undefined : resolve(effects.cwd, wish.out);
	if (target !== undefined) checkTarget(target, files, wish.force);
	const map = wish.map === undefined ? {} : { map: readMap(wish.map, effects) };
	const options = { ...map, ...readingOptions(settings, effects) };
	// Standard input is read once: what it holds besides the selection must be known from the same reading.
	const readAgain = files.every((file) => file.content === undefined);
	const inputs = await openInputs(files, { ...options, ...(readAgain ? { select: selection } : {}) });
	try {
		const folder = asideOf(target, effects);
		try {
			const path = join(folder, `rows.${format}`);
			const rows = await inputs.writeTidy(selection, path, format);
			if (rows === 0 && readAgain) await explainNone(selection, () => openInputs(files, options));
			else if (rows === 0) refuseAbsent(selection, inputs);
			effects.interrupted?.throwIfAborted();
			if (target === undefined) await send(path);
			else {
				// Made for this run alone; a table is for sharing.
				chmodSync(path, 0o666 & ~process.umask());
				renameSync(path, target);
			}
			return { rows, path: target, inputs: inputs.summaries, problems: inputs.problems };
		} finally {
			removeAside(folder);
		}
	} finally {
		await inputs.close();
	}
}

const asideStem = ".cimp-tidy-";

/** A folder beside the target, so that the finished file only takes its name; the temporary folder for standard output. */
function asideOf(target: string | undefined, { temporaryFolder }: Effects): string {
	const parent = target === undefined ? temporaryFolder : dirname(target);
	try {
		sweepAside(parent, asideStem);
		return makeAside(parent, asideStem);
	} catch (error) {
		const found = error instanceof Error ? error.message : String(error);
		throw new Refusal([problem("CIMP-E302", { file: basename(target ?? parent) }, { found })]);
	}
}

/** Refuses where something asked for is nowhere in the files; a selection whose parts are there may still hold no row. */
function refuseAbsent(selection: Selection, inputs: Inputs): void {
	const problems = absentWishes(selection, inputs);
	if (problems.length > 0) throw new Refusal(problems);
}

/** The same, where the files have to be read whole to know what they hold. */
async function explainNone(selection: Selection, open: () => Promise<Inputs>): Promise<void> {
	const inputs = await open();
	try {
		refuseAbsent(selection, inputs);
	} finally {
		await inputs.close();
	}
}
