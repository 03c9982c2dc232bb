/**
 * The settings of an analysis and where each came from: flags over environment over `cimp.config.yml` over defaults.
 */

import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { parse as parseYaml, YAMLParseError } from "yaml";
import { z } from "zod";
import { type Place, type Problem, problem, Refusal } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { subjects } from "../domain/tests.js";
import type { Effects } from "./effects.js";
import { day, list, oneOf, text, whole, year, yes } from "./setting-kinds.js";

/** Keys as in `cimp.config.yml`; flags are the same words with dashes, variables `CIMP_` with underscores. */
const shape = {
	files: list.default([]),
	covariates: list.default([]),
	map: text.optional(),
	crosswalk: text.optional(),
	subject: oneOf(subjects as ["ela", "math", "science"]).optional(),
	year: year.optional(),
	baselineYear: year.optional(),
	group: z.preprocess((value) => (typeof value === "number" ? String(value) : value), text).default("1"),
	district: list.default([]),
	model: oneOf(["context", "progress", "auto"]).default("auto"),
	scale: oneOf(["auto", "percent", "dfs", "z"]).default("auto"),
	charters: oneOf(["include", "exclude", "separate"]).default("include"),
	out: text.default("out"),
	date: day.optional(),
	strict: yes.default(false),
	force: yes.default(false),
	dryRun: yes.default(false),
	threads: whole(0, 64).default(2),
	cache: yes.default(true),
};

const settingsSchema = z.strictObject(shape);
export type AnalyzeSettings = z.infer<typeof settingsSchema>;
export type SettingName = keyof typeof shape;

export const settingNames = Object.keys(shape) as SettingName[];
export const configName = "cimp.config.yml";

/** A configuration larger than this is none. */
const largestConfig = 1_000_000;

/** `baselineYear` as a flag or a variable. */
export const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const variableOf = (name: string): string => `CIMP_${flagOf(name).slice(2).replaceAll("-", "_").toUpperCase()}`;

export interface ResolvedSettings {
	readonly settings: AnalyzeSettings;
	/** "flag", "environment", "cimp.config.yml" or "default". */
	readonly sources: Readonly<Record<SettingName, string>>;
}

/**
 * Resolves all settings.
 *
 * @param flags what the command line says; a key that is not there was not given
 * @throws Refusal with CIMP-E303 for a setting that can't be used
 */
export function resolveSettings(flags: Readonly<Record<string, unknown>>, effects: Effects): ResolvedSettings {
	const config = readConfig(effects.cwd);
	const merged: Record<string, unknown> = {};
	const sources = {} as Record<SettingName, string>;
	for (const name of settingNames) {
		const variable = effects.env[variableOf(name)];
		const [value, source] =
			flags[name] !== undefined
				? [flags[name], "flag"]
				: variable !== undefined && variable !== ""
					? [variable, "environment"]
					: config.values[name] !== undefined
						? [config.values[name], configName]
						: [undefined, "default"];
		if (value !== undefined) merged[name] = value;
		sources[name] = source;
	}
	const outside = outsideOf(effects.cwd, merged, sources, config.text);
	if (outside.length > 0) throw new Refusal(outside);
	const parsed = settingsSchema.safeParse(merged);
	if (parsed.success) return { settings: parsed.data, sources };
	throw new Refusal(
		parsed.error.issues.map((issue): Problem => {
			const name = String(issue.path[0] ?? "") as SettingName;
			const source = sources[name];
			const place = source === configName ? placeOfKey(config.text, name) : { file: spelled(name, source) };
			return problem("CIMP-E303", place, { found: shown(merged[name]), expected: issue.message });
		}),
	);
}

/**
 * Threads for reading, for commands that take no other setting.
 *
 * @param given the flag's text; 2 if there is none
 * @throws Refusal with CIMP-E303 for what is no number of threads
 */
export function threadsOf(given: unknown): number {
	const parsed = shape.threads.safeParse(given);
	if (parsed.success) return parsed.data;
	throw refusal({ file: flagOf("threads") }, String(given), parsed.error.issues[0]?.message ?? "a whole number");
}

/** Settings that name files. */
const pathSettings = ["files", "covariates", "map", "crosswalk", "out"] as const satisfies readonly SettingName[];

/** The place itself, or for one that is still to be made the nearest folder above it; links followed. */
function realPlace(path: string): string {
	if (existsSync(path)) return realpathSync(path);
	const above = dirname(path);
	return above === path ? path : join(realPlace(above), basename(path));
}

/**
 * A settings file may come with somebody's download: what it names lies in its own folder. Flags and variables are the
 * user's own words and may name any place.
 */
function outsideOf(
	cwd: string,
	values: Readonly<Record<string, unknown>>,
	sources: Readonly<Record<string, string>>,
	content: string,
): Problem[] {
	const home = realPlace(cwd);
	const isOutside = (path: string): boolean => {
		const way = relative(home, realPlace(resolve(cwd, path)));
		return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
	};
	return pathSettings.flatMap((name) => {
		if (sources[name] !== configName) return [];
		const paths = [values[name]].flat().filter((path): path is string => typeof path === "string" && path !== "-");
		if (!paths.some(isOutside)) return [];
		const expected = `a path inside the folder of ${configName}; give others with ${name === "files" ? "the command" : flagOf(name)}`;
		return [problem("CIMP-E303", placeOfKey(content, name), { found: "a path outside the folder", expected })];
	});
}

const spelled = (name: string, source: string): string => (source === "environment" ? variableOf(name) : flagOf(name));

/** A key that is near none of ours is not repeated: nobody knows what it is. */
export const unknownWord = "a key that is none of these";

/** Values as they were typed; of what a file nests, only that it is. */
function shown(value: unknown): string {
	if (Array.isArray(value) && value.every((item) => typeof item === "number")) return JSON.stringify(value);
	if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "a map";
	return value === undefined ? "nothing" : String(value);
}

/** Where a key of the file stands; the file alone where it is written in an unusual way. */
export function placeOfKey(content: string, key: string, file = configName): Place {
	const line = content.split(/\r?\n/).findIndex((entry) => entry.split(":")[0]?.replace(/["'\s]/g, "") === key);
	return line < 0 ? { file } : { file, line: line + 1 };
}

interface Config {
	readonly text: string;
	readonly values: Readonly<Record<string, unknown>>;
}

function readConfig(cwd: string): Config {
	let content: string;
	try {
		content = readFileSync(join(cwd, configName), "utf8");
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return { text: "", values: {} };
		throw new Refusal([problem("CIMP-E102", { file: configName }, { found: (error as Error).message })]);
	}
	const parsed = parseSettingsFile(content, configName);
	if (parsed === null || parsed === undefined) return { text: content, values: {} };
	if (typeof parsed !== "object" || Array.isArray(parsed)) {
		throw refusal({ file: configName }, "a value that is no list of settings", "settings, one a line");
	}
	const unknownKeys = Object.keys(parsed).filter((key) => !(settingNames as string[]).includes(key));
	if (unknownKeys.length > 0) throw new Refusal(unknownKeys.map((key) => unknownSetting(content, key)));
	return { text: content, values: { ...parsed } };
}

function unknownSetting(content: string, key: string): Problem {
	const [near] = suggest(key, settingNames, 1);
	const expected = near === undefined ? `one of ${settingNames.join(", ")}` : `did you mean "${near}"?`;
	return problem("CIMP-E303", placeOfKey(content, key), { found: near === undefined ? unknownWord : key, expected });
}

/** Parses YAML with a limit on size and on aliases, so that a hostile file can't grow in memory. */
export function parseSettingsFile(content: string, name: string): unknown {
	if (content.length > largestConfig)
		throw refusal({ file: name }, `${content.length} characters`, "a small file of settings");
	try {
		return parseYaml(content, { maxAliasCount: 20, prettyErrors: true, logLevel: "error" });
	} catch (error) {
		const position = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
		const place = { file: name, ...(position ? { line: position.line, column: position.col } : {}) };
		// The parser's own words quote the file.
		const found = error instanceof YAMLParseError ? yamlFault(error) : otherFault(error);
		throw refusal(place, found, "YAML");
	}
}

/** @example yamlFault of code TAB_AS_INDENT // → "tab as indent" */
const yamlFault = ({ code }: YAMLParseError): string => code.toLowerCase().replaceAll("_", " ");

const otherFault = (error: unknown): string =>
	error instanceof ReferenceError ? "aliases that multiply, or lead nowhere" : "text that can't be parsed";

const refusal = (place: Place, found: string, expected: string): Refusal =>
	new Refusal([problem("CIMP-E303", place, { found, expected })]);
