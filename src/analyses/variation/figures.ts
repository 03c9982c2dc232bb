/** Seen and by chance: mirrored, on one axis; the same by level and group; and over the years. */

import { type Chart, intervalsChart, spreadChart, trendsChart } from "../../charts/index.js";
import type { SpreadInput } from "../../charts/spread-input.js";
import { schoolLevelNames } from "../../domain/school-level.js";
import { digitsOf, formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { sideBySide } from "../side-by-side.js";
import { measureWords, subjectTitle, unitWords } from "../words.js";
import type { DistrictSpread, Variation } from "./compute.js";
import { figureId, kindsFigureId, yearsFigureId } from "./findings.js";
import type { Spread } from "./measure.js";
import { type SpreadLine, spreadLines, spreadTable, yearsTable } from "./tables.js";

/** Spreads of percents are in percentage points: numbers without a percent sign. */
const spreadAxis = ({ predictions }: AnalysisInput): "studentSds" | "points" =>
	predictions.unit === "z" ? "studentSds" : "points";

const trueInterval = { drawn: "95 % interval of the true standard deviation, by the Q-profile method" };

/** A district that has a spread, and all districts of the run, whose pages may share its axes. */
export interface ShownSpread {
	readonly district: DistrictSpread;
	readonly spread: Spread;
	readonly result: Variation;
}

export function spreadFigure({ district, spread, result }: ShownSpread, input: AnalysisInput): Chart {
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
			`With chance taken out, the true spread is about ${words.difference(spread.true, 1)}. ${share} of the variance as seen is more than chance among students. If schools of a level were alike, a spread as seen of ${formatNumber(spread.chance.lower, { digits: words.fineDigits })} to ${words.difference(spread.chance.upper, 1)} would be usual (95 of 100 times).`,
		],
		source: input.source,
		interval: trueInterval,
		rows: brickRows(district, spread, input),
		unit: words.column,
		reach: sideBySide(input, (other) => bricksOf(result.get(other))),
		table: spreadTable(spreadLines(district, spread, input), input),
	});
}

/** Everything that stands as a brick. */
const bricksOf = (district: DistrictSpread | undefined): number[] =>
	district === undefined
		? []
		: [district, ...district.levels].flatMap(({ observed, chance }) => [...observed, ...chance]);

/** Everything drawn of a spread. */
const extremes = ({ raw, true: truly, lower, upper, chance }: Spread): number[] => [
	raw,
	truly,
	lower,
	upper,
	chance.upper,
];

const shareWords = (spread: Spread): string =>
	`${formatNumber(100 * spread.reliability)} % of variance is beyond chance`;

/** All schools, then each level where there are several. */
function brickRows(district: DistrictSpread, spread: Spread, { frame }: AnalysisInput): SpreadInput["rows"] {
	const row = (id: string, title: string, own: Pick<DistrictSpread, "observed" | "chance"> & { spread: Spread }) => ({
		id,
		title,
		words: "each school’s distance from the average of its level",
		observed: own.observed,
		chance: own.chance,
		observedSd: own.spread.raw,
		chanceSd: own.spread.noise,
		trueSd: own.spread.true,
		trueSdInterval: { lower: own.spread.lower, upper: own.spread.upper },
		share: shareWords(own.spread),
	});
	const { observed, chance, levels } = district;
	return [
		row("results", `Results in ${frame.year}`, { observed, chance, spread }),
		...(levels.length > 1 ? levels.map((own) => row(`level-${own.level}`, schoolLevelNames[own.level], own)) : []),
	];
}

/** By level, between districts and by student group: one row each; `undefined` where all schools are all there is. */
export function kindsFigure({ district, spread, result }: ShownSpread, input: AnalysisInput): Chart | undefined {
	const lines = spreadLines(district, spread, input);
	if (lines.length < 2) return undefined;
	const words = unitWords(input.predictions.unit);
	const beyond = lines.filter((line) => line.spread.lower > 0).length;
	const block = (heading: string, picks: (line: SpreadLine) => boolean) => ({
		heading,
		rows: lines.filter(picks).map((line) => lineRow(line, digitsOf(words.differenceColumn))),
	});
	const isGroup = ({ id }: SpreadLine): boolean => id.startsWith("group-");
	const isBetween = ({ unit }: SpreadLine): boolean => unit === "districts";
	return intervalsChart({
		id: kindsFigureId,
		headline: `In ${formatNumber(beyond)} of ${formatNumber(lines.length)} rows, the spread is more than chance alone would show`,
		subtitle: `${subjectTitle(input.frame.subject)}, standard deviations in ${words.differenceUnit}, ${input.frame.year}, around the average of the level. Filled: true spread of schools with its 95 % interval; hollow: as seen; grey: where chance alone would put it, 95 of 100 times.`,
		alt: `Dots with intervals of the true spread of schools by level and student group; ${formatNumber(beyond)} of ${formatNumber(lines.length)} beyond chance.`,
		description: [
			`A hollow dot inside its grey band is a spread that chance among students would show if all were alike. Groups with fewer students have wider bands. The first row stands on ${formatCount(spread.schools, "school")}; groups that fewer than ten schools publish are left out.`,
		],
		source: input.source,
		interval: trueInterval,
		blocks: [
			block("Schools of this district", (line) => !isGroup(line) && !isBetween(line)),
			block("Districts in the files", isBetween),
			block("Schools of this district, for one student group", isGroup),
		].filter(({ rows }) => rows.length > 0),
		axis: {
			unit: spreadAxis(input),
			signed: false,
			title: `standard deviation, ${words.differenceUnit}`,
			lines: [0],
			reach: kindsReach(result, input),
		},
		headers: { counts: "Schools or districts", note: "True spread, with its range" },
		table: spreadTable(lines, input),
	});
}

const kindsReach = (result: Variation, input: AnalysisInput): number[] =>
	sideBySide(input, (code) => {
		const district = result.get(code);
		const spread = district?.spread;
		if (district === undefined || spread === undefined) return [];
		return spreadLines(district, spread, input).flatMap((line) => extremes(line.spread));
	});

const lineRow = ({ id, what, spread }: SpreadLine, digits: number) => ({
	id,
	label: what,
	words: shareWords(spread),
	counts: formatNumber(spread.schools),
	note: `${formatNumber(spread.true, { digits })} (${formatNumber(spread.lower, { digits })} to ${formatNumber(spread.upper, { digits })})`,
	strong: id === "results",
	value: spread.true,
	interval: { lower: spread.lower, upper: spread.upper },
	hollow: spread.raw,
	band: spread.chance,
});

/** Fewer years than this are no course. */
const fewestYears = 3;

export function yearsFigure({ district, result }: ShownSpread, input: AnalysisInput): Chart | undefined {
	const { years } = district;
	const [first, last] = [years[0], years.at(-1)];
	if (years.length < fewestYears || first === undefined || last === undefined) return undefined;
	const words = unitWords(input.predictions.unit);
	const apart = first.spread.upper < last.spread.lower || last.spread.upper < first.spread.lower;
	const course = last.spread.true > first.spread.true ? "wider" : "narrower";
	return trendsChart({
		id: yearsFigureId,
		headline: apart
			? `The true spread between schools is ${course} in ${last.year} than in ${first.year}`
			: `The true spread between schools, ${first.year} to ${last.year}`,
		subtitle: `${subjectTitle(input.frame.subject)}, true standard deviation between schools of a level in ${words.differenceUnit}, ${input.group}, ${first.year} to ${last.year}. Thick lines: 95 % intervals. No line runs over years without a test that most students took.`,
		alt: `Line of the true spread between schools, ${first.year} to ${last.year}, with intervals.`,
		description: [
			`In ${first.year} about ${words.difference(first.spread.true, 1)} between ${formatCount(first.spread.schools, "school")}, in ${last.year} about ${words.difference(last.spread.true, 1)} between ${formatCount(last.spread.schools, "school")}. ${apart ? "The two intervals do not meet." : "The two intervals meet, so the data do not distinguish the two years."} Only schools that are in the newest file are followed back.`,
		],
		source: input.source,
		interval: trueInterval,
		trends: [
			{
				id: "years",
				title: "Schools of this district",
				words: "true spread around the average of the level",
				points: years.map(({ year, spread }) => ({
					id: `years-${year}`,
					year,
					value: spread.true,
					interval: { lower: spread.lower, upper: spread.upper },
				})),
			},
		],
		unit: spreadAxis(input),
		signed: false,
		zero: true,
		reach: sideBySide(input, (other) => (result.get(other)?.years ?? []).map(({ spread }) => spread.upper)),
		table: yearsTable(district, input),
	});
}
