import { describe, expect, it } from "vitest";
import { fitTwoLevel, leaveOut, type TwoLevelFit } from "../../src/stats/index.js";
import { defined, expectClose } from "./reference.js";
import { predictFromOthers, simulate } from "./two-level-data.js";

const truth = { districts: 9, perDistrict: 6, tauDistrict2: 80, tauSchool2: 150, phi: 1.4 };
const input = simulate("literal refits", truth);
const rows = input.response.length;
const everyone = Array.from({ length: rows }, (_, i) => i);
const without = {
	schoolOut: (i: number) => everyone.filter((j) => j !== i),
	districtOut: (i: number) => everyone.filter((j) => input.groups[j] !== input.groups[i]),
};
const thetaOf = (fit: TwoLevelFit): [number, number, number] => [fit.tauDistrict2, fit.tauSchool2, fit.phi];

describe.each([
	["phi fixed", { fixed: 1 }, true],
	["phi estimated", { minimum: 0.2 }, true],
	["no district effect", { fixed: 1 }, false],
] as const)("leave-out predictions, %s", (_, phi, districtEffect) => {
	const fit = defined(fitTwoLevel({ ...input, phi, districtEffect }));
	const out = leaveOut(fit);

	it.each(["schoolOut", "districtOut"] as const)("%s equals a literal refit with the variances held", (kind) => {
		const literal = everyone.map((i) => predictFromOthers(input, thetaOf(fit), i, without[kind](i)));
		const { predicted, variance, residual, undefinedRows } = out[kind];
		expectClose(
			predicted,
			literal.map((p) => p.predicted),
			1e-9,
		);
		expectClose(
			variance,
			literal.map((p) => p.variance),
			1e-9,
		);
		expectClose(
			residual,
			literal.map((p, i) => input.response[i]! - p.predicted),
			1e-9,
			1,
		);
		expect([...undefinedRows]).toEqual([]);
	});

	it.each(["schoolOut", "districtOut"] as const)("%s: degrees of freedom by numerical gradients", (kind) => {
		const theta = thetaOf(fit);
		const positions = fit.freeParameters.map((name) => ["tauDistrict2", "tauSchool2", "phi"].indexOf(name));
		const order = positions.length;
		for (const i of [0, 7, rows - 1]) {
			const gradient = positions.map((k) => {
				const step = 1e-4 * theta[k]!;
				const at = (sign: number): number => {
					const moved: [number, number, number] = [...theta];
					moved[k]! += sign * step;
					return predictFromOthers(input, moved, i, without[kind](i)).variance;
				};
				return (at(1) - at(-1)) / (2 * step);
			});
			let uncertainty = 0;
			gradient.forEach((a, k) => {
				gradient.forEach((b, l) => {
					uncertainty += a * b * fit.informationInverse[k * order + l]!;
				});
			});
			const df = (2 * out[kind].variance[i]! ** 2) / uncertainty;
			expectClose([out[kind].df[i]!], [Math.min(fit.residualDf, Math.max(3, df))], 1e-5);
		}
	});
});

describe("rows that the others cannot predict", () => {
	// A column that is 1 in one school only, and one that is 1 in one district only.
	const columns = input.names.length + 2;
	const design = new Float64Array(rows * columns);
	for (const i of everyone) {
		design.set(input.design.subarray(i * 3, i * 3 + 3), i * columns);
		design[i * columns + 3] = i === 4 ? 1 : 0;
		design[i * columns + 4] = input.groups[i] === 2 ? 1 : 0;
	}
	const names = [...input.names, "only school 4", "only district 2"];
	const fit = defined(fitTwoLevel({ ...input, design, names, phi: { fixed: 1 } }));
	const out = leaveOut(fit);

	it("are named, with residual 0 and infinite variance, and nothing is NaN", () => {
		expect([...out.schoolOut.undefinedRows]).toEqual([4]);
		const blind = everyone.filter((i) => i === 4 || input.groups[i] === 2);
		expect([...out.districtOut.undefinedRows]).toEqual(blind);
		for (const { predicted, residual, variance, df } of [out.schoolOut, out.districtOut]) {
			expect([...predicted, ...residual, ...df].every(Number.isFinite)).toBe(true);
			expect([...variance].some(Number.isNaN)).toBe(false);
		}
		expect(out.districtOut.variance[4]).toBe(Number.POSITIVE_INFINITY);
		expect(out.districtOut.residual[4]).toBe(0);
	});

	it("do not disturb the rows beside them", () => {
		const mate = everyone.find((i) => i !== 4 && input.groups[i] === input.groups[4])!;
		const reduced = { ...input, design, names };
		const fewer = everyone.filter((i) => input.groups[i] !== input.groups[mate]);
		// Without the district of school 4 its column is all zeros, so it is dropped from the literal refit.
		const kept = [0, 1, 2, 4];
		const narrow = Float64Array.from(
			{ length: rows * 4 },
			(_, at) => design[Math.floor(at / 4) * columns + kept[at % 4]!]!,
		);
		const literal = predictFromOthers(
			{ ...reduced, design: narrow, names: kept.map((j) => names[j]!) },
			[fit.tauDistrict2, fit.tauSchool2, fit.phi],
			mate,
			fewer,
		);
		expectClose(
			[out.districtOut.predicted[mate]!, out.districtOut.variance[mate]!],
			[literal.predicted, literal.variance],
			1e-9,
		);
	});
});
