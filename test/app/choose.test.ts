/** What a run is about, chosen from what the files hold. */

import { describe, expect, it } from "vitest";
import { choose, chooseDistricts, groupsToRead } from "../../src/app/choose.js";
import { type AnalyzeSettings, resolveSettings } from "../../src/app/settings.js";
import type { Subject } from "../../src/domain/tests.js";
import type { Available } from "../../src/ingest/index.js";
import { workdir } from "../helpers/workdir.js";
import { effectsIn, refusalOf } from "./effects.js";

const effects = effectsIn(workdir());
const base = resolveSettings({}, effects).settings;

const holding = (subjects: readonly Subject[], years: readonly number[], groups = [1, 31]): Available =>
	({
		kind: "percent",
		subjects,
		years: { ela: [], math: [], science: [], ...Object.fromEntries(subjects.map((subject) => [subject, years])) },
		groups: { ela: [], math: [], science: [], ...Object.fromEntries(subjects.map((subject) => [subject, groups])) },
		districts: [],
		groupNames: new Map(),
	}) as Available;

const chosen = (wishes: Partial<AnalyzeSettings>, available: Available) =>
	choose({ ...base, ...wishes }, available, effects);

describe("subject", () => {
	it("is mathematics where the files have it, else the first they have, else the one asked for", () => {
		expect(chosen({}, holding(["ela", "math"], [2025])).subject).toBe("math");
		expect(chosen({}, holding(["science"], [2025])).subject).toBe("science");
		expect(chosen({ subject: "ela" }, holding(["ela", "math"], [2025])).subject).toBe("ela");
	});

	it("that is not there is refused with those that are", () => {
		expect(refusalOf(() => chosen({ subject: "science" }, holding(["ela", "math"], [2025])))).toEqual([
			"CIMP-E202 --subject science | one of ela, math",
		]);
		expect(refusalOf(() => chosen({ subject: "science" }, holding(["ela"], [2025])))).toEqual([
			"CIMP-E202 --subject science | ela, the only one in the files",
		]);
		expect(refusalOf(() => chosen({}, holding([], [])))).toEqual([
			"CIMP-E202 --subject no row of any subject | rows of results that pass the checks; none did",
		]);
	});
});

describe("years", () => {
	const yearsOf = (wishes: Partial<AnalyzeSettings>, years: readonly number[]) => {
		const { year, baselineYear } = chosen(wishes, holding(["math"], years));
		return [year, baselineYear];
	};

	it.each([
		["the newest and the one before it, in any order of the files", {}, [2023, 2025, 2024], [2025, 2024]],
		["over the year without a test", {}, [2019, 2022], [2022, 2019]],
		["over thin 2021", {}, [2019, 2021, 2022], [2022, 2019]],
		["without a baseline rather than with thin 2021", {}, [2021, 2022], [2022, undefined]],
		["with 2021 for those who ask for it", { baselineYear: 2021 }, [2021, 2022], [2022, 2021]],
		["2021 itself, compared with 2019", { year: 2021 }, [2019, 2021, 2022], [2021, 2019]],
		["an earlier year asked for", { year: 2024 }, [2023, 2024, 2025], [2024, 2023]],
		["an earlier baseline asked for", { baselineYear: 2022 }, [2022, 2023, 2024], [2024, 2022]],
		["a single year", {}, [2025], [2025, undefined]],
	])("%s", (_what, wishes, years, expected) => {
		expect(yearsOf(wishes, years)).toEqual(expected);
	});

	it.each([
		[{ year: 2020 }, [2019, 2022], "CIMP-E203 --year 2020 | one of 2019, 2022"],
		[{ year: 2020 }, [2019], "CIMP-E203 --year 2020 | 2019, the only one in the files"],
		[{ baselineYear: 2023 }, [2022, 2024, 2025], "CIMP-E203 --baseline-year 2023 | one of 2022, 2024"],
		[{ baselineYear: 2025 }, [2024, 2025], "CIMP-E203 --baseline-year 2025 | 2024, the only one in the files"],
		[{ baselineYear: 2024 }, [2025], "CIMP-E203 --baseline-year 2024 | a year before 2025; the files hold none"],
		[
			{ model: "progress" as const },
			[2025],
			"CIMP-E203 --model progress no earlier year | results of a year before 2025",
		],
	])("%o of %j is refused", (wishes, years, problem) => {
		expect(refusalOf(() => yearsOf(wishes, years))).toEqual([problem]);
	});
});

describe("student group", () => {
	const groupOf = (group: string, groups = [1, 31, 160]) => chosen({ group }, holding(["math"], [2025], groups)).group;

	it.each([
		["1", 1],
		["031", 31],
		["SED", 31],
		["Socioeconomically disadvantaged", 31],
		["english learners", 160],
		["EL (English learner, excluding RFEP)", 160],
	])("by id or by any of its names: %s", (text, id) => {
		expect(groupOf(text)).toBe(id);
	});

	it("that no lookup table holds is taken by its id where the files have it", () => {
		expect(groupOf("299", [1, 299])).toBe(299);
	});

	it("misspelled gets suggestions, absent gets those that are there", () => {
		expect(refusalOf(() => groupOf("english lerner"))).toEqual([
			'CIMP-E208 --group english lerner | did you mean "english learner" or "english learners" or "el english learner"?',
		]);
		expect(refusalOf(() => groupOf("9999"))).toEqual([
			"CIMP-E208 --group 9999 | an id or a name of the StudentGroups table",
		]);
		expect(refusalOf(() => groupOf("Filipino"))).toEqual([
			"CIMP-E207 --group Filipino | one of the groups in the files: 1, 31, 160",
		]);
	});

	it("is read with the three groups that describe a school's students, each once", () => {
		expect(groupsToRead(1)).toEqual([1, 31, 160, 128]);
		expect(groupsToRead(160)).toEqual([160, 1, 31, 128]);
	});
});

describe("districts", () => {
	const names = new Map([
		["0299001", "Nowhere Union High"],
		["0199001", "Sample Unified"],
		["0199002", "Peñasco Elementary"],
		["0199003", "Twin Rivers"],
		["0299004", "Twin Rivers"],
		["0299005", ""],
	]);
	const chosenFrom = (...asked: string[]) => chooseDistricts(asked, names);

	it("are all, by code, where none is asked for", () => {
		expect(chosenFrom()).toEqual(["0199001", "0199002", "0199003", "0299001", "0299004", "0299005"]);
	});

	it.each([
		"0199001",
		"01-99001",
		"01 99001",
		"01990010000000",
		"01-99001-9900004",
		"Sample Unified",
		" sample  UNIFIED ",
	])("is found by %s", (asked) => {
		expect(chosenFrom(asked)).toEqual(["0199001"]);
	});

	it("is found without its accents; several stand once each, by code", () => {
		expect(chosenFrom("Penasco Elementary", "0199001", "Sample Unified")).toEqual(["0199001", "0199002"]);
	});

	it.each([
		["Sampel Unified", 'did you mean "Sample Unified"?'],
		["Twin Rivers", "one of the codes 01-99003, 02-99004: several districts have this name"],
		["199001", "did you mean 01-99001 (Sample Unified)?"],
		["99001", "did you mean 02-99001 (Nowhere Union High) or 01-99001 (Sample Unified)?"],
		["99005", "did you mean 02-99005?"],
		[
			"0000000",
			"a district in the files, such as 02-99001 Nowhere Union High, 01-99001 Sample Unified, 01-99002 Peñasco Elementary, 01-99003 Twin Rivers, 02-99004 Twin Rivers",
		],
	])("%s is refused: %s", (asked, expected) => {
		expect(refusalOf(() => chosenFrom(asked))).toEqual([`CIMP-E201 --district ${asked} | ${expected}`]);
	});

	it("that are wrong are all named at once", () => {
		expect(refusalOf(() => chosenFrom("Sampel Unified", "0199001", "Nowhere Union Hihg"))).toEqual([
			'CIMP-E201 --district Sampel Unified | did you mean "Sample Unified"?',
			'CIMP-E201 --district Nowhere Union Hihg | did you mean "Nowhere Union High"?',
		]);
	});
});
