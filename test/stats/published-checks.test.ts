/** Numbers printed in books, articles and manuals, as `models/published_checks.json` lists them with their tolerances. */

import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { table as caschools, counties, fitOf } from "./caschools.js";
import { defined, designOf, encode, readJson, readTable } from "./reference.js";

interface Check {
	readonly case: string;
	readonly what: string;
	readonly published: number;
	readonly tolerance: number;
	readonly source: string;
}

const { checks } = readJson<{ checks: Check[] }>("models/published_checks.json");

function ofCaschools(what: string): number {
	const [, model, rest] = /^model (\d) (.+)$/.exec(what)!;
	const fit = fitOf(model!);
	const [, kind, column] = /^(coef|HC1 SE|SER|adj R2) ?(.*)$/.exec(rest!)!;
	if (kind === "coef") return fit.coefficients[column!]!;
	if (kind === "HC1 SE") return stats.covariance(fit, { kind: "HC1" }).standardErrors[column!]!;
	return kind === "SER" ? fit.sigma : (fit.adjustedRSquared as number);
}

function ofPetersen(what: string): number {
	const table = readTable("models/petersen/input.csv");
	const fit = defined(
		stats.fitLinearModel({
			response: table.numbers("y"),
			design: designOf(table.rows, [1, table.numbers("x")]),
			names: ["one", "x"],
			intercept: "one",
		}),
	);
	const white = (kind: "HC0" | "HC1") => stats.covariance(fit, { kind });
	const by = (column: "firm" | "year") =>
		defined(stats.clusterCovariance(fit, encode(table.words(column)).codes, { kind: "CR1S" }));
	const values: Record<string, () => number> = {
		"OLS x coef": () => fit.coefficients.x!,
		"White SE x": () => white("HC1").standardErrors.x!,
		"firm-clustered SE x": () => by("firm").standardErrors.x!,
		"year-clustered SE x": () => by("year").standardErrors.x!,
		"two-way SE x": () => Math.sqrt(by("firm").matrix[3]! + by("year").matrix[3]! - white("HC0").matrix[3]!),
	};
	return values[what]!();
}

function ofMultiplicity(what: string): number {
	const { p } = readJson<{ p: number[] }>("models/multiplicity/result.json");
	const adjust = what.startsWith("BH") ? stats.benjaminiHochberg : stats.bonferroni;
	return adjust(p).filter((value) => value !== undefined && value <= 0.05).length;
}

function ofIntervals(what: string): number {
	const [, method, successes, trials, end] = /^(Wilson|Clopper-Pearson) (\d+) (\d+) (\d)$/.exec(what)!;
	const make = method === "Wilson" ? stats.wilsonInterval : stats.clopperPearsonInterval;
	const { lower, upper } = defined(make({ successes: Number(successes), trials: Number(trials) }));
	return end === "1" ? lower : upper;
}

function ofMenarche(what: string): number {
	const table = readTable("models/glm/menarche.csv");
	const fit = defined(
		stats.fitBinomialGlm({
			successes: table.numbers("Menarche"),
			trials: table.numbers("Total"),
			design: designOf(table.rows, [1, table.numbers("Age")]),
			names: ["intercept", "Age"],
			intercept: "intercept",
		}),
	);
	return fit.coefficients[what.replace("menarche ", "")]!;
}

/** Random effects with known variances: one level, no district effect. */
function ofMetafor(what: string): number {
	const schools = what.startsWith("8 schools");
	const table = readTable(`models/metafor/${schools ? "eight_schools" : "bcg"}.csv`);
	const fit = defined(
		stats.fitTwoLevel({
			response: table.numbers("yi"),
			design: designOf(table.rows, [1]),
			names: ["one"],
			intercept: "one",
			variances: schools ? table.numbers("sei").map((error) => error ** 2) : table.numbers("vi"),
			groups: new Int32Array(table.rows),
			phi: { fixed: 1 },
			districtEffect: false,
		}),
	);
	if (what.includes("tau2")) return fit.tauSchool2;
	return what.endsWith("SE") ? fit.standardErrors.one! : fit.coefficients.one!;
}

const computers: Record<string, (what: string) => number> = {
	caschools: ofCaschools,
	petersen: ofPetersen,
	multiplicity: ofMultiplicity,
	intervals: ofIntervals,
	glm: ofMenarche,
	metafor: ofMetafor,
};

/** Of models this file has no function for: mixed models with several levels or slopes, and estimators not built. */
const elsewhere = (check: Check): boolean =>
	["hsb", "sleepstudy", "dyestuff", "dyestuff2", "pastes", "exact"].includes(check.case) ||
	(check.case === "glm" && check.what.startsWith("cbpp")) ||
	(check.case === "metafor" && (/^(raudenbush|konst\.)/.test(check.what) || check.what === "bcg DL tau2"));

describe("published numbers", () => {
	const here = checks.filter((check) => !elsewhere(check));

	it.each(here)("$case: $what ($source)", (check) => {
		const computed = computers[check.case]!(check.what);
		expect(Math.abs(computed - check.published)).toBeLessThanOrEqual(check.tolerance);
	});

	it("covers all checks of the folders with plain regression, intervals and counts", () => {
		const count = (name: string): number => here.filter((check) => check.case === name).length;
		expect(["caschools", "petersen", "multiplicity", "intervals", "glm", "metafor"].map(count)).toEqual([
			42, 5, 2, 16, 2, 6,
		]);
		expect([caschools.rows, counties.labels.length]).toEqual([420, 45]);
	});
});
