/** Every judged school over the years, a small picture each: positions and labels only. */

import { type Chart, pathsChart } from "../../charts/index.js";
import type { PathPanelInput } from "../../charts/paths-input.js";
import { schoolLevelNames, schoolLevels } from "../../domain/school-level.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { sideBySide } from "../side-by-side.js";
import { byName, countAtStart, measureWords, subjectTitle, unitWords, yearsInWords } from "../words.js";
import type { DistrictProgress, Progress, SchoolProgress } from "./compute.js";
import { progressTable } from "./tables.js";
import { figureId, rowId, seriesNotes } from "./words.js";

/** A panel never splits over pages, so it holds no more schools than a page does. */
const schoolsPerPanel = 35;

/** One panel a level, in parts where a level has many schools. */
function panels(district: DistrictProgress): PathPanelInput[] {
	return schoolLevels.flatMap((level) => {
		const members = district.judged.filter(({ school }) => school.level === level).sort(byName);
		const parts = Math.ceil(members.length / schoolsPerPanel);
		const size = Math.ceil(members.length / Math.max(1, parts));
		return Array.from({ length: parts }, (_, part) => {
			const own = members.slice(part * size, (part + 1) * size);
			return {
				id: parts === 1 ? level : `${level}-${part + 1}`,
				title: `${schoolLevelNames[level]}${parts === 1 ? "" : `, ${initials(own)}`}`,
				paths: own.map(({ school, reading, points }) => ({
					id: rowId(school),
					name: school.name,
					reading,
					points: points.map(({ year, value, interval }) => ({ year, value, ...interval })),
				})),
			};
		});
	});
}

const initials = (schools: readonly SchoolProgress[]): string =>
	[schools[0], schools.at(-1)].map((entry) => (entry?.school.name ?? "").slice(0, 1).toUpperCase()).join("–");

function headline({ kind }: Progress, { up, down, judged }: DistrictProgress): string {
	if (up.length + down.length === 0)
		return `No movement of ${formatCount(judged.length, "school")} is told apart from chance`;
	const count = countAtStart(up.length, "school");
	return kind === "trend"
		? `${count} with continued progress, ${formatNumber(down.length)} with continued decrease`
		: `${count} higher by more than chance, ${formatNumber(down.length)} lower`;
}

export function progressFigure(result: Progress, district: DistrictProgress, input: AnalysisInput): Chart {
	const { frame, predictions } = input;
	const words = unitWords(predictions.unit);
	const { judged, up, down } = district;
	const years = result.years;
	return pathsChart({
		id: figureId,
		headline: headline(result, district),
		subtitle: `${subjectTitle(frame.subject)}, ${measureWords(predictions.unit, frame.year)}, ${input.group}, ${yearsInWords(years)}: results minus what schools of the level with a like student mix lead one to expect, in ${words.differenceUnit}; ${formatCount(judged.length, "school")}. Upright lines show 95 % intervals of chance among students.`,
		alt: `Small line charts of ${formatCount(judged.length, "school")} over the years; ${formatNumber(up.length + down.length)} with a movement told apart from chance.`,
		description: [
			`The line across each picture is zero: the movement of schools of the level with a like student mix. Filled dots and bold names: ${result.kind === "trend" ? "a slope" : "a change"} told apart from chance, ${formatNumber(up.length)} upward and ${formatNumber(down.length)} downward. Hollow dots: the data do not distinguish it. All pictures have the same axes, in alphabetical order.`,
			...seriesNotes(years),
		],
		source: `${input.source} Here ${yearsInWords(years)}.`,
		interval: { drawn: "95 % interval of one year’s result, from chance among students alone" },
		years: [years[0] ?? frame.year, years.at(-1) ?? frame.year],
		panels: panels(district),
		reach: sideBySide(input, (code) =>
			(result.districts.get(code)?.judged ?? []).flatMap(({ points }) =>
				points.flatMap(({ value, interval }) => [value, interval.lower, interval.upper]),
			),
		),
		table: progressTable(result, district, input),
	});
}
