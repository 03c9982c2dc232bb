/** Numbers printed in books, articles and manuals, as `models/published_checks.json` lists them with their tolerances. */

import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { table as caschools, counties, fitOf } from "./caschools.js";
import { defined, designOf, encode, readJson, readTable, type Table } from "./reference.js";

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
	const trials = {
		response: table.numbers("yi"),
		design: designOf(table.rows, [1]),
		names: ["one"],
		intercept: "one",
		variances: schools ? table.numbers("sei").map((error) => error ** 2) : table.numbers("vi"),
	};
	if (what === "bcg DL tau2") return defined(stats.dersimonianLaird(trials)).tau2;
	const fit = defined(
		stats.fitTwoLevel({
			...trials,
			groups: new Int32Array(table.rows),
			phi: { fixed: 1 },
			districtEffect: false,
		}),
	);
	if (what.includes("tau2")) return fit.tauSchool2;
	return what.endsWith("SE") ? fit.standardErrors.one! : fit.coefficients.one!;
}

type Columns = Readonly<Record<string, ArrayLike<number> | number>>;

/** An ordinary mixed model: φ is the residual variance. */
const mixed = (table: Table, response: string, columns: Columns, levels: stats.NestedInput["levels"]) =>
	defined(
		stats.fitNested({
			response: table.numbers(response),
			design: designOf(table.rows, Object.values(columns)),
			names: Object.keys(columns),
			intercept: "one",
			levels,
			variances: new Float64Array(table.rows).fill(1),
			phi: { minimum: 0 },
		}),
	);

const once = <Value>(make: () => Value): (() => Value) => {
	let made: Value | undefined;
	return () => {
		made ??= make();
		return made;
	};
};

const componentOf = (fit: stats.NestedFit, name: string): number =>
	fit.components.find((component) => component.name === name)!.estimate;

/** High School and Beyond, 160 schools. */
const hsb = (() => {
	const table = readTable("models/hsb/input.csv");
	const column = (name: string) => table.numbers(name);
	const product = (one: string, two: string) => column(one).map((value, i) => value * column(two)[i]!);
	const school = { name: "school", groups: encode(table.words("School")).codes };
	const fitted = (columns: Columns, slope = false) =>
		once(() =>
			mixed(table, "MathAch", { one: 1, ...columns }, [slope ? { ...school, slope: column("cses") } : school]),
		);
	const meanses = column("MEANSES");
	const cses = column("cses");
	return {
		null: fitted({}),
		MEANSES: fitted({ meanses }),
		slope: fitted({ cses }, true),
		full: fitted(
			{
				MEANSES: meanses,
				SECTOR: column("Sector"),
				"SES slope": cses,
				MEANSESxSES: product("MEANSES", "cses"),
				SECTORxSES: product("Sector", "cses"),
			},
			true,
		),
	};
})();

function ofHsb(what: string): number {
	if (what.startsWith("full: ")) return hsb.full().coefficients[what.slice(6).replace(/ \(.*/, "")]!;
	const fit = what.startsWith("random slope") ? hsb.slope() : what.startsWith("MEANSES") ? hsb.MEANSES() : hsb.null();
	const share = () => stats.varianceTable(fit).shares[0]!;
	const values: Record<string, () => number | undefined> = {
		gamma00: () => fit.coefficients.one,
		gamma01: () => fit.coefficients.meanses,
		gamma10: () => fit.coefficients.cses,
		SE: () => fit.standardErrors.one,
		SE00: () => fit.standardErrors.one,
		SE01: () => fit.standardErrors.meanses,
		tau00: () => componentOf(fit, "school"),
		tau11: () => componentOf(fit, "school slope"),
		sigma2: () => componentOf(fit, "phi"),
		ICC: () => share().share,
		reliability: () => share().reliability,
	};
	return values[what.split(" ").at(-1)!]!()!;
}

const sleepstudy = (() => {
	const table = readTable("models/lme4/sleepstudy_rs.csv");
	const days = table.numbers("Days");
	const subject = { name: "subject", groups: encode(table.words("Subject")).codes };
	const fitted = (slope: boolean) =>
		once(() => mixed(table, "Reaction", { one: 1, days }, [slope ? { ...subject, slope: days } : subject]));
	return { RI: fitted(false), RS: fitted(true) };
})();

function ofSleepstudy(what: string): number {
	const fit = what.startsWith("RI") ? sleepstudy.RI() : sleepstudy.RS();
	const values: Record<string, () => number | undefined> = {
		REML: () => fit.minus2LogLikelihood,
		tau2: () => componentOf(fit, "subject"),
		"var int": () => componentOf(fit, "subject"),
		"var Days": () => componentOf(fit, "subject slope"),
		sigma2: () => componentOf(fit, "phi"),
		intercept: () => fit.coefficients.one,
		"SE int": () => fit.standardErrors.one,
		Days: () => fit.coefficients.days,
		"SE Days": () => fit.standardErrors.days,
	};
	return values[what.slice(3)]!()!;
}

/** Batches, and casks in batches. */
function ofBatches(name: "dyestuff" | "dyestuff2" | "pastes"): (what: string) => number {
	const table = readTable(`models/lme4/${name}.csv`);
	const pastes = name === "pastes";
	const fitted = once(() =>
		mixed(table, pastes ? "strength" : "Yield", { one: 1 }, [
			{ name: "batch", groups: encode(table.words(pastes ? "batch" : "Batch")).codes },
			...(pastes ? [{ name: "cask", groups: encode(table.words("sample")).codes }] : []),
		]),
	);
	return (what) => {
		if (what === "REML") return fitted().minus2LogLikelihood;
		if (what === "SE") return fitted().standardErrors.one!;
		if (what === "sigma2") return componentOf(fitted(), "phi");
		return componentOf(fitted(), what === "var cask:batch" ? "cask" : "batch");
	};
}

const computers: Record<string, (what: string) => number> = {
	caschools: ofCaschools,
	petersen: ofPetersen,
	multiplicity: ofMultiplicity,
	intervals: ofIntervals,
	glm: ofMenarche,
	metafor: ofMetafor,
	hsb: ofHsb,
	sleepstudy: ofSleepstudy,
	dyestuff: ofBatches("dyestuff"),
	dyestuff2: ofBatches("dyestuff2"),
	pastes: ofBatches("pastes"),
};

/** Generalized and crossed mixed models, which we do not have; data that are not kept here; programs set beside each other. */
const elsewhere = (check: Check): boolean =>
	check.case === "exact" ||
	(check.case === "glm" && check.what.startsWith("cbpp")) ||
	(check.case === "metafor" && /^(raudenbush|konst\.)/.test(check.what));

describe("published numbers", () => {
	const here = checks.filter((check) => !elsewhere(check));

	it.each(here)("$case: $what ($source)", (check) => {
		const computed = computers[check.case]!(check.what);
		expect(Math.abs(computed - check.published)).toBeLessThanOrEqual(check.tolerance);
	});

	it("covers all checks but those of other models and data", () => {
		const left = checks.filter(elsewhere).map((check) => `${check.case} ${check.what.split(" ")[0]}`);
		expect([...new Set(left)].sort()).toEqual([
			"exact konst",
			"exact metafor",
			"exact penicillin",
			"exact sleepstudy",
			"glm cbpp",
			"metafor konst.",
			"metafor raudenbush",
		]);
		expect(here).toHaveLength(checks.length - left.length);
		const count = (name: string): number => here.filter((check) => check.case === name).length;
		expect(Object.keys(computers).map(count)).toEqual([42, 5, 2, 16, 2, 7, 21, 11, 4, 2, 4]);
		expect([caschools.rows, counties.labels.length]).toEqual([420, 45]);
	});
});
