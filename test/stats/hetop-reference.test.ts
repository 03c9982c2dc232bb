import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { defined, expectClose, readJson, readTable } from "./reference.js";

interface Raw {
	readonly mu_raw: number[];
	readonly thresholds: Record<string, number>;
	readonly loglik: number;
}
interface Clm extends Raw {
	readonly log_sigma_raw: number[];
	readonly mean_std: number[];
	readonly sd_std: number[];
	readonly icc: number;
	readonly homoskedastic: Raw;
}
interface Standard {
	readonly mean: number[];
	readonly mean_se: number[];
	readonly sd: number[];
	readonly sd_se: number[];
	readonly icc: number;
	readonly icc_se: number;
	readonly cuts: number[];
}

const clm = readJson<Clm>("models/hetop/result.json");
const exact = readJson<Record<"free_cuts" | "free_cuts_pooled_sd", Standard>>("ordered-probit-exact.json");
const table = readTable("models/hetop/hsb24_counts.csv");
const columns = ["n1", "n2", "n3", "n4"].map((name) => table.numbers(name));
const counts = Float64Array.from({ length: table.rows * 4 }, (_, k) => columns[k % 4]![Math.floor(k / 4)]!);

/** From our standard scale to clm's, where the first group has mean 0 and standard deviation 1. */
function relative(fit: stats.HetopFit): { mu: number[]; logSigma: number[]; thresholds: number[] } {
	const groups = fit.groups.map((group) => defined(group));
	const { mean, sd } = groups[0]!;
	return {
		mu: groups.map((group) => (group.mean - mean) / sd),
		logSigma: groups.map((group) => Math.log(group.sd / sd)),
		thresholds: Array.from(fit.cuts, (cut) => (cut - mean) / sd),
	};
}

function compareExact(fit: stats.HetopFit, expected: Standard): void {
	const groups = fit.groups.map((group) => defined(group));
	const column = (key: "mean" | "sd" | "meanStandardError" | "sdStandardError") => groups.map((group) => group[key]);
	expectClose(column("mean"), expected.mean, 1e-10, 0.01);
	expectClose(column("sd"), expected.sd, 1e-10);
	expectClose(column("meanStandardError"), expected.mean_se, 1e-9);
	expectClose(column("sdStandardError"), expected.sd_se, 1e-9);
	expectClose([fit.icc, fit.iccStandardError], [expected.icc, expected.icc_se], 1e-9);
	expectClose(fit.cuts, expected.cuts, 1e-10);
}

describe("ordered probit with free cuts", () => {
	it("24 schools with their own standard deviations: R's clm, and 40-digit arithmetic with errors", () => {
		const fit = defined(stats.fitHetop({ counts, levels: 4 }));
		const ours = relative(fit);
		expectClose(ours.mu, clm.mu_raw, 1e-5, 0.1);
		expectClose(ours.logSigma, clm.log_sigma_raw, 1e-5, 0.1);
		expectClose(ours.thresholds, Object.values(clm.thresholds), 1e-5);
		expectClose([fit.logLikelihood], [clm.loglik], 1e-11);
		const groups = fit.groups.map((group) => defined(group));
		expectClose(
			groups.map(({ mean }) => mean),
			clm.mean_std,
			1e-5,
			0.1,
		);
		expectClose(
			groups.map(({ sd }) => sd),
			clm.sd_std,
			1e-5,
		);
		expectClose([fit.icc], [clm.icc], 1e-5);
		compareExact(fit, exact.free_cuts);
	});

	it("24 schools with one standard deviation", () => {
		const fit = defined(stats.fitHetop({ counts, levels: 4, minimumStudents: Number.POSITIVE_INFINITY }));
		const ours = relative(fit);
		expectClose(ours.mu, clm.homoskedastic.mu_raw, 1e-5, 0.1);
		expectClose(ours.thresholds, Object.values(clm.homoskedastic.thresholds), 1e-5);
		expectClose([fit.logLikelihood], [clm.homoskedastic.loglik], 1e-11);
		expect(new Set(fit.groups.map((group) => defined(group).sdSource))).toEqual(new Set(["pooled"]));
		compareExact(fit, exact.free_cuts_pooled_sd);
	});
});
