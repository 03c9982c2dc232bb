import { describe, expect, it } from "vitest";
import { fitLinearModel } from "../../src/stats/index.js";
import { defined, designOf, expectClose, readJson, readTable } from "./reference.js";

interface NistSet {
	readonly n: number;
	readonly p: number;
	readonly intercept: boolean;
	readonly degree: number | null;
	readonly exact: { beta: string[]; se: string[]; residual_sd: string; r2: string };
}

const sets = readJson<Record<string, NistSet>>("models/nist/nist.json");
const names = Object.keys(sets);
/** Relative tolerances of the reference's README; Filip loses digits in any floating-point fit of its powers. */
const tolerances: Record<string, number> = { Filip: 1e-7, Longley: 1e-10 };

function columnsOf(name: string, set: NistSet): { columns: (Float64Array | number)[]; names: string[] } {
	const table = readTable(`models/nist/${name}.csv`);
	if (set.degree === null) {
		const labels = ["x1", "x2", "x3", "x4", "x5", "x6"];
		return { columns: [1, ...labels.map((label) => table.numbers(label))], names: ["one", ...labels] };
	}
	const x = table.numbers("x");
	const powers = Array.from({ length: set.degree }, (_, k) => k + 1);
	const columns = powers.map((power) => x.map((value) => value ** power));
	return set.intercept
		? { columns: [1, ...columns], names: ["one", ...powers.map((power) => `x^${power}`)] }
		: { columns, names: powers.map((power) => `x^${power}`) };
}

describe("NIST StRD linear regression", () => {
	it("holds all eleven sets", () => {
		expect(names.length).toBe(11);
	});

	it.each(names)("%s: coefficients, standard errors, sigma and R² against the exact solution", (name) => {
		const set = sets[name]!;
		const tolerance = tolerances[name] ?? 1e-9;
		const response = readTable(`models/nist/${name}.csv`).numbers("y");
		const { columns, names: columnNames } = columnsOf(name, set);
		const fit = defined(
			fitLinearModel({
				response,
				design: designOf(response.length, columns),
				names: columnNames,
				intercept: set.intercept ? "one" : undefined,
			}),
		);
		const coefficients = columnNames.map((column) => fit.coefficients[column]!);
		expect(fit.aliased).toEqual([]);
		expectClose(coefficients, set.exact.beta.map(Number), tolerance);
		// Wampler1 and Wampler2 fit exactly: their standard errors are 0, compared on the scale of the coefficients.
		const exactFit = Number(set.exact.residual_sd) === 0;
		const errors = columnNames.map((column) => fit.standardErrors[column]!);
		if (exactFit) for (const [j, error] of errors.entries()) expect(error / coefficients[j]!).toBeLessThan(1e-7);
		else expectClose(errors, set.exact.se.map(Number), tolerance);
		if (!exactFit) expectClose([fit.sigma], [Number(set.exact.residual_sd)], tolerance);
		expectClose([fit.rSquared as number], [Number(set.exact.r2)], tolerance);
		expect([fit.rows, fit.rank]).toEqual([set.n, set.p]);
	});
});
