import { describe, expect, it } from "vitest";
import { brightSpots } from "../../src/analyses/bright-spots/index.js";
import type { SchoolResult } from "../../src/analyses/frame/school.js";
import { isKnown, suppressed } from "../../src/domain/measured.js";
import { plainText } from "../../src/report/index.js";
import { bannedWords } from "../../src/report/words.js";
import { drawPanel, inputOf, withSchools } from "../helpers/panels.js";

const truth = {
	districts: 8,
	schools: 8,
	years: [2022, 2023, 2024, 2025],
	tauDistrict: 10,
	tauSchool: 22,
	tauYear: 6,
	students: [60, 500],
	groups: [31, 160],
	overlap: true,
} as const;

const { input } = drawPanel({ ...truth, seed: "spots" });
const result = brightSpots.compute(input);
const all = [...result.districts].map(([, own]) => own);

describe("schools to learn with", () => {
	it("are those of which the rule holds, and the expected share of false ones is the mean of 1 - P", () => {
		expect(all.flatMap(({ named }) => named).length).toBeGreaterThan(3);
		for (const { judged, named, expectedFalse } of all) {
			expect(named).toEqual(judged.filter(({ all: { probability } }) => probability >= 0.8));
			const mean = named.reduce((sum, { all: { probability } }) => sum + (1 - probability) / named.length, 0);
			if (named.length > 0) expect(expectedFalse).toBeCloseTo(mean, 12);
			else expect(isKnown(expectedFalse)).toBe(false);
		}
	});

	it("stand beside their groups, and say of each what is known", () => {
		expect(result.groups.map(({ id }) => id)).toEqual([1, 31, 160, 74, 78]);
		for (const { beside } of all.flatMap(({ judged }) => judged)) {
			const [, , black] = beside;
			expect(black).toMatchObject({ absent: "undefined" });
			expect(beside.some(isKnown)).toBe(true);
		}
	});

	it("are withheld where the state withholds the newest result, and not judged with few students", () => {
		const schools = input.frame.schools.map((school) => ({ ...school }));
		const results = new Map<string, SchoolResult>();
		const first = schools[0]?.cds ?? "";
		const second = schools[1]?.cds ?? "";
		for (const { cds } of schools)
			for (const year of truth.years)
				for (const group of [1, 31]) {
					const known = input.panel.result(cds, year, group);
					const held = { ...known, value: suppressed("fewer than 11 students"), tested: suppressed("few") };
					const few = { ...known, tested: 29, enrolled: 29 };
					results.set(`${cds} ${year} ${group}`, cds === first && group === 31 ? held : cds === second ? few : known);
				}
		const again = brightSpots.compute(inputOf(schools, results, { ...truth, groups: [31] }, "dfs"));
		const district = again.districts.get("0199001");
		expect(district?.judged.find(({ school }) => school.cds === first)?.beside[0]).toMatchObject({
			absent: "suppressed",
		});
		expect(district?.notJudged.map(({ school }) => school.cds)).toEqual([second]);
		expect(district?.notJudged[0]?.why).toMatch(/30 or more/);
	});

	it("do not depend on the order of schools, nor on the groups at hand", () => {
		const turned = brightSpots.compute(withSchools(input, input.frame.schools.toReversed()));
		for (const [code, { judged }] of result.districts) {
			const other = turned.districts.get(code)?.judged ?? [];
			for (const { school, all: own } of judged) {
				const same = other.find((entry) => entry.school.cds === school.cds);
				expect(same?.all.effect).toBeCloseTo(own.effect, 6);
				expect(same?.all.probability).toBeCloseTo(own.probability, 6);
			}
		}
	});

	it("need two years: with one, the page says why not", () => {
		const one = drawPanel({ ...truth, years: [2025], seed: "one" }).input;
		const none = brightSpots.compute(one);
		expect(none.without).toMatch(/one year/);
		expect(brightSpots.findings(none, one, "0199001")).toEqual([]);
		const answer = brightSpots.answer(none, one, "0199001");
		expect([answer.figures.length, answer.sections.length]).toEqual([0, 1]);
	});

	it("where none is named, what could have been seen is said", () => {
		const flat = drawPanel({ ...truth, tauSchool: 7, seed: "flat" }).input;
		const found = brightSpots.compute(flat);
		const district = [...found.districts].find(([, { named }]) => named.length === 0)?.[0] ?? "";
		const [finding] = brightSpots.findings(found, flat, district);
		expect(finding?.evidence).toBe("not distinguishable");
		expect(plainText(finding?.detail ?? [])).toMatch(/would have been seen four times in five|could have been seen/);
	});

	it("speak without banned words, in alphabetical order, on percents too", () => {
		for (const outcome of ["dfs", "percent"] as const) {
			const drawn = drawPanel({ ...truth, outcome, seed: `words-${outcome}` }).input;
			const found = brightSpots.compute(drawn);
			for (const [code] of found.districts) {
				const { figures, sections } = brightSpots.answer(found, drawn, code);
				const texts = sections.flatMap(({ blocks }) =>
					blocks.flatMap((block) => (block.block === "paragraph" ? [plainText(block.text)] : [])),
				);
				const words = brightSpots
					.findings(found, drawn, code)
					.flatMap(({ sentence, detail }) => [plainText(sentence), plainText(detail)]);
				for (const text of [...texts, ...words]) expect(bannedWords(text)).toEqual([]);
				for (const { table } of figures) {
					const names = table.rows.map(([name]) => String(name).toLowerCase());
					expect(names).toEqual(names.toSorted());
				}
			}
		}
	});
});

describe("persistence", () => {
	it("is near the share of variance that lasts, with chance taken out", () => {
		const drawn = drawPanel({
			...truth,
			districts: 40,
			tauDistrict: 0,
			level: "high",
			overlap: false,
			groups: [],
			seed: "lasting",
		});
		const { lags, above } = brightSpots.compute(drawn.input).persistence;
		expect(lags.map(({ lag }) => lag)).toEqual([1, 2, 3]);
		const lasting = truth.tauSchool ** 2 / (truth.tauSchool ** 2 + truth.tauYear ** 2);
		for (const { raw, withoutChance, interval } of lags) {
			expect(Number(withoutChance)).toBeGreaterThan(lasting - 0.1);
			expect(Number(withoutChance)).toBeLessThanOrEqual(1);
			expect(Number(raw)).toBeLessThan(Number(withoutChance));
			expect(interval?.lower ?? 1).toBeLessThan(Number(raw));
		}
		expect(above?.pairs).toBe(3 * 320);
		expect((above?.both ?? 0) + (above?.firstOnly ?? 0) + (above?.secondOnly ?? 0) + (above?.neither ?? 0)).toBe(960);
		expect(above?.both ?? 0).toBeGreaterThan(3 * (above?.bothByChance ?? 0));
	});

	it("is none where nothing lasts", () => {
		const nothing = {
			districts: 20,
			tauDistrict: 0,
			tauSchool: 0,
			tauYear: 15,
			level: "high",
			overlap: false,
		} as const;
		const sets = 10;
		const found = Array.from({ length: sets }, (_, seed) => {
			const { input: drawn } = drawPanel({ ...truth, ...nothing, groups: [], seed: `passing-${seed}` });
			return brightSpots.compute(drawn).persistence;
		});
		const raw = found.reduce((sum, { lags }) => sum + Number(lags[0]?.raw) / sets, 0);
		expect(Math.abs(raw)).toBeLessThan(3 / Math.sqrt(sets * 3 * 160));
		const total = (pick: "both" | "bothByChance"): number =>
			found.reduce((sum, { above }) => sum + (above?.[pick] ?? 0), 0);
		expect(Math.abs(total("both") - total("bothByChance"))).toBeLessThan(3 * Math.sqrt(total("bothByChance")));
	});

	it("counts years: 2019 and 2022 lie three apart", () => {
		const drawn = drawPanel({ ...truth, years: [2018, 2019, 2022], groups: [], seed: "gap" });
		expect(brightSpots.compute(drawn.input).persistence.lags.map(({ lag }) => lag)).toEqual([1, 3, 4]);
	});
});
