import { expect, it } from "vitest";
import { clusterCovariance, covariance, fitLinearModel } from "../../src/stats/index.js";
import { expectSummary, type ReferenceFit } from "./caschools.js";
import { defined, designOf, encode, expectClose, readJson, readTable } from "./reference.js";

type Expected = ReferenceFit & Record<"se_cluster_year_hc1" | "se_two_way", Record<string, number>>;

it("Petersen's panel: OLS, White, firm, year and two-way clustering", () => {
	const expected = readJson<Expected>("models/petersen/result.json");
	const table = readTable("models/petersen/input.csv");
	const names = ["(Intercept)", "x"];
	const fit = defined(
		fitLinearModel({
			response: table.numbers("y"),
			design: designOf(table.rows, [1, table.numbers("x")]),
			names,
			intercept: "(Intercept)",
		}),
	);
	const ordered = (values: Readonly<Record<string, number>>): number[] => names.map((name) => values[name]!);
	expectClose(ordered(fit.coefficients), ordered(expected.coef), 1e-9);
	expectClose(ordered(fit.standardErrors), ordered(expected.se_classical), 1e-9);
	expectSummary(fit, expected);
	for (const kind of ["HC0", "HC1", "HC2", "HC3"] as const) {
		const key = `se_${kind.toLowerCase()}` as "se_hc0";
		expectClose(ordered(covariance(fit, { kind }).standardErrors), ordered(expected[key]), 1e-9);
	}
	const firm = encode(table.words("firm")).codes;
	const year = encode(table.words("year")).codes;
	const byFirm = (kind: "CR0" | "CR1" | "CR1S" | "CR2") => defined(clusterCovariance(fit, firm, { kind }));
	expectClose(ordered(byFirm("CR0").standardErrors), ordered(expected.se_cluster_cr0), 1e-9);
	expectClose(ordered(byFirm("CR1").standardErrors), ordered(expected.se_cluster_cr1), 1e-9);
	expectClose(ordered(byFirm("CR1S").standardErrors), ordered(expected.se_cluster_cr1s), 1e-9);
	expectClose(ordered(byFirm("CR2").standardErrors), ordered(expected.se_cluster_cr2), 1e-9);
	expectClose(ordered(byFirm("CR2").df), ordered(expected.satterthwaite_df_cr2), 1e-8);
	const byYear = defined(clusterCovariance(fit, year, { kind: "CR1S" }));
	expectClose(ordered(byYear.standardErrors), ordered(expected.se_cluster_year_hc1), 1e-9);
	// Two ways: firm plus year minus their intersection, which is the single row.
	const rowwise = covariance(fit, { kind: "HC0" }).matrix;
	const twoWay = byFirm("CR1S").matrix.map((value, k) => value + byYear.matrix[k]! - rowwise[k]!);
	expectClose([Math.sqrt(twoWay[0]!), Math.sqrt(twoWay[3]!)], ordered(expected.se_two_way), 1e-9);
	expect([byYear.clusters, byFirm("CR1").clusters]).toEqual([10, expected.n_clusters]);
});
