/** Settings: who wins, what is refused and where, and that a hostile file does no harm. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type AnalyzeSettings, configName, resolveSettings, settingNames } from "../../src/app/settings.js";
import { workdir } from "../helpers/workdir.js";
import { effectsIn, refusalOf } from "./effects.js";

const withConfig = (text: string, env = {}): ReturnType<typeof effectsIn> => {
	const folder = workdir();
	writeFileSync(join(folder, configName), text);
	return effectsIn(folder, env);
};

const defaults: AnalyzeSettings = {
	files: [],
	covariates: [],
	group: "1",
	district: [],
	model: "auto",
	scale: "auto",
	charters: "include",
	out: "out",
	strict: false,
	force: false,
	dryRun: false,
	threads: 2,
	cache: true,
};

describe("where a setting comes from", () => {
	it("is the default where nothing is said", () => {
		const { settings, sources } = resolveSettings({}, effectsIn(workdir()));
		expect(settings).toEqual(defaults);
		expect(sources).toEqual(Object.fromEntries(settingNames.map((name) => [name, "default"])));
	});

	it("is the flag over the environment over the file over the default, one by one", () => {
		const effects = withConfig("year: 2022\nmodel: context\ncharters: exclude\nout: from-file\n", {
			CIMP_YEAR: "2023",
			CIMP_MODEL: "progress",
			CIMP_BASELINE_YEAR: "2021",
			CIMP_DRY_RUN: "true",
			UNRELATED: "x",
		});
		const { settings, sources } = resolveSettings({ year: "2024" }, effects);
		expect(settings).toEqual({
			...defaults,
			year: 2024,
			model: "progress",
			baselineYear: 2021,
			dryRun: true,
			charters: "exclude",
			out: "from-file",
		});
		expect(sources).toEqual({
			...Object.fromEntries(settingNames.map((name) => [name, "default"])),
			year: "flag",
			model: "environment",
			baselineYear: "environment",
			dryRun: "environment",
			charters: configName,
			out: configName,
		});
	});

	it("takes one text for a list, a number for a group, and an empty variable for none", () => {
		const effects = withConfig("files: results.txt\ngroup: 31\ndistrict: [Sample Unified, '0199002']\n", {
			CIMP_GROUP: "",
		});
		const { settings } = resolveSettings({}, effects);
		expect(settings).toEqual({
			...defaults,
			files: ["results.txt"],
			group: "31",
			district: ["Sample Unified", "0199002"],
		});
	});

	it("takes an empty file, or one of comments, for no settings", () => {
		expect(resolveSettings({}, withConfig("")).settings).toEqual(defaults);
		expect(resolveSettings({}, withConfig("# nothing yet\n")).settings).toEqual(defaults);
	});
});

describe("what is refused, with its place", () => {
	it.each([
		[
			"an unknown key",
			"year: 2025\nsubjcet: math\n",
			['CIMP-E303 cimp.config.yml:2 subjcet | did you mean "subject"?'],
		],
		[
			"all unknown keys at once",
			"xyzzy: 1\nmodell: auto\n",
			[
				`CIMP-E303 cimp.config.yml:1 a key that is none of these | one of ${settingNames.join(", ")}`,
				'CIMP-E303 cimp.config.yml:2 modell | did you mean "model"?',
			],
		],
		["a year in words", "year: last\n", ["CIMP-E303 cimp.config.yml:1 last | a whole number from 2015 to 2099"]],
		[
			"a list for a year",
			"\nyear: [2025]\n",
			["CIMP-E303 cimp.config.yml:2 [2025] | a whole number from 2015 to 2099"],
		],
		["half a year", "year: 2024.5\n", ["CIMP-E303 cimp.config.yml:1 2024.5 | a whole number from 2015 to 2099"]],
		["truth for a number", "threads: true\n", ["CIMP-E303 cimp.config.yml:1 true | a whole number from 0 to 64"]],
		["a word for truth", "strict: perhaps\n", ["CIMP-E303 cimp.config.yml:1 perhaps | true or false"]],
		[
			"a code that YAML reads as a number",
			"district: [0199001]\n",
			["CIMP-E303 cimp.config.yml:1 [199001] | text; a code goes in quotes"],
		],
		[
			"a group of another shape",
			"group: {id: 31}\n",
			["CIMP-E303 cimp.config.yml:1 a map | text; a code goes in quotes"],
		],
		["an unknown model", "model: best\n", ["CIMP-E303 cimp.config.yml:1 best | one of context, progress, auto"]],
		[
			"a list instead of settings",
			"- a\n- b\n",
			["CIMP-E303 cimp.config.yml a value that is no list of settings | settings, one a line"],
		],
	])("%s", (_what, text, problems) => {
		expect(refusalOf(() => resolveSettings({}, withConfig(text)))).toEqual(problems);
	});

	it.each([
		[{ year: "" }, "CIMP-E303 --year  | a whole number from 2015 to 2099"],
		[{ baselineYear: "1999" }, "CIMP-E303 --baseline-year 1999 | a whole number from 2015 to 2099"],
		[{ threads: "65" }, "CIMP-E303 --threads 65 | a whole number from 0 to 64"],
		[{ out: "" }, "CIMP-E303 --out  | text that is not empty"],
		[{ date: "2026-02-31" }, "CIMP-E303 --date 2026-02-31 | a day of the calendar, as 2026-11-05"],
		[{ date: "today" }, "CIMP-E303 --date today | a day of the calendar, as 2026-11-05"],
	])("the flags %o", (flags, problem) => {
		expect(refusalOf(() => resolveSettings(flags, effectsIn(workdir())))).toEqual([problem]);
	});

	it("a variable by its own name", () => {
		const effects = effectsIn(workdir(), { CIMP_CHARTERS: "some", CIMP_BASELINE_YEAR: "x" });
		expect(refusalOf(() => resolveSettings({}, effects))).toEqual([
			"CIMP-E303 CIMP_BASELINE_YEAR x | a whole number from 2015 to 2099",
			"CIMP-E303 CIMP_CHARTERS some | one of include, exclude, separate",
		]);
	});

	it("YAML that is none, with the line", () => {
		const [problem = ""] = refusalOf(() => resolveSettings({}, withConfig('year: 2025\nout: "half\n')));
		expect(problem).toMatch(/^CIMP-E303 cimp\.config\.yml:\d+ missing char/);
		expect(problem).toMatch(/\| YAML$/);
	});

	it("a key given twice, rather than choosing one", () => {
		const [problem = ""] = refusalOf(() => resolveSettings({}, withConfig("year: 2024\nyear: 2025\n")));
		expect(problem).toBe("CIMP-E303 cimp.config.yml:2 duplicate key | YAML");
	});

	it("a folder in the place of the file, rather than passing it over", () => {
		const folder = workdir();
		mkdirSync(join(folder, configName));
		expect(refusalOf(() => resolveSettings({}, effectsIn(folder)))[0]).toMatch(/^CIMP-E102 cimp\.config\.yml EISDIR/);
	});
});

describe("a hostile file", () => {
	it("of aliases that multiply is refused at once", () => {
		const levels = Array.from({ length: 20 }, (_, level) => {
			const before = level === 0 ? '"x"' : `*a${level - 1}`;
			return `a${level}: &a${level} [${Array(10).fill(before).join(", ")}]`;
		});
		const started = performance.now();
		const problems = refusalOf(() => resolveSettings({}, withConfig(levels.join("\n"))));
		expect(problems).toEqual(["CIMP-E303 cimp.config.yml aliases that multiply, or lead nowhere | YAML"]);
		expect(performance.now() - started).toBeLessThan(10_000);
	});

	it("of a million characters is not parsed", () => {
		const problems = refusalOf(() => resolveSettings({}, withConfig(`files: [${"a,".repeat(600_000)}]`)));
		expect(problems).toEqual(["CIMP-E303 cimp.config.yml 1200009 characters | a small file of settings"]);
	});

	it("of deep nesting is refused, not a crash", () => {
		const [problem = ""] = refusalOf(() => resolveSettings({}, withConfig(`files: ${"[".repeat(20_000)}`)));
		expect(problem).toMatch(/^CIMP-E303 cimp\.config\.yml/);
	});

	it.each(["__proto__", "constructor", "toString", "prototype"])("with the key %s changes no other object", (key) => {
		const [problem = ""] = refusalOf(() =>
			resolveSettings({}, withConfig(`${key}:\n  strict: true\n  polluted: yes\n`)),
		);
		expect(problem).toMatch(/^CIMP-E303 cimp\.config\.yml:1 a key that is none of these \|/);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(resolveSettings({}, effectsIn(workdir())).settings.strict).toBe(false);
	});

	it("with a tag of its own builds nothing and prints no warning", () => {
		const { settings } = resolveSettings({}, withConfig("out: !!js/function 'x'\n"));
		expect(settings).toEqual({ ...defaults, out: "x" });
	});
});
