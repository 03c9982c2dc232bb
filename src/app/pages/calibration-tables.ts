/** Do the intervals hold? Coverage, the probability integral transform and the tails, as tables of the model card. */

import { farOutBeyond } from "../../analyses/prediction/calibration.js";
import type { Coverage, FittedModel } from "../../analyses/prediction/types.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { formatList, formatNumber } from "../../report/index.js";
import { binomialCdf } from "../../stats/index.js";
import type { Run } from "../run.js";
import { levelName } from "./model-words.js";

/** Coverage in fewer schools than this says little: a perfect interval of 50 schools shows 90 to 100 %. */
const smallestShown = 50;

export const calibrationTables = (run: Run): ReleasedTable[] => [coverageTable(run), pitTable(run), tailTable(run)];

/** Coverage of the 50, 80 and 95 % intervals, by fit and stratum. */
function coverageTable(run: Run): ReleasedTable {
	const rows = run.input.predictions.models.flatMap((model): Cell[][] => {
		const { calibration } = model;
		const which = calibration.districtLeftOut ? "district left out" : "school left out";
		return [
			coverageRow(levelName(model), which, calibration.overall),
			coverageRow(levelName(model), "school left out", calibration.overallWithin),
			...calibration.strata
				.filter((stratum) => stratum.schools >= smallestShown)
				.map((stratum) => coverageRow(levelName(model), stratum.label, stratum)),
		];
	});
	return releaseTable({
		id: "table-coverage",
		caption: "Do the intervals hold? Percent of schools inside their own interval",
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "stratum", label: "Which", unit: "text" },
			{ key: "schools", label: "Schools", unit: "schools" },
			{ key: "at50", label: "50 % interval", unit: "percent" },
			{ key: "at80", label: "80 % interval", unit: "percent" },
			{ key: "at95", label: "95 % interval", unit: "percent" },
			{ key: "low95", label: "Limits of the last, low", unit: "percent" },
			{ key: "high95", label: "Limits of the last, high", unit: "percent" },
		],
		rows,
		notes: [
			`Strata are with the district left out where the run has other districts; those of fewer than ${smallestShown} schools stand in results.json alone.`,
			"The limits are 95 % limits of the percent inside: the wider of the exact binomial ones and those that let schools of a district miss together. Those of the other two stand in results.json.",
		],
	});
}

const coverageRow = (level: string, which: string, coverage: Coverage): Cell[] => [
	level,
	which,
	coverage.schools,
	...[coverage.at50, coverage.at80, coverage.at95, coverage.interval95.lower, coverage.interval95.upper].map(
		(share) => 100 * share,
	),
];

const tenths = ["lowest tenth", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "highest tenth"];

/** One column per fit: where results fall in what was predicted for each school. */
function pitTable(run: Run): ReleasedTable {
	const { models } = run.input.predictions;
	const expected = models.map((model) => {
		const [low, high] = chanceRange(model.calibration.overall.schools);
		return `${formatNumber(low)} to ${formatNumber(high)} (${levelName(model)})`;
	});
	return releaseTable({
		id: "table-pit",
		caption: "Where results fall in their predicted distribution: schools in each tenth, out of the fit",
		columns: [
			{ key: "tenth", label: "Tenth of the prediction", unit: "text" },
			...models.map((model): Column => ({ key: model.level, label: levelName(model), unit: "schools" })),
		],
		rows: tenths.map((tenth, index): Cell[] => [tenth, ...models.map((model) => model.calibration.pit[index] ?? 0)]),
		notes: [
			"Where predictions hold, each tenth has about the same number. Many at both ends: intervals are too narrow; many in the middle: too wide.",
			`Chance alone puts one tenth, nineteen times in twenty, at ${formatList(expected)}.`,
		],
	});
}

/** Counts between which one tenth of so many schools falls nineteen times in twenty. */
function chanceRange(schools: number): [number, number] {
	const least = (share: number): number => {
		let [below, above] = [-1, schools];
		while (above - below > 1) {
			const middle = Math.floor((below + above) / 2);
			if (binomialCdf(middle, schools, 0.1) >= share) above = middle;
			else below = middle;
		}
		return above;
	};
	return [least(0.025), least(0.975)];
}

function tailTable(run: Run): ReleasedTable {
	const { models } = run.input.predictions;
	const inSample = models.filter(({ calibration }) => calibration.tails.used && !calibration.tails.leftOut);
	return releaseTable({
		id: "table-tails",
		caption: "How heavy are the tails? Schools far outside, and the t distribution that fits",
		columns: [
			{ key: "level", label: "Schools of", unit: "text" },
			{ key: "schools", label: "Schools", unit: "schools" },
			{ key: "farOut", label: `Beyond ${farOutBeyond} standard deviations`, unit: "percent", digits: 1 },
			{ key: "df", label: "Degrees of freedom", unit: "number", digits: 1 },
			{ key: "low", label: "95 %, low", unit: "number", digits: 1 },
			{ key: "high", label: "95 %, high", unit: "number", digits: 1 },
			{ key: "used", label: "Used in intervals", unit: "text" },
		],
		rows: models.map(tailRow),
		notes: [
			"A normal distribution has 0.3 % beyond three standard deviations. Few degrees of freedom are heavy tails: below 8, where chance does not explain them, intervals and flags use the fitted t. Each district's schools are then judged by the t of the other districts; that it is used at all was decided with all schools.",
			...(inSample.length > 0
				? [`In a single district the t has seen the schools that it judges: ${formatList(inSample.map(levelName))}.`]
				: []),
		],
	});
}

function tailRow(model: FittedModel): Cell[] {
	const { farOut, tails, overall } = model.calibration;
	const used = tails.used ? "yes" : "no";
	return [levelName(model), overall.schools, 100 * farOut, tails.df, tails.lower, tails.upper, used];
}
