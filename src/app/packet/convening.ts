/** Reads convening.yml: checked whole, with the line of what is wrong. */

import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { z } from "zod";
import { problem, Refusal } from "../../domain/problem.js";
import { suggest } from "../../domain/suggest.js";
import type { Effects } from "../effects.js";
import {
	type Convening,
	type ConveningPart,
	conveningKeys,
	conveningSchema,
	eventKeys,
	partKeys,
} from "../schemas/convening.js";
import { type AnalyzeSettings, parseSettingsFile, placeOfKey } from "../settings.js";

/** A convening, and where its file stands: paths in it are relative to that folder. */
export interface ReadConvening extends Convening {
	readonly file: string;
	readonly folder: string;
}

/**
 * Reads a convening.
 *
 * @throws Refusal with CIMP-E101 or E102 for a file that can't be read, CIMP-E303 for every key that can't be used
 */
export function readConvening(path: string, effects: Pick<Effects, "cwd">): ReadConvening {
	const whole = resolve(effects.cwd, path);
	const file = basename(whole);
	const content = contentOf(whole, file, path);
	const parsed = conveningSchema.safeParse(parseSettingsFile(content, file) ?? {});
	if (parsed.success) return { ...parsed.data, file, folder: dirname(whole) };
	throw new Refusal(parsed.error.issues.flatMap((issue) => problemsOf(issue, content, file)));
}

function contentOf(path: string, file: string, typed: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch (error) {
		const gone = (error as NodeJS.ErrnoException).code === "ENOENT";
		throw new Refusal([problem(gone ? "CIMP-E101" : "CIMP-E102", { file }, { found: typed })]);
	}
}

/** What is wrong with one key, with the key's line; unknown ones with the nearest that is known. */
function problemsOf(issue: z.core.$ZodIssue, content: string, file: string) {
	const [key = ""] = issue.path.map(String);
	const way = issue.path.map(String).join(".");
	if (issue.code === "unrecognized_keys") {
		return issue.keys.map((unknown) => {
			const [near] = suggest(unknown, [...conveningKeys, ...partKeys, ...eventKeys], 1);
			const expected = near === undefined ? `one of ${conveningKeys.join(", ")}` : `did you mean "${near}"?`;
			const found = [way, unknown].filter((part) => part !== "").join(".");
			return problem("CIMP-E303", placeOfKey(content, key || unknown, file), { found, expected });
		});
	}
	const deepest = issue.code === "invalid_union" ? issue.errors.flat().find(({ path }) => path.length > 0) : undefined;
	const expected = deepest === undefined ? issue.message : `${deepest.path.join(".")}: ${deepest.message}`;
	return [problem("CIMP-E303", placeOfKey(content, key, file), { found: way || "the file", expected })];
}

/** A part with what the packet says for all. */
export interface PacketPart extends ConveningPart {
	/** Unique in the packet, usable in file names: "math", or "math-2" for a second part of a subject. */
	readonly id: string;
	readonly files: readonly string[];
}

export function partsOf(convening: Convening): PacketPart[] {
	const parts = convening.subjects.map(
		(entry): ConveningPart => (typeof entry === "string" ? { subject: entry, scale: "auto", model: "auto" } : entry),
	);
	const years = [...(convening.years ?? [])].sort((a, b) => a - b);
	return parts.map((part, index) => {
		const before = parts.slice(0, index).filter(({ subject }) => subject === part.subject).length;
		const [year, baselineYear] = [part.year ?? years.at(-1), part.baselineYear ?? earlierOf(part, years)];
		return {
			...part,
			...(year === undefined ? {} : { year }),
			...(baselineYear === undefined ? {} : { baselineYear }),
			id: before === 0 ? part.subject : `${part.subject}-${before + 1}`,
			files: part.data ?? convening.data,
		};
	});
}

/** The earlier year that the packet's years name; none where a part has a year of its own. */
const earlierOf = ({ year }: ConveningPart, years: readonly number[]): number | undefined =>
	year === undefined ? years.at(-2) : undefined;

/** Settings of a run for a part, as `cimp analyze` takes them. */
export function settingsOf(part: PacketPart, convening: Convening, reading: ReadingChoice): AnalyzeSettings {
	return {
		files: [...part.files],
		covariates: [],
		...(convening.crosswalk === undefined ? {} : { crosswalk: convening.crosswalk }),
		subject: part.subject,
		...(part.year === undefined ? {} : { year: part.year }),
		...(part.baselineYear === undefined ? {} : { baselineYear: part.baselineYear }),
		group: String(part.group ?? 1),
		district: [...convening.districts],
		model: part.model,
		scale: part.scale,
		charters: convening.charters,
		out: "",
		...(convening.date === undefined ? {} : { date: convening.date }),
		force: false,
		dryRun: false,
		...reading,
	};
}

export type ReadingChoice = Pick<AnalyzeSettings, "strict" | "threads" | "cache">;
