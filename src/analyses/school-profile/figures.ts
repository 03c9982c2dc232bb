/** The profile's figures: positions and labels only. */

import { type Chart, profileChart, residualDotsChart } from "../../charts/index.js";
import type { ProfileChartInput, ProfilePanelInput, ProfileRow, ReferenceBar } from "../../charts/profile-input.js";
import type { ResidualLabel } from "../../charts/residual-dots-input.js";
import { isCharter } from "../../domain/entity.js";
import { isKnown, known } from "../../domain/measured.js";
import { schoolLevelNames, schoolLevels } from "../../domain/school-level.js";
import { digitsOf, formatAbsent, formatCount, formatNumber, formatSigned } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import type { AreaValue } from "../prediction/areas.js";
import type { SchoolPrediction } from "../prediction/types.js";
import { sideBySide } from "../side-by-side.js";
import { countAtStart, measureWords, subjectTitle, type UnitWords, unitWords, yearsOf } from "../words.js";
import { type DistrictProfile, extentOf, type SchoolProfile, standing } from "./compute.js";
import { byName, charterMark, printedStudents, profileTable, readingOf } from "./tables.js";

const chartUnit = (input: AnalysisInput) => unitWords(input.predictions.unit).column;

function profileRow(entry: SchoolPrediction, input: AnalysisInput): ProfileRow {
	const { nameMarks } = input;
	const reading = readingOf(entry, input);
	const { school, within } = entry;
	const common = {
		id: school.cds,
		name: school.name,
		mark: [charterMark(entry).trim(), nameMarks?.get(school.cds) ?? ""].filter((mark) => mark !== "").join("\u00A0"),
		students: printedStudents(entry, formatNumber),
		reading,
		emphasis: reading !== "",
	};
	if (!isKnown(school.current.value)) return { ...common, withheld: formatAbsent(school.current.value) };
	return {
		...common,
		baseline: known(school.baseline.value),
		actual: school.current.value,
		predicted: within?.predicted,
		lower: within?.lower,
		upper: within?.upper,
	};
}

const bars = (values: readonly AreaValue[], input: AnalysisInput): ReferenceBar[] => [
	...values.map(
		(value, index): ReferenceBar => ({
			label: value.label,
			value: value.value,
			style: index === 0 ? "solid" : "dashed",
		}),
	),
	...(input.predictions.unit === "dfs" ? [{ label: "Standard", value: 0, style: "thin" } satisfies ReferenceBar] : []),
];

/** One panel a level; schools of another kind, and charters where asked, stand apart. */
function panels(
	profile: DistrictProfile,
	input: AnalysisInput,
	domain: readonly [number, number],
): ProfilePanelInput[] {
	const apart = (entry: SchoolPrediction): boolean => input.charters === "separate" && isCharter(entry.school.charter);
	const regular = profile.schools.filter((entry) => entry.school.kind === "regular");
	const made = schoolLevels.flatMap((level): ProfilePanelInput[] => {
		const members = regular.filter((entry) => entry.school.level === level && !apart(entry));
		return members.length === 0
			? []
			: [
					panel(level, schoolLevelNames[level], members, {
						input,
						references: bars(profile.references.get(level) ?? [], input),
					}),
				];
	});
	const charters = regular.filter(apart);
	if (charters.length > 0)
		made.push(panel("charters", "Charter schools", charters, { input, references: bars([], input) }));
	const others = profile.schools.filter((entry) => entry.school.kind !== "regular");
	if (others.length > 0) {
		const title = "Alternative, special education and virtual schools, and programs: shown, not predicted";
		made.push({
			...panel("apart", title, others, { input, references: bars([], input) }),
			...ownDomain(others, domain, unitWords(input.predictions.unit).axisStep),
		});
	}
	return made;
}

function panel(
	id: string,
	title: string,
	members: readonly SchoolPrediction[],
	{ input, references }: { input: AnalysisInput; references: readonly ReferenceBar[] },
): ProfilePanelInput {
	const rows = [...members].sort(byName).map((entry) => profileRow(entry, input));
	const strip = rows.flatMap((row) => (row.actual === undefined ? [] : [{ id: row.id, value: row.actual }]));
	return { id, title, rows, references, ...(strip.length > 1 ? { strip } : {}) };
}

/** Schools that lie off the common axis get the same stretch of it, moved. */
function ownDomain(
	others: readonly SchoolPrediction[],
	domain: readonly [number, number],
	axisStep: number,
): { domain?: readonly [number, number] } {
	const values = others.flatMap((entry) => [known(entry.school.current.value), known(entry.school.baseline.value)]);
	const lowest = Math.min(...values.filter((value) => value !== undefined));
	if (!Number.isFinite(lowest) || lowest >= domain[0]) return {};
	const start = outward(lowest, axisStep, Math.floor);
	return { domain: [start, start + (domain[1] - domain[0])] };
}

/** The next step beyond a value; steps of a fraction leave no trace in the last digits. */
const outward = (value: number, step: number, away: (value: number) => number): number =>
	Number((away(value / step) * step).toPrecision(12));

function axisDomain(result: SchoolProfile, input: AnalysisInput): readonly [number, number] {
	if (input.predictions.unit === "percent") return [0, 100];
	const drawn = sideBySide(input, (code) => extentOf(result.districts.get(code)?.schools ?? []));
	const [low, high] = drawn.length === 0 ? result.extent : [Math.min(...drawn), Math.max(...drawn)];
	const { axisStep } = unitWords(input.predictions.unit);
	// Room beside the outermost mark.
	return [outward(low - axisStep / 2, axisStep, Math.floor), outward(high + axisStep / 2, axisStep, Math.ceil)];
}

function subtitle(input: AnalysisInput): string {
	const measure = measureWords(input.predictions.unit, input.frame.year);
	return `${subjectTitle(input.frame.subject)}, ${measure}, ${input.group}, ${yearsOf(input.frame)}`;
}

const outsideHeadline = (count: number): string =>
	count === 0
		? "All schools lie within the range predicted for them"
		: `${countAtStart(count, "school lies", "schools lie")} outside the range predicted for ${count === 1 ? "it" : "them"}`;

/** THE figure: one row per school. */
export const profileFigure = (profile: DistrictProfile, result: SchoolProfile, input: AnalysisInput): Chart =>
	profileChart(profileInput(profile, result, input));

/** What the figure shows: also for a poster and a sheet to guess on. */
export function profileInput(profile: DistrictProfile, result: SchoolProfile, input: AnalysisInput): ProfileChartInput {
	const { frame } = input;
	const judged = profile.predicted.length;
	const outside = profile.higher.length + profile.lower.length;
	const withoutCount = profile.schools.length - judged;
	const domain = axisDomain(result, input);
	const keyRow = [...profile.judged].sort(byName).find((entry) => standing(entry) !== "within") ?? profile.predicted[0];
	const made = panels(profile, input, domain);
	return {
		id: "profile",
		headline: judged === 0 ? "School results, without predictions" : outsideHeadline(outside),
		subtitle: `${subtitle(input)}${judged > 0 ? `, with the prediction for ${frame.year} and its 95 % interval` : ""}. ${formatCount(judged, "school")} with a prediction and ${formatNumber(withoutCount)} without one.`,
		alt: `Dot plot of ${formatCount(profile.schools.length, "school")}: results ${judged > 0 ? `against predictions, where ${outside} lie outside their range` : "without predictions"}.`,
		description: describe(profile, input),
		source: input.source,
		interval:
			judged > 0
				? { drawn: "95 % prediction interval: where the result of a school like this would lie 19 times in 20" }
				: { none: "there are too few schools to fit a model" },
		panels: made,
		axis: { title: measureWords(input.predictions.unit, input.frame.year), domain, unit: chartUnit(input) },
		...(frame.baselineYear === undefined ? {} : { baselineLabel: `${frame.baselineYear} result` }),
		actualLabel: `${frame.year} result`,
		predictionLabel: `predicted for ${frame.year}`,
		intervalLabel: "95 % prediction interval",
		...(keyRow === undefined ? {} : { keyPanel: { row: keyRow.school.cds, words: keyWords(keyRow) } }),
		table: profileTable(profile, input),
	};
}

function keyWords(entry: SchoolPrediction): string[] {
	const side = standing(entry);
	return [
		side === "within"
			? "The filled dot lies inside the band: similar to what is predicted."
			: `The filled dot lies outside the band: ${side} than predicted.`,
		"A bold name marks a school outside its band.",
		"† charter school.",
	];
}

function describe(profile: DistrictProfile, input: AnalysisInput): string[] {
	return [
		"Schools stand in alphabetical order within their level. The order says nothing of quality.",
		...sizesInWords(profile, input),
		...dependence(profile, input),
		...referenceNotes(profile),
	];
}

/** What the mark behind a reading says. */
function dependence({ judged }: DistrictProfile, input: AnalysisInput): string[] {
	if (!judged.some((entry) => readingOf(entry, input).endsWith("‡"))) return [];
	return [
		"‡ depends on the model: another reasonable model puts the school on the other side of its prediction. The section on other models shows which.",
	];
}

const middle = (values: readonly number[]): number | undefined =>
	[...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/** How far off schools lie, and how wide the ranges are: a wide range is no agreement. */
function sizesInWords({ predicted }: DistrictProfile, input: AnalysisInput): string[] {
	const words = unitWords(input.predictions.unit);
	const half = middle(predicted.map((entry) => Math.abs(entry.within?.residual ?? 0)));
	const width = middle(predicted.map((entry) => (entry.within?.upper ?? 0) - (entry.within?.lower ?? 0)));
	if (half === undefined || width === undefined) return [];
	return [
		`Half of the schools are within ${words.difference(half, half < 3 ? 1 : 0)} of their prediction. ` +
			`Half of the ranges span ${words.difference(width)} or more: the data allow no closer prediction.`,
	];
}

function referenceNotes(profile: DistrictProfile): string[] {
	const values = [...profile.references.values()].flat();
	if (values.length === 0) return ["No reference bar is drawn: the files hold no row of the district or the state."];
	if (values.every((value) => value.published)) {
		return ["Reference bars are the published rows of the district and the state, all grades together."];
	}
	if (values.some((value) => value.published)) {
		return [
			"Reference bars are published rows where the files have them, else averages over the schools of the level, each student counted once.",
		];
	}
	return [
		"Reference bars are averages over the schools of the level, each student counted once: the files hold no published row.",
	];
}

/** Where all schools lie against their own prediction, at a glance. */
export function residualFigure(
	profile: DistrictProfile,
	result: SchoolProfile,
	input: AnalysisInput,
): Chart | undefined {
	const { judged } = profile;
	if (judged.length < 2) return undefined;
	const words = unitWords(input.predictions.unit);
	const outside = profile.higher.length + profile.lower.length;
	return residualDotsChart({
		id: "residuals",
		headline: headlineOf(outside, judged.length),
		subtitle: `${input.frame.year} result minus prediction, in ${words.differenceUnit}, ${input.group}. One dot a school, ${formatCount(judged.length, "school")}. Filled: outside the school's own 95 % prediction interval.`,
		alt: `Dot histogram of ${formatCount(judged.length, "school")}: ${profile.lower.length} lower than their interval, ${profile.higher.length} higher.`,
		description: [
			...sizesInWords(profile, input),
			"Schools with fewer than 30 students are not drawn here; figure and table of the school profile have them.",
		],
		source: input.source,
		interval: { drawn: "filled dots lie outside their own 95 % prediction interval" },
		dots: judged.map((entry) => ({
			id: entry.school.cds,
			value: entry.within?.residual ?? 0,
			standing: standing(entry),
		})),
		labels: labels(profile, words),
		unit: chartUnit(input),
		coverage: "95 %",
		reach: sideBySide(input, (code) =>
			(result.districts.get(code)?.judged ?? []).map(({ within }) => within?.residual),
		),
		table: profileTable(profile, input),
	});
}

const headlineOf = (outside: number, judged: number): string => {
	if (outside === 0) return "All results lie within their prediction interval";
	return outside / judged <= 0.25
		? "Most results lie within their prediction interval; a few do not"
		: "Many results lie outside their prediction interval";
};

/** The farthest clear school on either side: named, because the reader asks. */
function labels(profile: DistrictProfile, words: UnitWords): ResidualLabel[] {
	const residual = (entry: SchoolPrediction): number => entry.within?.residual ?? 0;
	const farthest = [profile.lower, profile.higher].flatMap((side) => {
		const clear = side.filter((entry) => entry.evidence === "clear");
		clear.sort((a, b) => Math.abs(residual(b)) - Math.abs(residual(a)) || byName(a, b));
		return clear.slice(0, 1);
	});
	return farthest.map((entry) => ({
		id: entry.school.cds,
		name: entry.school.name,
		detail: `${formatSigned(residual(entry), digitsOf(words.differenceColumn))} · ${printedStudents(entry, formatNumber)} students`,
		strong: true,
	}));
}
