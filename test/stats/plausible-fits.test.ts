import { describe, expect, it } from "vitest";
import {
	fitNested,
	isUndefinedResult,
	type NestedFit,
	nestedEffects,
	normalCdf,
	type PlausibleOptions,
	plausibleFits,
} from "../../src/stats/index.js";
import { defined, encode, expectClose, readJson, readTable } from "./reference.js";

interface Reference {
	readonly eight_schools: {
		readonly y: number[];
		readonly v: number[];
		readonly tau2: number;
		readonly effect: number[];
		readonly above10: number[];
	};
	readonly pastes: {
		readonly tauBatch2: number;
		readonly tauCask2: number;
		readonly phi: number;
		readonly effect: number[];
		readonly above1: number[];
	};
}

const reference = readJson<Reference>("plausible.json");

function eightSchools(): NestedFit {
	const { y, v } = reference.eight_schools;
	const fit = fitNested({
		response: Float64Array.from(y),
		design: new Float64Array(8).fill(1),
		names: ["one"],
		intercept: "one",
		levels: [{ name: "school", groups: Int32Array.from(y.keys()) }],
		variances: Float64Array.from(v),
		phi: { fixed: 1 },
	});
	return defined(fit);
}

function pastes(): NestedFit {
	const table = readTable("models/lme4/pastes.csv");
	const rows = table.numbers("strength");
	const codes = (column: string): Int32Array => encode(table.words(column)).codes;
	return defined(
		fitNested({
			response: rows,
			design: new Float64Array(rows.length).fill(1),
			names: ["one"],
			intercept: "one",
			levels: [
				{ name: "batch", groups: codes("batch") },
				{ name: "cask", groups: codes("sample") },
			],
			variances: new Float64Array(rows.length).fill(1),
			phi: { minimum: 0 },
		}),
	);
}

/** Posterior means of the components, of the outermost level's effects, and chances that these exceed a number. */
function averaged(fit: NestedFit, threshold: number, options?: PlausibleOptions) {
	const points = plausibleFits(fit, options);
	if (isUndefinedResult(points)) throw new Error(points.reason);
	const count = nestedEffects(fit)[0]?.groups.length ?? 0;
	const [components, effect, above] = [
		new Float64Array(fit.components.length),
		new Float64Array(count),
		new Float64Array(count),
	];
	for (const { weight, fit: point } of points) {
		point.components.forEach(({ estimate }, k) => {
			components[k]! += weight * estimate;
		});
		const [groups] = nestedEffects(point);
		groups?.effect.forEach((mean, g) => {
			const variance = groups.variance[g] ?? 0;
			effect[g]! += weight * mean;
			if (variance > 0) above[g]! += weight * normalCdf((mean - threshold) / Math.sqrt(variance));
		});
	}
	return { points, components, effect, above };
}

const many = 200_000;

describe("the posterior of variance components", () => {
	it("agrees with numerical integration in R where the estimate is zero: eight schools", () => {
		const fit = eightSchools();
		expect(fit.components[0]?.estimate).toBe(0);
		const { components, effect, above } = averaged(fit, 10, { spacing: 0.2, farthest: 80, mostPoints: many });
		const wanted = reference.eight_schools;
		expectClose([components[0] ?? 0], [wanted.tau2], 1e-4);
		expectClose([...effect], wanted.effect, 1e-4, 1);
		expectClose([...above], wanted.above10, 1e-4, 1);
	});

	it("agrees with numerical integration in R for three components: Pastes", () => {
		const { components, effect, above } = averaged(pastes(), 1, { spacing: 0.8, farthest: 36, mostPoints: many });
		const wanted = reference.pastes;
		expectClose([...components], [wanted.tauBatch2, wanted.tauCask2, wanted.phi], 1e-4);
		expectClose([...effect], wanted.effect, 1e-4, 1);
		expectClose([...above], wanted.above1, 1e-4, 1);
	});

	it("comes near to it with the few points of the defaults", () => {
		const schools = averaged(eightSchools(), 10);
		const batches = averaged(pastes(), 1);
		expect(Math.max(schools.points.length, batches.points.length)).toBeLessThan(120);
		expectClose([...schools.above], reference.eight_schools.above10, 0.02, 1);
		expectClose([...batches.above], reference.pastes.above1, 0.02, 1);
	});
});
