import { describe, expect, it } from "vitest";
import type { AnalysisInput } from "../../src/analyses/analysis.js";
import { buildGroupLevels } from "../../src/analyses/frame/group-levels.js";
import { buildPanel } from "../../src/analyses/frame/panel.js";
import type { School, SchoolFrame, SchoolResult } from "../../src/analyses/frame/school.js";
import { analyses } from "../../src/analyses/index.js";
import { fitWhenAsked } from "../../src/analyses/prediction/fits-over-years.js";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { compute, type DistrictProfile, standing } from "../../src/analyses/school-profile/compute.js";
import { isKnown, missing, suppressed } from "../../src/domain/measured.js";
import type { ReleasedTable } from "../../src/domain/table.js";
import type { Block, Finding, Section } from "../../src/report/document.js";
import { bannedWords, plainText } from "../../src/report/index.js";
import { drawFrame, frameOf, schoolAt } from "../helpers/frames.js";

const result = (value: SchoolResult["value"], tested: SchoolResult["tested"]): SchoolResult => ({
	value,
	tested,
	enrolled: tested,
});
const withheld = suppressed("withheld by the state: fewer than 11 students");

const inputOf = (frame: SchoolFrame, charters: AnalysisInput["charters"] = "include"): AnalysisInput => ({
	frame,
	panel: buildPanel([], frame.outcome),
	overYears: fitWhenAsked({ frame, panel: buildPanel([], frame.outcome) }),
	specifications: { list: [], schools: new Map() },
	groupLevels: buildGroupLevels([]),
	predictions: predictSchools(frame, "auto"),
	charters,
	group: "All Students",
	source: "invented data",
});

const usual = {
	districts: 5,
	schools: 8,
	tauDistrict: 0.3,
	tauSchool: 0.4,
	students: [30, 500],
	baseline: true,
} as const;

/** A frame with every kind of row: predicted, withheld, alternative, charter, small, far out. */
function mixed(outcome: "percent" | "dfs", seed = "mixed"): SchoolFrame {
	const frame = drawFrame({ ...usual, outcome, seed });
	const scale = outcome === "dfs" ? 3 : 1;
	const special: Readonly<Record<number, Partial<School>>> = {
		1: { current: result(withheld, 7), leftOut: { reason: "result withheld", because: withheld.reason } },
		2: { kind: "alternative", leftOut: { reason: "alternative school", because: "its name" } },
		3: { charter: "direct", current: result(outcome === "dfs" ? 190 : 98, 400) },
		4: { current: result(outcome === "dfs" ? -190 : 2, 400), name: "The Best School of All" },
		5: { current: result(10 * scale, 14) },
		6: { baseline: result(missing("no row in the file for this year"), missing("no row in the file for this year")) },
	};
	return { ...frame, schools: frame.schools.map((school, index) => ({ ...school, ...special[index] })) };
}

const profileOf = (input: AnalysisInput, code = "0199001"): DistrictProfile => {
	const profile = compute(input).districts.get(code);
	if (profile === undefined) throw new Error(`no profile of ${code}`);
	return profile;
};

const tablesOf = (sections: readonly Section[]): ReleasedTable[] =>
	sections
		.flatMap((section) => section.blocks)
		.flatMap((block: Block) => (block.block === "table" ? [block.table] : []));

describe.each(["percent", "dfs"] as const)("the profile of a district, %s", (outcome) => {
	const input = inputOf(mixed(outcome));
	const profiles = compute(input);

	it("holds every school of the frame once, and its counts add up", () => {
		const all = [...profiles.districts].flatMap(([, profile]) => profile.schools);
		expect(all.map((entry) => entry.school)).toEqual(input.frame.schools);
		for (const [, profile] of profiles.districts) {
			const without = profile.schools.filter((entry) => entry.without !== undefined);
			expect(profile.predicted.length + without.length).toBe(profile.schools.length);
			expect(profile.judged).toEqual(profile.predicted.filter((entry) => entry.evidence !== "not enough data"));
			const within = profile.judged.filter((entry) => standing(entry) === "within");
			expect(within.length + profile.higher.length + profile.lower.length).toBe(profile.judged.length);
		}
		const [first] = [...profiles.districts].map(([, profile]) => profile);
		expect([first?.schools.length, first?.predicted.length]).toEqual([8, 5]);
	});

	it("reads a school's standing off its limits, and evidence never points the other way", () => {
		for (const entry of [...profiles.districts].flatMap(([, profile]) => profile.judged)) {
			const { within } = entry;
			if (within === undefined) throw new Error("judged without a prediction");
			const actual = within.predicted + within.residual;
			const expected = actual > within.upper ? "higher" : actual < within.lower ? "lower" : "within";
			expect(standing(entry)).toBe(expected);
			if (expected === "within") expect(["not distinguishable", "not enough data"]).toContain(entry.evidence);
			if (outcome === "dfs") expect(actual).toBeCloseTo(entry.school.current.value as number, 9);
		}
		expect(profileOf(input).higher.map((entry) => entry.school.cds)).toContain(input.frame.schools[3]?.cds);
		expect(profileOf(input).lower.map((entry) => entry.school.cds)).toContain(input.frame.schools[4]?.cds);
	});

	it("says only what it may, with counts, and with an interval where a difference is claimed", () => {
		const names = input.frame.schools.map((school) => school.name);
		const said: Finding[] = [];
		for (const [code] of profiles.districts) {
			said.push(...analyses.schoolProfile.findings(profiles, input, code));
			said.push(...analyses.variation.findings(analyses.variation.compute(input), input, code));
		}
		expect(new Set(said.map((finding) => finding.template))).toEqual(
			new Set([
				"profile.level",
				"profile.change",
				"profile.count",
				"profile.higher",
				"profile.lower",
				"profile.elsewhere",
				"variation.spread",
			]),
		);
		for (const finding of said) {
			const text = `${plainText(finding.sentence)} ${plainText(finding.detail)}`;
			expect(bannedWords(text, names), text).toEqual([]);
			expect(text).not.toMatch(/NaN|undefined|Infinity|null|−0(?:\.0)? |\s{2}/);
			expect(plainText(finding.sentence)).toMatch(/\.$/);
			const counts = Object.values(finding.counts);
			expect(counts.length).toBeGreaterThan(0);
			for (const count of counts) expect(count).toBeGreaterThan(0);
			// Named schools carry their intervals in the table that the finding points to.
			if (finding.template === "profile.higher" || finding.template === "profile.lower") {
				expect(finding.source).toBe("table-unusual");
				continue;
			}
			expect(finding.interval?.lower ?? 1).toBeLessThanOrEqual(finding.interval?.upper ?? 0);
			expect(finding.measure).toBeTruthy();
		}
	});

	it("draws figures, tables and sections without a banned word, and no count from 1 to 10 leaves", () => {
		const names = input.frame.schools.map((school) => school.name);
		for (const [code] of profiles.districts) {
			const answers = [
				analyses.schoolProfile.answer(profiles, input, code),
				analyses.variation.answer(analyses.variation.compute(input), input, code),
			];
			const tables = [
				...answers.flatMap((answer) => tablesOf(answer.sections)),
				...answers.flatMap((answer) => answer.figures.map((figure) => figure.table)),
			];
			expect(tables.length).toBeGreaterThanOrEqual(4);
			for (const table of tables) {
				const counts = table.columns.flatMap((column, index) => (column.unit === "students" ? [index] : []));
				const small = table.rows
					.flatMap((row) => counts.map((index) => row[index]))
					.filter((cell) => typeof cell === "number" && cell >= 1 && cell <= 10);
				expect(small).toEqual([]);
				expect(bannedWords([table.caption, ...(table.notes ?? [])].join(" "))).toEqual([]);
			}
			for (const { headline, subtitle, alt, description } of answers.flatMap((answer) => answer.figures)) {
				expect(bannedWords([headline, subtitle, alt, ...description].join(" "), names)).toEqual([]);
			}
		}
	});

	it("has a table row for every school, as many as the figure's rows, and a mark for every prediction", () => {
		const { figures, sections } = analyses.schoolProfile.answer(profiles, input, "0199001");
		const profile = profileOf(input);
		const [table] = tablesOf(sections).filter((entry) => entry.id === "table-profile");
		expect([...(table?.rowIds ?? [])].sort()).toEqual(profile.schools.map((entry) => `school-${entry.school.cds}`));
		expect(figures.map((figure) => figure.table.rows.length)).toEqual([8, 8]);
		const column = table?.columns.findIndex((entry) => entry.key === "predicted") ?? -1;
		const predicted = (table?.rows ?? []).filter((row) => isKnown(row[column] ?? 0));
		expect(predicted).toHaveLength(profile.predicted.length);
		const tested = table?.columns.findIndex((entry) => entry.key === "tested") ?? -1;
		const shown = (table?.rows ?? []).map((row) => row[tested]);
		expect(shown).toContainEqual(suppressed("fewer than 11 students"));
	});
});

describe("reference values", () => {
	const schools = [
		schoolAt(0, 0, { current: result(20, 100), baseline: result(30, 50) }),
		schoolAt(0, 1, { current: result(60, 300), baseline: result(50, 150) }),
		schoolAt(0, 2, { level: "high", current: result(80, 100) }),
		schoolAt(0, 3, { current: result(99, 900), leftOut: { reason: "virtual school", because: "Virtual: F" } }),
		schoolAt(1, 0, { current: result(10, 100) }),
	];
	const published = { current: result(44, 1000), baseline: result(40, 990) };

	it("are averages with each student counted once, of the schools compared, by level, and labeled so", () => {
		const profile = profileOf(inputOf(frameOf(schools)));
		expect(profile.actual).toEqual({
			label: "District 1",
			value: (20 * 100 + 60 * 300 + 80 * 100) / 500,
			tested: 500,
			published: false,
		});
		expect(profile.references.get("elementary")).toEqual([
			{ label: "District 1", value: 50, tested: 400, published: false },
			{ label: "All in the files", value: 42, tested: 500, published: false },
		]);
		expect(profile.references.get("middle")).toEqual([]);
		expect(profile.wider).toMatchObject({
			label: "the 2 districts in the files together",
			published: false,
			tested: 600,
		});
	});

	it("are the published rows where there are such", () => {
		const frame = frameOf(schools, {
			districtRows: new Map([["0199001", published]]),
			stateRow: published,
			baselineYear: 2024,
		});
		const profile = profileOf(inputOf(frame));
		expect(profile.actual).toEqual({ label: "District 1", value: 44, tested: 1000, published: true });
		expect(profile.references.get("high")).toEqual([
			{ label: "District 1", value: 44, tested: 1000, published: true },
			{ label: "State", value: 44, tested: 1000, published: true },
		]);
		expect(profile.wider).toMatchObject({ label: "the state", published: true, difference: 0 });
		expect(profile.change).toMatchObject({ value: 4, tested: 1000, testedBefore: 990 });
	});

	it("leave charters out of averages where they stand apart", () => {
		const charter = schoolAt(0, 4, { charter: "local", current: result(100, 400) });
		const frame = frameOf([...schools, charter]);
		const apart = profileOf(inputOf(frame, "separate"));
		expect(apart.actual?.tested).toBe(500);
		expect(apart.references.get("high")?.map((bar) => bar.label)).toEqual([
			"District 1",
			"All in the files, without charters",
		]);
		expect(apart.wider?.label).toBe("the 2 districts in the files together, without charters");
		expect(profileOf(inputOf(frame, "include")).actual?.tested).toBe(900);
	});

	it("are none of one district set against itself", () => {
		expect(profileOf(inputOf(frameOf(schools.slice(0, 4)))).wider).toBeUndefined();
	});
});

describe("the change between years", () => {
	const both = [
		schoolAt(0, 0, { current: result(80, 70), baseline: result(60, 80) }),
		schoolAt(0, 1, { current: result(99, 500) }),
		schoolAt(0, 2, { current: result(99, 500), baseline: result(10, 10) }),
	];

	it("has Newcombe's published interval (56 of 70 against 48 of 80), over the schools that have both years", () => {
		const { change } = profileOf(inputOf(frameOf(both, { baselineYear: 2024 })));
		expect(change).toMatchObject({ value: 20, schools: 1, tested: 70, testedBefore: 80 });
		// Newcombe (1998), method 10: 0.0524 to 0.3339.
		expect(change?.interval.lower).toBeCloseTo(5.24, 2);
		expect(change?.interval.upper).toBeCloseTo(33.39, 2);
	});

	it("takes no floor value for an earlier result", () => {
		const floor = [
			schoolAt(0, 0, { current: result(-10, 100), baseline: result(-20, 400) }),
			schoolAt(0, 1, { current: result(-30, 100), baseline: result(-348, 100) }),
		];
		const profile = profileOf(inputOf(frameOf(floor, { outcome: "dfs", baselineYear: 2024 })));
		const half = 1.959963985 * 100 * Math.sqrt(1 / 100 + 1 / 400);
		expect(profile.baseline?.value).toBe(-20);
		expect(profile.change).toMatchObject({ value: 10, schools: 1, tested: 100, testedBefore: 400 });
		expect(profile.change?.interval.lower).toBeCloseTo(10 - half, 5);
		expect(profile.change?.interval.upper).toBeCloseTo(10 + half, 5);
	});

	it("is none without an earlier year", () => {
		expect(profileOf(inputOf(frameOf(both.slice(1, 2)))).change).toBeUndefined();
	});
});

describe("the district against similar schools elsewhere", () => {
	it("is the model's own difference, with its interval, and none of fewer than three districts", () => {
		const input = inputOf(drawFrame({ ...usual, seed: "elsewhere" }));
		const own = input.predictions.models[0]?.districtDifferences.find((entry) => entry.district === "0199002");
		const { elsewhere } = profileOf(input, "0199002");
		expect(elsewhere?.value).toBeCloseTo(own?.difference ?? Number.NaN, 9);
		expect(elsewhere?.interval.upper).toBeCloseTo((own?.difference ?? 0) + 1.959963985 * (own?.standardError ?? 0), 6);
		expect(elsewhere?.schools).toBe(8);
		const two = inputOf(drawFrame({ ...usual, districts: 2, schools: 15, seed: "elsewhere" }));
		expect(profileOf(two).elsewhere).toBeUndefined();
	});
});
