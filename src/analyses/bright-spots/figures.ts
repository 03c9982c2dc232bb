/** Schools to learn with, one row each, and for whom: positions and labels only. */

import { type Chart, schoolIntervalsChart } from "../../charts/index.js";
import type { IntervalCell, IntervalRow } from "../../charts/school-intervals-input.js";
import { isCharter } from "../../domain/entity.js";
import { isKnown } from "../../domain/measured.js";
import { formatCount, formatNumber } from "../../report/format.js";
import type { AnalysisInput } from "../analysis.js";
import { namedFrom } from "../prediction/persistent.js";
import { byName, countAtStart, measureWords, subjectTitle, unitWords, yearsInWords } from "../words.js";
import type { BrightSpots, DistrictBrightSpots, JudgedSchool } from "./compute.js";
import { brightSpotsTable } from "./tables.js";
import { figureId, namedFromWords, readingsOf, rowId } from "./words.js";

const rowOf = (entry: JudgedSchool, result: BrightSpots): IntervalRow => ({
	name: `${entry.school.name}${isCharter(entry.school.charter) ? "\u00A0†" : ""}`,
	cells: readingsOf(entry, result).map(({ id, reading }): IntervalCell => {
		const common = { id: rowId(entry.school, id), column: String(id) };
		if (!isKnown(reading)) {
			return { ...common, mark: { withheld: reading.absent === "suppressed" ? "withheld" : "too few" } };
		}
		const { effect, interval, probability } = reading;
		return { ...common, mark: { value: effect, ...interval, filled: probability >= namedFrom } };
	}),
});

/** For how many of the named schools the same is said of each group. */
function groupsInWords(result: BrightSpots, { named }: DistrictBrightSpots): string {
	const parts = result.groups.slice(1).map(({ name }, index) => {
		const known = named.flatMap(({ beside }) => {
			const reading = beside[index];
			return reading !== undefined && isKnown(reading) ? [reading] : [];
		});
		const above = known.filter(({ probability }) => probability >= namedFrom).length;
		return known.length === 0
			? `${name}: not enough data`
			: `${name}: ${formatNumber(above)} of ${formatCount(known.length, "school")} with enough data`;
	});
	return `Lastingly above prediction for these students too. ${parts.join("; ")}.`;
}

export function brightSpotsFigure(result: BrightSpots, district: DistrictBrightSpots, input: AnalysisInput): Chart {
	const { frame, predictions } = input;
	const words = unitWords(predictions.unit);
	const count = district.named.length;
	const schools = [...district.named].sort(byName);
	const charters = schools.some(({ school }) => isCharter(school.charter));
	return schoolIntervalsChart({
		id: figureId,
		headline: `${countAtStart(count, "school to learn with", "schools to learn with")}: results lastingly above prediction`,
		subtitle: `${subjectTitle(frame.subject)}, ${measureWords(predictions.unit, frame.year)}, ${yearsInWords(result.years)}: lasting difference from schools of the level with a like student mix, in ${words.differenceUnit}; lines show 95 % intervals. ${formatCount(count, "school")} of ${formatNumber(district.judged.length)} judged.`,
		alt: `Dots with intervals of ${formatCount(count, "school")} by student group: lasting differences from prediction.`,
		description: [
			`Filled dot: the chance that the lasting difference exceeds ${words.difference(result.smallest)} is ${namedFromWords} or more. Hollow dot: the data do not distinguish it. Differences are drawn in towards zero, the more the fewer students and years there are.`,
			groupsInWords(result, district),
			`Withheld: fewer than 11 students in the newest year. Too few: fewer than two years with 30 or more students.${charters ? " † charter school." : ""}`,
		],
		source: `${input.source} Here ${yearsInWords(result.years)}.`,
		interval: { drawn: "95 % interval of the lasting difference" },
		columns: result.groups.map(({ id, name }) => ({ id: String(id), label: name })),
		rows: schools.map((entry) => rowOf(entry, result)),
		threshold: result.smallest,
		unit: words.column,
		table: brightSpotsTable(result, district, input),
	});
}
