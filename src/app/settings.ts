/**
 * The settings of an analysis and where each came from: flags over environment over `cimp.config.yml` over defaults.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseYaml, YAMLParseError } from "yaml";
import { z } from "zod";
import { type Place, type Problem, problem, Refusal } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { subjects } from "../domain/tests.js";
import type { Effects } from "./effects.js";

const list = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.string()));
const year = z.coerce.number().int().min(2015).max(2099);
const yes = z.preprocess(
	(value) => (value === "true" || value === "1" ? true : value === "false" || value === "0" ? false : value),
	z.boolean(),
);

/** Keys as in `cimp.config.yml`; flags are the same words with dashes, variables `CIMP_` with underscores. */
const shape = {
	files: list.default([]),
	covariates: list.default([]),
	map: z.string().optional(),
	subject: z.enum(subjects as ["ela", "math", "science"]).optional(),
	year: year.optional(),
	baselineYear: year.optional(),
	group: z.coerce.string().default("1"),
	district: list.default([]),
	model: z.enum(["context", "progress", "auto"]).default("auto"),
	charters: z.enum(["include", "exclude", "separate"]).default("include"),
	out: z.string().default("out"),
	date: z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}$/, "a date as 2026-11-05")
		.optional(),
	strict: yes.default(false),
	force: yes.default(false),
	dryRun: yes.default(false),
	threads: z.coerce.number().int().min(1).max(64).default(2),
};

const settingsSchema = z.strictObject(shape);
export type AnalyzeSettings = z.infer<typeof settingsSchema>;
export type SettingName = keyof typeof shape;

export const settingNames = Object.keys(shape) as SettingName[];
export const configName = "cimp.config.yml";

/** A configuration larger than this is none. */
const largestConfig = 1_000_000;

/** `baselineYear` as a flag or a variable. */
const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
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
					: config[name] !== undefined
						? [config[name], configName]
						: [undefined, "default"];
		if (value !== undefined) merged[name] = value;
		sources[name] = source;
	}
	const parsed = settingsSchema.safeParse(merged);
	if (parsed.success) return { settings: parsed.data, sources };
	throw new Refusal(
		parsed.error.issues.map((issue): Problem => {
			const name = String(issue.path[0] ?? "") as SettingName;
			const source = sources[name];
			const place = source === "environment" ? variableOf(name) : source === configName ? configName : flagOf(name);
			return problem("CIMP-E303", { file: place }, { found: String(merged[name] ?? ""), expected: issue.message });
		}),
	);
}

function readConfig(cwd: string): Record<string, unknown> {
	let text: string;
	try {
		text = readFileSync(join(cwd, configName), "utf8");
	} catch {
		return {};
	}
	const parsed = parseSettingsFile(text, configName);
	if (parsed === null || parsed === undefined) return {};
	if (typeof parsed !== "object" || Array.isArray(parsed)) {
		throw refusal({ file: configName }, "a value that is no list of settings", "settings, one a line");
	}
	const unknownKey = Object.keys(parsed).find((key) => !(settingNames as string[]).includes(key));
	if (unknownKey !== undefined) {
		const [near] = suggest(unknownKey, settingNames, 1);
		throw refusal({ file: configName }, unknownKey, near === undefined ? "a known setting" : `did you mean "${near}"?`);
	}
	return { ...parsed };
}

/** Parses YAML with a limit on size and on aliases, so that a hostile file can't grow in memory. */
export function parseSettingsFile(text: string, name: string): unknown {
	if (text.length > largestConfig)
		throw refusal({ file: name }, `${text.length} characters`, "a small file of settings");
	try {
		return parseYaml(text, { maxAliasCount: 20, prettyErrors: true });
	} catch (error) {
		const position = error instanceof YAMLParseError ? error.linePos?.[0] : undefined;
		const place = { file: name, ...(position ? { line: position.line, column: position.col } : {}) };
		const found = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "text that can't be parsed";
		throw refusal(place, found, "YAML");
	}
}

const refusal = (place: Place, found: string, expected: string): Refusal =>
	new Refusal([problem("CIMP-E303", place, { found, expected })]);
