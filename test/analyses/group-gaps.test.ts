import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupGaps } from "../../src/analyses/group-gaps/index.js";
import { partsOf } from "../../src/analyses/group-gaps/parts.js";
import { groupEntries } from "../../src/app/entries/groups.js";
import { isAbsent, isKnown } from "../../src/domain/measured.js";
import { raceAndEthnicity } from "../../src/domain/student-groups.js";
import type { OutcomeKind, ResultRow } from "../../src/domain/tidy.js";
import { renderPage } from "../../src/report/index.js";
import { createRandom } from "../../src/stats/index.js";
import { districtOf, inputOfRows, numbersIn, type RowWish, rowOf, schoolOf } from "../helpers/group-rows.js";

const code = "0199001";
const own = districtOf(1);

const entriesOf = (rows: readonly ResultRow[], outcome: OutcomeKind = "percent") =>
	groupEntries(groupGaps.compute(inputOfRows(rows, outcome)).get(code) ?? []);

const rowsOf = (wishes: readonly RowWish[]): ResultRow[] => wishes.map(rowOf);

/** Two schools: the district's own rows are their sums. */
const twoSchools = rowsOf([
	{ cds: own, group: 1, value: 54, tested: 200 },
	{ cds: own, group: 31, value: 36, tested: 100 },
	{ cds: own, group: 111, value: 72, tested: 100 },
	{ cds: schoolOf(1, 1), group: 1, value: 76, tested: 100 },
	{ cds: schoolOf(1, 1), group: 31, value: 60, tested: 20 },
	{ cds: schoolOf(1, 1), group: 111, value: 80, tested: 80 },
	{ cds: schoolOf(1, 2), group: 1, value: 32, tested: 100 },
	{ cds: schoolOf(1, 2), group: 31, value: 30, tested: 80 },
	{ cds: schoolOf(1, 2), group: 111, value: 40, tested: 20 },
]);

describe("differences between groups", () => {
	it("within and between schools add up to the difference, by hand", () => {
		const [entry] = entriesOf(twoSchools);
		// Within: ½(0.2 + 0.8)·(60 − 80) + ½(0.8 + 0.2)·(30 − 40); between: (0.2 − 0.8)·70 + (0.8 − 0.2)·35.
		expect(entry?.parts).toMatchObject({ schools: 2 });
		if (entry === undefined || isAbsent(entry.parts)) throw new Error("no parts");
		expect(entry.parts.difference).toBeCloseTo(-36, 12);
		expect(entry.parts.within.value).toBeCloseTo(-15, 12);
		expect(entry.parts.between.value).toBeCloseTo(-21, 12);
		expect(entry.coverage).toEqual({ schools: 2, schoolsWithheld: 0, schoolsWithout: 0, studentShare: 1 });
		expect(entry.difference).toMatchObject({ result: 36, referenceResult: 72, tested: 100, referenceTested: 100 });
	});

	it("adds up exactly in random districts, also in points", () => {
		const side = fc.record({
			value: fc.double({ min: -200, max: 200, noNaN: true }),
			tested: fc.integer({ min: 11, max: 900 }),
		});
		fc.assert(
			fc.property(fc.array(fc.record({ group: side, reference: side }), { minLength: 2, maxLength: 30 }), (schools) => {
				const parts = partsOf(schools, (cell) => 10_000 / cell.tested);
				if (isAbsent(parts)) throw new Error(parts.reason);
				expect(parts.within.value + parts.between.value - parts.difference).toBeCloseTo(0, 9);
				for (const { interval, value } of [parts.within, parts.between]) {
					expect(interval.lower).toBeLessThanOrEqual(value);
					expect(interval.upper).toBeGreaterThanOrEqual(value);
				}
			}),
		);
	});

	it("has Newcombe's interval of his published example, 56 of 70 against 48 of 80", () => {
		const rows = rowsOf([
			{ cds: own, group: 1, value: 69.33, tested: 150 },
			{ cds: own, group: 31, value: 80, tested: 70 },
			{ cds: own, group: 111, value: 60, tested: 80 },
			{ cds: schoolOf(1, 1), group: 1, value: 69.33, tested: 150 },
		]);
		const found = entriesOf(rows)[0]?.difference;
		if (found === undefined || isAbsent(found)) throw new Error("no difference");
		expect(found.difference).toBeCloseTo(20, 12);
		expect(found.lower).toBeCloseTo(5.24, 2);
		expect(found.upper).toBeCloseTo(33.39, 2);
	});

	it("sets a group against all other students where no counterpart is published, and against no total", () => {
		const rows = twoSchools.filter((row) => row.group !== 111);
		const [entry] = entriesOf(rows);
		expect(entry?.reference).toMatchObject({ absent: "undefined" });
		expect(entry?.difference).toMatchObject({ result: 36, referenceResult: 72, referenceTested: 100 });
		expect(entry?.parts).toEqual(entriesOf(twoSchools)[0]?.parts);
	});

	it("does not count direct-funded charters, which the district's own row does not hold", () => {
		const charter = rowsOf(
			[1, 31, 111].map((group) => ({ cds: schoolOf(1, 3), group, value: 90, tested: 60, charter: "direct" as const })),
		);
		expect(entriesOf([...twoSchools, ...charter])).toEqual(entriesOf(twoSchools));
	});

	it("in points: sums over schools, an interval by the spread of students, no floor values", () => {
		const rows = rowsOf([
			{ cds: schoolOf(1, 1), group: 1, value: -40, tested: 200 },
			{ cds: schoolOf(1, 1), group: 160, value: -90, tested: 50 },
			{ cds: schoolOf(1, 1), group: 180, value: -20, tested: 100 },
			{ cds: schoolOf(1, 2), group: 1, value: -348, tested: 80 },
			{ cds: schoolOf(1, 2), group: 160, value: -348, tested: 40 },
			{ cds: schoolOf(1, 2), group: 180, value: -348, tested: 40 },
		]);
		const entry = entriesOf(rows, "dfs").find(({ group }) => group === 160);
		expect(entry?.reference).toBe(180);
		if (entry === undefined || isAbsent(entry.difference)) throw new Error("no difference");
		expect(entry.difference).toMatchObject({ difference: -70, schools: 1 });
		// Nothing was fitted, so students are taken to spread by 100 points.
		const half = 1.959963984540054 * 100 * Math.sqrt(1 / 50 + 1 / 100);
		expect(entry.difference.upper).toBeCloseTo(-70 + half, 9);
	});

	it("leaves others out whose average is mostly rounding", () => {
		const rows = rowsOf([
			{ cds: schoolOf(1, 1), group: 1, value: -40, tested: 2000 },
			{ cds: schoolOf(1, 1), group: 31, value: -41, tested: 1985 },
			{ cds: schoolOf(1, 2), group: 1, value: -40, tested: 300 },
			{ cds: schoolOf(1, 2), group: 31, value: -50, tested: 200 },
		]);
		const [entry] = entriesOf(rows, "dfs");
		expect(entry?.bySchool.map(({ cds }) => cds)).toEqual([schoolOf(1, 2)]);
		expect(entry?.bySchool[0]?.referenceResult).toBeCloseTo(-20, 9);
	});

	it("gives V of the HSB sample, cut in four, in a grade without published cuts", () => {
		const place = new URL("../../fixtures/reference/models/hetop/result.json", import.meta.url);
		const { vstat } = JSON.parse(readFileSync(place, "utf8")) as {
			vstat: { counts: Record<"public" | "catholic", Record<string, number>>; V_coarse_probit: number };
		};
		const levels = (counts: Record<string, number>) => Object.values(counts) as [number, number, number, number];
		const [first, second] = [levels(vstat.counts.catholic), levels(vstat.counts.public)];
		const science = { subject: "science" } as const;
		const rows = [
			...twoSchools.map((row) => ({ ...row, ...science })),
			rowOf({ cds: own, group: 31, grade: 8, levels: first, ...science }),
			rowOf({ cds: own, group: 111, grade: 8, levels: second, ...science }),
		];
		const found = entriesOf(rows)[0]?.v;
		if (found === undefined || isAbsent(found)) throw new Error("no V");
		expect(found.grades.map(({ grade }) => grade)).toEqual([8]);
		expect(found.value).toBeCloseTo(vstat.V_coarse_probit, 6);
		expect(found.value).toBe(found.grades[0]?.value);
	});

	it("pools V over grades by its precision, and leaves out a grade in which others would show a withheld group", () => {
		const grades = [3, 4].flatMap((grade): RowWish[] => [
			{ cds: own, group: 1, grade, levels: [60, 70, 60, 50] },
			{ cds: own, group: 78, grade, levels: [40, 30, 20, 10] },
			{ cds: own, group: 80, grade, levels: [20, 40, 40, 31] },
		]);
		// In both grades 9 students are in no published group: in grade 4 a row says that they are withheld.
		const rows = [...twoSchools, ...rowsOf(grades), rowOf({ cds: own, group: 74, grade: 4 })];
		const entries = entriesOf([
			...rows,
			...rowsOf([78, 80].map((group) => ({ cds: own, group, value: 40, tested: 90 }))),
		]);
		expect(entries.find(({ group }) => group === 78)?.v).toMatchObject({ absent: "undefined" });
		const whole = grades.map((wish) =>
			wish.group === 80 ? { ...wish, levels: [20, 40, 40, 40] as [number, number, number, number] } : wish,
		);
		const found = entriesOf([
			...twoSchools,
			...rowsOf(whole),
			...rowsOf([78, 80].map((group) => ({ cds: own, group, value: 40, tested: 90 }))),
		]).find(({ group }) => group === 78)?.v;
		if (found === undefined || isAbsent(found)) throw new Error("no V");
		expect(found.grades.map(({ referenceTested }) => referenceTested)).toEqual([140, 140]);
		const weights = found.grades.map(({ upper, lower }) => (upper - lower) ** -2);
		const total = weights.reduce((sum, weight) => sum + weight, 0);
		const mean = found.grades.reduce((sum, { value }, index) => sum + ((weights[index] ?? 0) / total) * value, 0);
		expect(found.value).toBeCloseTo(mean, 12);
		expect(found.upper - found.lower).toBeLessThan(Math.min(...found.grades.map(({ upper, lower }) => upper - lower)));
	});

	it("shows every year with a test that most students took", () => {
		const years = [2019, 2021, 2022].flatMap((year) =>
			twoSchools.filter((row) => row.cds === own).map((row) => ({ ...row, year })),
		);
		expect(entriesOf([...twoSchools, ...years])[0]?.years.map(({ year }) => year)).toEqual([2019, 2022, 2025]);
	});

	it("judges no comparison with fewer than 30 students on a side", () => {
		const rows = twoSchools.map((row) =>
			row.cds === own && row.group === 31 ? { ...row, scored: 29, percentMet: 0 } : row,
		);
		expect(entriesOf(rows)[0]?.evidence).toBe("not enough data");
		expect(entriesOf(twoSchools)[0]?.evidence).toBe("clear");
	});
});

/** A district and its schools with random groups; what the state would withhold is withheld, and sometimes more. */
function randomDistrict(seed: number, withDistrictRow: boolean): ResultRow[] {
	const random = createRandom(`suppression-${seed}`);
	const schools = 1 + random.integer(4);
	const totals = new Map<number, number>();
	const rows: ResultRow[] = [];
	const publish = (cds: string, group: number, tested: number): void => {
		const held = tested < 11 || random.uniform() < 0.1;
		const value = Math.round(10_000 * random.uniform()) / 100;
		if (tested === 0) return;
		// The Dashboard gives the number of students of a withheld row, the research files do not.
		const number = withDistrictRow ? {} : { tested };
		rows.push(rowOf(held && group !== 1 ? { cds, group, ...number } : { cds, group, value, tested }));
	};
	for (let school = 1; school <= schools; school++) {
		let all = 0;
		for (const group of raceAndEthnicity) {
			const tested = random.uniform() < 0.3 ? 0 : Math.floor(60 * random.uniform() ** 2);
			all += tested;
			totals.set(group, (totals.get(group) ?? 0) + tested);
			publish(schoolOf(1, school), group, tested);
		}
		// Sometimes eleven students are in no group.
		all += 11 * random.integer(2);
		totals.set(1, (totals.get(1) ?? 0) + all);
		publish(schoolOf(1, school), 1, all);
	}
	if (withDistrictRow) for (const [group, tested] of totals) publish(own, group, tested);
	return rows;
}

describe("what the state withholds stays withheld", () => {
	it.each([true, false])("no total minus published groups gives a withheld group (district rows: %s)", (withRows) => {
		let shown = 0;
		for (let seed = 0; seed < 400; seed++) {
			const rows = randomDistrict(seed, withRows);
			const input = inputOfRows(rows);
			const at = (cds: string, group: number) => input.panel.result(cds, 2025, group);
			const heldAt = (cds: string, group: number): boolean => {
				const { value } = at(cds, group);
				return isAbsent(value) && value.absent === "suppressed";
			};
			const published = (cds: string, group: number): number => {
				const { value, tested } = at(cds, group);
				return isKnown(value) && isKnown(tested) && tested >= 11 ? tested : 0;
			};
			for (const entry of groupEntries(groupGaps.compute(input).get(code) ?? [])) {
				const places = [
					...entry.bySchool.map(({ cds, referenceTested }) => ({ cds, referenceTested })),
					...(withRows && !isAbsent(entry.difference)
						? [{ cds: own, referenceTested: entry.difference.referenceTested }]
						: []),
				];
				for (const { cds, referenceTested } of places) {
					shown++;
					const others = raceAndEthnicity.filter((group) => group !== entry.group);
					const rest = Number(referenceTested) - others.reduce((sum, group) => sum + published(cds, group), 0);
					const withheld = others.filter((group) => heldAt(cds, group));
					expect([cds, entry.group, withheld.length === 1]).toEqual([cds, entry.group, false]);
					expect(rest === 0 || rest >= 11).toBe(true);
				}
				// The share of students gives their total where nothing else does: what it adds to the published schools.
				const { studentShare } = entry.coverage;
				const schools = input.frame.schools.map(({ cds }) => cds);
				if (typeof studentShare === "number" && studentShare > 0) {
					const compared = entry.bySchool.reduce((sum, { tested }) => sum + Number(tested), 0);
					const all = schools.reduce((sum, cds) => sum + published(cds, entry.group), 0);
					const hidden = Math.round(compared / studentShare - all);
					const cells = schools.filter((cds) => heldAt(cds, entry.group));
					expect(hidden === 0 || (hidden >= 11 && cells.length !== 1)).toBe(true);
				}
			}
		}
		expect(shown).toBeGreaterThan(100);
	});
});

describe("what must not matter does not", () => {
	it("the order of rows", () => {
		for (const withRows of [true, false]) {
			const rows = randomDistrict(3, withRows);
			const expected = entriesOf(rows);
			expect(entriesOf(createRandom(9).shuffle(rows))).toEqual(expected);
			expect(entriesOf([...rows].reverse())).toEqual(expected);
		}
	});

	it("the codes of the schools", () => {
		const relabeled = twoSchools.map((row) => ({
			...row,
			cds: row.cds === own ? own : schoolOf(1, 900 - Number(row.cds.slice(9))),
		}));
		const numbers = (rows: readonly ResultRow[]) => entriesOf(rows).map(({ bySchool, ...rest }) => rest);
		const [found, expected] = [numbers(relabeled), numbers(twoSchools)];
		for (const [index, [path, value]] of [...numbersIn(found)].entries()) {
			expect([...numbersIn(expected)][index]?.[1], path).toBeCloseTo(value, 10);
		}
	});
});

describe("hostile files", () => {
	const all = (tested: number): ResultRow[] => rowsOf([{ cds: schoolOf(1, 1), group: 1, value: 50, tested }]);
	const cases: Readonly<Record<string, ResultRow[]>> = {
		"one school without groups": all(100),
		"one school with groups": [
			...all(100),
			...rowsOf([31, 111].map((group) => ({ cds: schoolOf(1, 1), group, value: 40, tested: 50 }))),
		],
		"everything withheld": [
			rowOf({ cds: schoolOf(1, 1), group: 1 }),
			...rowsOf([31, 111, 74, 80].map((group) => ({ cds: schoolOf(1, 1), group }))),
		],
		"nobody tested": [
			...all(0),
			...rowsOf([31, 111].map((group) => ({ cds: schoolOf(1, 1), group, value: 0, tested: 0 }))),
		],
		"a group larger than all": [
			...all(20),
			...rowsOf([31, 78].map((group) => ({ cds: schoolOf(1, 1), group, value: 100, tested: 500 }))),
		],
		"all met, nobody met": twoSchools.map((row) => ({ ...row, percentMet: row.group === 31 ? 0 : 100 })),
		"withheld district rows beside published schools": twoSchools.map((row) =>
			row.cds === own && row.group !== 1 ? rowOf({ cds: own, group: row.group }) : row,
		),
		"a district row without schools that publish": twoSchools.map((row) =>
			row.cds === own || row.group === 1 ? row : rowOf({ cds: row.cds, group: row.group }),
		),
		"years that jump": [2015, 2021, 2025].flatMap((year) => twoSchools.map((row) => ({ ...row, year }))),
		"levels that are all alike": [
			...twoSchools,
			...rowsOf([31, 111].map((group) => ({ cds: own, group, grade: 3, levels: [40, 0, 0, 0] as const }))),
		],
	};

	it.each(Object.entries(cases))("%s: nothing breaks and every number is finite", (_, rows) => {
		for (const outcome of ["percent", "dfs"] as const) {
			const input = inputOfRows(rows, outcome);
			const result = groupGaps.compute(input);
			for (const [path, value] of numbersIn(groupEntries(result.get(code) ?? []))) {
				expect(Number.isFinite(value), path).toBe(true);
			}
			for (const finding of groupGaps.findings(result, input, code)) {
				expect(finding.interval?.lower).toBeLessThanOrEqual(finding.interval?.upper ?? Number.NEGATIVE_INFINITY);
			}
			const { sections } = groupGaps.answer(result, input, code);
			const page = renderPage({
				lang: "en",
				title: "Groups",
				meta: ["invented"],
				answer: "Groups",
				lead: ["Invented."],
				running: "Groups",
				sections,
			});
			expect(page).not.toMatch(/NaN|Infinity|undefined/);
		}
	});
});
