/** Seen and by chance: mirrored, on one axis. */

import { type Chart, spreadChart } from "../../charts/index.js";
import type { ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { measureWords, subjectTitle, unitWords } from "../words.js";
import type { DistrictSpread, Spread } from "./compute.js";
import { figureId, tableId } from "./findings.js";

/** The numbers behind the figure. */
export function spreadTable(spread: Spread, input: AnalysisInput): ReleasedTable {
	const { differenceColumn: unit, fineDigits: digits } = unitWords(input.predictions.unit);
	return releaseTable({
		id: tableId,
		caption: "Spread between schools around the average of their level, standard deviations",
		columns: [
			{ key: "what", label: "Result", unit: "text" },
			{ key: "schools", label: "Schools", unit: "schools" },
			{ key: "raw", label: "As seen", unit, digits },
			{ key: "noise", label: "By chance alone", unit, digits },
			{ key: "true", label: "True spread", unit, digits },
			{ key: "lower", label: "95 % limits, low", unit, digits },
			{ key: "upper", label: "95 % limits, high", unit, digits },
			{ key: "reliability", label: "Share of variance beyond chance", unit: "share" },
		],
		rows: [
			[
				`Results in ${input.frame.year}`,
				spread.schools,
				spread.raw,
				spread.noise,
				spread.true,
				spread.lower,
				spread.upper,
				spread.reliability,
			],
		],
		rowIds: ["spread-results"],
	});
}

export function spreadFigure(district: DistrictSpread, spread: Spread, input: AnalysisInput): Chart {
	const words = unitWords(input.predictions.unit);
	const share = `${formatNumber(100 * spread.reliability)} %`;
	return spreadChart({
		id: figureId,
		headline:
			spread.lower > 0
				? "Schools differ by more than chance alone would show"
				: "The spread between schools is about what chance would show",
		subtitle: `${subjectTitle(input.frame.subject)}, ${measureWords(input.predictions.unit, input.frame.year)}, ${input.group}, ${input.frame.year}: each school's distance from the average of its level. One brick a school, ${formatCount(spread.schools, "school")}; 95 % interval of the true spread.`,
		alt: `Mirrored histograms of ${formatCount(spread.schools, "school")}: seen above, chance alone below; ${share} of the variance is more than chance.`,
		description: [
			`Above the line: the schools as seen, with a standard deviation of ${words.difference(spread.raw, 1)}. Below it: one draw of what chance among students would show if all schools of a level were alike, ${words.difference(spread.noise, 1)}.`,
			`With chance taken out, the true spread is about ${words.difference(spread.true, 1)}. ${share} of the variance as seen is more than chance among students.`,
		],
		source: input.source,
		interval: { drawn: "95 % interval of the true standard deviation, by the Q-profile method" },
		rows: [
			{
				id: "results",
				title: `Results in ${input.frame.year}`,
				words: "each school's distance from the average of its level",
				observed: district.observed,
				chance: district.chance,
				observedSd: spread.raw,
				chanceSd: spread.noise,
				trueSd: spread.true,
				trueSdInterval: { lower: spread.lower, upper: spread.upper },
				share: `${share} of variance is beyond chance`,
			},
		],
		unit: words.column,
		table: spreadTable(spread, input),
	});
}
