import { describe, expect, it } from "vitest";
import type { School } from "../../src/analyses/frame/school.js";
import { distancesOf } from "../../src/analyses/similar-districts/distances.js";
import { similarDistricts } from "../../src/analyses/similar-districts/index.js";
import { createRandom } from "../../src/stats/index.js";
import { frameOf, schoolAt } from "../helpers/frames.js";
import { inputOfRows, numbersIn } from "../helpers/group-rows.js";

/** Districts of three schools each, by percent disadvantaged and result. */
const run = (districts: readonly { readonly sed?: number; readonly value: number; readonly tested?: number }[]) => {
	const schools = districts.flatMap(({ sed, value, tested = 100 }, district) =>
		[0, 1, 2].map(
			(place): School =>
				schoolAt(district, place, {
					current: { value, tested, enrolled: tested },
					covariates: sed === undefined ? {} : { percentSed: sed },
				}),
		),
	);
	const covariates = [{ name: "percentSed", from: "invented", vintage: "", smallGroups: 0 } as const];
	return { ...inputOfRows([]), frame: frameOf(schools, { covariates }) };
};

const codeOf = (district: number): string => `01${99001 + district}`;
const seven = [0, 10, 20, 30, 40, 50, 90].map((sed, index) => ({ sed, value: 60 - index }));

describe("distances", () => {
	it("are root mean squares of standardized facts, by hand", () => {
		const names = [
			{ id: "a", label: "a", unit: "percent" },
			{ id: "n", label: "n", unit: "students" },
			{ id: "same", label: "same", unit: "percent" },
		] as const;
		const e = Math.E;
		const byDistrict = new Map([
			["1", [0, 1, 5]],
			["2", [10, e, 5]],
			["3", [20, e * e, 5]],
		]);
		const found = distancesOf({ names, byDistrict }, 2);
		// Standard deviations 10 and, of the logarithms 0, 1, 2, 1: one step in both facts is 1; the third is the same everywhere.
		expect(found.used).toEqual(["a", "n"]);
		expect(found.nearest("1")?.map(({ district }) => district)).toEqual(["2", "3"]);
		expect(found.nearest("1")?.[0]?.distance).toBeCloseTo(1, 12);
		expect(found.nearest("1")?.[1]?.distance).toBeCloseTo(2, 12);
		expect(found.typical).toBeCloseTo(1, 12);
	});

	it("leave out a fact that most districts lack, and else the district that lacks it", () => {
		const names = ["a", "b"].map((id) => ({ id, label: id, unit: "percent" }) as const);
		const rows = (second: readonly (number | undefined)[]) =>
			new Map(second.map((value, index) => [`${index}`, [10 * index, value]]));
		expect(distancesOf({ names, byDistrict: rows([1, undefined, undefined, undefined]) }, 2).used).toEqual(["a"]);
		const most = distancesOf({ names, byDistrict: rows([1, 2, 4, undefined]) }, 2);
		expect([most.used, most.compared, most.nearest("3")]).toEqual([["a", "b"], 3, undefined]);
	});
});

describe("similar districts", () => {
	it("are the five nearest, nearest first, whatever their results", () => {
		const nearest = (districts: typeof seven) =>
			similarDistricts
				.compute(run(districts))
				.byDistrict.get(codeOf(0))
				?.neighbors.map(({ district }) => district);
		expect(nearest(seven)).toEqual([1, 2, 3, 4, 5].map(codeOf));
		expect(nearest(seven.map((entry) => ({ ...entry, value: (37 * entry.sed) % 91 })))).toEqual(
			[1, 2, 3, 4, 5].map(codeOf),
		);
	});

	it("carry the difference, this district minus that one, and the average with the interval of one more like them", () => {
		const own = similarDistricts.compute(run(seven)).byDistrict.get(codeOf(0));
		expect(own?.neighbors.map(({ difference }) => difference?.value)).toEqual([1, 2, 3, 4, 5]);
		// Results 59 … 55: average 57, standard deviation √2.5; t with 4 degrees of freedom is 2.776.
		expect(own?.beside?.value).toBeCloseTo(3, 12);
		const half = 2.7764451 * Math.sqrt(2.5 * 1.2);
		expect(own?.beside?.interval.lower).toBeCloseTo(3 - half, 5);
		expect(own?.beside?.evidence).toBe("not distinguishable");
	});

	it("say so where no district is near, and make no finding of it", () => {
		const input = run(seven);
		const result = similarDistricts.compute(input);
		expect(result.byDistrict.get(codeOf(6))?.alone).toBe(true);
		expect(result.byDistrict.get(codeOf(0))?.alone).toBe(false);
		expect(similarDistricts.findings(result, input, codeOf(6))).toEqual([]);
		expect(similarDistricts.findings(result, input, codeOf(0))).toHaveLength(1);
		const words = JSON.stringify(similarDistricts.answer(result, input, codeOf(6)).sections[0]?.blocks[0]);
		expect(words).toContain("no near neighbor");
	});

	it("say so where nothing is known of the students, and make no finding of it", () => {
		const input = run(seven.map(({ value }, index) => ({ value, tested: 50 + 20 * index })));
		const result = similarDistricts.compute(input);
		expect([result.knowsStudents, result.used]).toEqual([false, ["students"]]);
		expect(similarDistricts.findings(result, input, codeOf(0))).toEqual([]);
		expect(JSON.stringify(similarDistricts.answer(result, input, codeOf(0)).sections)).toContain(
			"tell nothing of whom",
		);
	});

	it("are not looked for among fewer than six districts", () => {
		for (const districts of [seven.slice(0, 5), seven.slice(0, 1), []]) {
			const input = run(districts);
			const result = similarDistricts.compute(input);
			const answer = similarDistricts.answer(result, input, codeOf(0));
			expect(answer.figures).toEqual([]);
			expect(JSON.stringify(answer.sections)).toContain("fewer than the 6");
			expect(similarDistricts.findings(result, input, codeOf(0))).toEqual([]);
		}
	});

	it("do not depend on the order of schools, nor on the unit of a fact", () => {
		const input = run(seven);
		const shuffled = { ...input, frame: { ...input.frame, schools: createRandom(4).shuffle(input.frame.schools) } };
		const answersTo = (asked: typeof input) => {
			const found = similarDistricts.compute(asked);
			return { ...found, byDistrict: new Map(found.byDistrict) };
		};
		expect(answersTo(shuffled)).toEqual(answersTo(input));
		const halved = similarDistricts.compute(run(seven.map((entry) => ({ ...entry, sed: entry.sed / 2 }))));
		for (const [code, own] of similarDistricts.compute(input).byDistrict) {
			const other = halved.byDistrict.get(code);
			expect(other?.neighbors.map(({ district }) => district)).toEqual(own?.neighbors.map(({ district }) => district));
			own?.neighbors.forEach(({ distance }, index) => {
				expect(other?.neighbors[index]?.distance).toBeCloseTo(distance, 10);
			});
		}
	});

	it("survive districts that are all alike, or of which nothing can be shown", () => {
		const alike = seven.map(() => ({ sed: 50, value: 40 }));
		const withheld = seven.map((entry) => ({ ...entry, tested: 5 }));
		const unknown = seven.map(({ value }, index) => ({ value, ...(index === 0 ? {} : { sed: index }) }));
		for (const districts of [alike, withheld, unknown]) {
			const input = run(districts);
			const result = similarDistricts.compute(input);
			for (const [path, value] of numbersIn(result)) expect(Number.isFinite(value), path).toBe(true);
			expect(() => similarDistricts.answer(result, input, codeOf(0))).not.toThrow();
		}
	});
});
