import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, designOf, expectClose, readJson, readTable } from "./reference.js";

interface Expected {
	readonly n: number;
	readonly coef: Record<string, number>;
	readonly se: Record<string, number>;
	readonly deviance: number;
	readonly null_deviance: number;
	readonly df: number;
	readonly aic: number;
	readonly pearson_phi: number;
	readonly fitted: number[];
	readonly vcov: number[][];
}

const names = ["(Intercept)", "Age"];

describe("logistic regression of counts", () => {
	const expected = readJson<{ menarche: Expected }>("models/glm/result.json").menarche;
	const table = readTable("models/glm/menarche.csv");
	const input = {
		successes: table.numbers("Menarche"),
		trials: table.numbers("Total"),
		design: designOf(table.rows, [1, table.numbers("Age")]),
		names,
		intercept: "(Intercept)",
	};
	const ordered = (values: Readonly<Record<string, number>>): number[] => names.map((name) => values[name]!);

	it("R's glm on menarche", () => {
		const fit = defined(stats.fitBinomialGlm(input));
		expectClose(ordered(fit.coefficients), ordered(expected.coef), 1e-8);
		expectClose(ordered(fit.standardErrors), ordered(expected.se), 1e-8);
		expectClose(fit.covariance, expected.vcov.flat(), 1e-8);
		expectClose(fit.fitted, expected.fitted, 1e-8);
		expectClose([fit.deviance, fit.nullDeviance], [expected.deviance, expected.null_deviance], 1e-8);
		expectClose([fit.dispersion as number], [expected.pearson_phi], 1e-8);
		expectClose([2 * fit.rank - 2 * fit.logLikelihood], [expected.aic], 1e-8);
		expect([fit.usedRows.length, fit.residualDf]).toEqual([expected.n, expected.df]);
		const quasi = fit.quasiStandardErrors as Record<string, number>;
		const root = Math.sqrt(expected.pearson_phi);
		expectClose(
			ordered(quasi),
			ordered(expected.se).map((error) => root * error),
			1e-8,
		);
	});
});
