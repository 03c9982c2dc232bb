import { describe, expect, it } from "vitest";
import type { SchoolResult } from "../../src/analyses/frame/school.js";
import { progress } from "../../src/analyses/progress/index.js";
import { trendsOf } from "../../src/analyses/progress/trend.js";
import { plainText } from "../../src/report/index.js";
import { bannedWords } from "../../src/report/words.js";
import { fitNested, nestedEffects } from "../../src/stats/index.js";
import { drawPanel, inputOf, panelFits, withSchools } from "../helpers/panels.js";

const truth = {
	districts: 10,
	schools: 8,
	years: [2018, 2019, 2022, 2023, 2024, 2025],
	tauDistrict: 10,
	tauSchool: 20,
	tauYear: 6,
	tauSlope: 4,
	students: [60, 500],
	overlap: true,
} as const;

const { input, slopes } = drawPanel({ ...truth, seed: "moves" });
const result = progress.compute(input);
const judged = [...result.districts].map(([, own]) => own).flatMap((district) => district.judged);

describe("movement over the years", () => {
	it("is read by the rule: more than nine in ten, on either side", () => {
		expect(judged).toHaveLength(80);
		for (const { reading, probability } of judged) {
			expect(reading).toBe(probability > 0.9 ? "continued progress" : probability < 0.1 ? "continued decrease" : "");
		}
		expect(new Set(judged.map(({ reading }) => reading)).size).toBe(3);
	});

	it("goes with the truth", () => {
		for (const { school, reading } of judged) {
			const slope = slopes.get(school.cds) ?? 0;
			if (reading === "continued progress") expect(slope).toBeGreaterThan(-2);
			if (reading === "continued decrease") expect(slope).toBeLessThan(2);
		}
	});

	it("agrees with the joint random slope model where years share no students", () => {
		const drawn = drawPanel({ ...truth, districts: 30, level: "high", overlap: false, seed: "joint" });
		const [fit] = panelFits(drawn.input, 1);
		if (fit === undefined) throw new Error("no fit");
		const rows = fit.schools.flatMap((own) => Array.from(own.years, (year, index) => ({ own, year, index })));
		const districts = [...new Set(fit.schools.map(({ school }) => school.district))];
		const joint = fitNested({
			response: Float64Array.from(rows, ({ own, index }) => own.response[index] ?? 0),
			design: Float64Array.from(
				rows.flatMap(({ own, year }) => [
					...truth.years.map((other) => (other === year ? 1 : 0)),
					own.school.covariates.percentSed ?? 0,
				]),
			),
			names: [...truth.years.map((year) => `year ${year}`), "sed"],
			levels: [
				{ name: "district", groups: Int32Array.from(rows, ({ own }) => districts.indexOf(own.school.district)) },
				{
					name: "school",
					groups: Int32Array.from(rows, ({ own }) => fit.schools.indexOf(own)),
					slope: Float64Array.from(rows, ({ year }) => year - 2022),
				},
			],
			variances: Float64Array.from(rows, ({ own, index }) => (own.sampling[index] ?? 0) / fit.phi),
			phi: { fixed: fit.phi },
			rowEffect: true,
		});
		if (joint.kind === "undefined") throw new Error(joint.reason);
		const tau = Math.sqrt(joint.components.find(({ name }) => name === "school slope")?.estimate ?? 0);
		const effects = nestedEffects(joint)[1]?.slope?.effect ?? new Float64Array(0);
		const own = trendsOf(fit.schools, fit);
		expect(Math.abs((own?.spread ?? 0) / tau - 1)).toBeLessThan(0.05);
		const values = own?.schools.map((_, place) => own.trendOf(place).value) ?? [];
		expect(values).toHaveLength(effects.length);
		const off = values.map((value, index) => value - (effects[index] ?? 0));
		const size = (list: readonly number[]): number =>
			Math.sqrt(list.reduce((sum, value) => sum + value ** 2 / list.length, 0));
		expect(size(off) / size([...effects])).toBeLessThan(0.1);
	});

	it("with two years is a change, never called progress", () => {
		const drawn = drawPanel({ ...truth, years: [2024, 2025], tauYear: 25, level: "high", overlap: false, seed: "two" });
		const found = progress.compute(drawn.input);
		expect(found.kind).toBe("change");
		const readings = new Set(
			[...found.districts].map(([, own]) => own).flatMap((district) => district.judged.map(({ reading }) => reading)),
		);
		expect([...readings].sort()).toEqual(["", "higher, by more than chance", "lower, by more than chance"]);
		for (const [code] of found.districts) {
			const [finding] = progress.findings(found, drawn.input, code);
			expect(plainText(finding?.sentence ?? [])).not.toMatch(/progress/);
			expect(plainText(finding?.detail ?? [])).toMatch(/Two years can’t tell/);
		}
	});

	it("asks one question a run: a level with two years alone is left out beside one with slopes", () => {
		const slopesOf = drawPanel({ ...truth, level: "high", overlap: false, seed: "mixed" });
		const short = drawPanel({
			...truth,
			years: [2024, 2025],
			tauYear: 25,
			level: "middle",
			overlap: false,
			seed: "two",
		});
		const other = (code: string): string => `02${code.slice(2)}`;
		const renamed = short.input.frame.schools.map((school) => ({
			...school,
			cds: other(school.cds),
			district: other(school.district),
		}));
		const results = new Map<string, SchoolResult>();
		for (const { schools, rename } of [
			{ schools: slopesOf.input, rename: (code: string) => code },
			{ schools: short.input, rename: other },
		]) {
			for (const { cds } of schools.frame.schools)
				for (const year of truth.years) results.set(`${rename(cds)} ${year} 1`, schools.panel.result(cds, year, 1));
		}
		const both = inputOf([...slopesOf.input.frame.schools, ...renamed], results, truth, "dfs");
		expect(panelFits(both, 1).map((fit) => [fit.level, trendsOf(fit.schools, fit)?.kind])).toEqual([
			["middle", "change"],
			["high", "trend"],
		]);
		const found = progress.compute(both);
		expect([found.kind, found.fits.map(({ level }) => level)]).toEqual(["trend", ["high"]]);
		const ofLevel = [...found.districts].map(([, own]) => own).flatMap(({ judged: own }) => own);
		expect(ofLevel.length).toBeGreaterThan(60);
		expect(new Set(ofLevel.map(({ school, kind }) => `${school.level} ${kind}`))).toEqual(new Set(["high trend"]));
		for (const { district } of renamed) {
			const own = found.districts.get(district);
			expect([own?.judged.length, own?.up.length, own?.notJudged.length]).toEqual([0, 0, truth.schools]);
			expect(own?.notJudged[0]?.why).toMatch(/fewer years/);
		}
	});

	it("needs two years: with one, the page says why not", () => {
		const one = drawPanel({ ...truth, years: [2025], seed: "one" }).input;
		const none = progress.compute(one);
		expect(none.without).toMatch(/one year/);
		expect(progress.findings(none, one, "0199001")).toEqual([]);
		expect(progress.answer(none, one, "0199001").figures).toEqual([]);
	});

	it("does not depend on the order of schools", () => {
		const turned = progress.compute(withSchools(input, input.frame.schools.toReversed()));
		const others = [...turned.districts].map(([, own]) => own).flatMap((district) => district.judged);
		for (const { school, value, probability } of judged) {
			const same = others.find((entry) => entry.school.cds === school.cds);
			expect(same?.value).toBeCloseTo(value, 6);
			expect(same?.probability).toBeCloseTo(probability, 6);
		}
	});

	it("speaks without banned words and breaks the series in words and in lines", () => {
		for (const outcome of ["dfs", "percent"] as const) {
			const drawn = drawPanel({ ...truth, districts: 5, schools: 12, outcome, seed: `words-${outcome}` }).input;
			const found = progress.compute(drawn);
			for (const [code] of found.districts) {
				const { figures, sections } = progress.answer(found, drawn, code);
				const texts = sections.flatMap(({ blocks }) =>
					blocks.flatMap((block) => (block.block === "paragraph" ? [plainText(block.text)] : [])),
				);
				const words = progress
					.findings(found, drawn, code)
					.flatMap(({ sentence, detail }) => [plainText(sentence), plainText(detail)]);
				for (const text of [...texts, ...words]) expect(bannedWords(text)).toEqual([]);
				const [figure] = figures;
				expect(figure?.description.join(" ")).toMatch(/no test in 2020/);
				const { links, rows } = (figure?.panels[0]?.wide.spec.datasets ?? {}) as Record<string, readonly unknown[]>;
				// Six years in two stretches: four links for twelve schools' six dots each.
				expect([links?.length, rows?.length]).toEqual([12 * 4, 12 * 6]);
			}
		}
	});
});

describe("the parts of a change", () => {
	it("add up, and small schools regress more", () => {
		for (const { change } of judged) {
			expect(change.common + change.regression + change.rest).toBeCloseTo(change.change, 9);
			expect(change.last - change.first).toBeCloseTo(change.change, 9);
			expect([change.from, change.to]).toEqual([2018, 2025]);
		}
		const sizes = judged.map(({ school, tested, change, points }) => ({
			cds: school.cds,
			tested,
			kept: 1 + change.regression / (points[0]?.value ?? 1),
		}));
		const bySize = sizes.toSorted((a, b) => a.tested - b.tested);
		const kept = bySize.map((entry) => entry.kept);
		expect(kept[0] ?? 1).toBeLessThan(kept.at(-1) ?? 0);
		expect(kept.every((value, index) => index === 0 || value >= (kept[index - 1] ?? 0) - 0.02)).toBe(true);
	});

	it("are regression alone where true results stand still and the first one was unusual", () => {
		const still = drawPanel({ ...truth, tauSlope: 0, districts: 60, level: "high", overlap: false, seed: "still" });
		const found = [...progress.compute(still.input).districts]
			.map(([, own]) => own)
			.flatMap((district) => district.judged);
		const high = found.filter(({ points }) => (points[0]?.value ?? 0) > 25);
		const mean = (pick: (entry: (typeof found)[number]) => number): number =>
			high.reduce((sum, entry) => sum + pick(entry) / high.length, 0);
		expect(high.length).toBeGreaterThan(40);
		expect(mean(({ change }) => change.regression)).toBeLessThan(-2);
		const rest = high.map(({ change }) => change.rest);
		const spread = Math.sqrt(
			rest.reduce((sum, value) => sum + (value - mean(({ change }) => change.rest)) ** 2 / (rest.length - 1), 0),
		);
		expect(Math.abs(mean(({ change }) => change.rest))).toBeLessThan((3 * spread) / Math.sqrt(rest.length));
	});
});
