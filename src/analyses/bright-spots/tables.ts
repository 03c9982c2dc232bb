/** The tables behind the figure and behind what is said of lasting. */

import { isKnown, notDefined } from "../../domain/measured.js";
import type { Cell, Column, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { AnalysisInput } from "../analysis.js";
import { byName, unitWords, yearsInWords } from "../words.js";
import type { BrightSpots, DistrictBrightSpots } from "./compute.js";
import { inWords, persistenceTableId, readingsOf, rowId, tableId } from "./words.js";

/** One row per school and group: the data of the figure. */
export function brightSpotsTable(
	result: BrightSpots,
	district: DistrictBrightSpots,
	input: AnalysisInput,
): ReleasedTable {
	const { differenceColumn: unit, fineDigits: digits } = unitWords(input.predictions.unit);
	const difference = (key: string, label: string): Column => ({ key, label, unit, digits, signed: true });
	const entries = [...district.named]
		.sort(byName)
		.flatMap((entry) => readingsOf(entry, result).map((group) => ({ school: entry.school, ...group })));
	return releaseTable({
		id: tableId,
		caption: `Schools to learn with: lasting differences from prediction, ${yearsInWords(result.years)}`,
		columns: [
			{ key: "school", label: "School", unit: "text" },
			{ key: "cds", label: "CDS code", unit: "code", csvOnly: true },
			{ key: "group", label: "Students", unit: "text" },
			{ key: "years", label: "Years with results", unit: "number", digits: 0 },
			{ key: "tested", label: "Students, newest year", unit: "students" },
			difference("effect", "Lasting difference"),
			difference("lower", "95 % limits, low"),
			difference("upper", "95 % limits, high"),
			{ key: "probability", label: "Chance that it is worth naming", unit: "share" },
			{ key: "reading", label: "Reading", unit: "text" },
		],
		rows: entries.map(({ school, name, reading }): Cell[] => {
			const lead = [school.name, school.cds, name];
			if (!isKnown(reading)) return [...lead, ...Array.from({ length: 6 }, () => reading), inWords(reading)];
			const { years, tested, effect, interval, probability } = reading;
			return [...lead, years.length, tested, effect, interval.lower, interval.upper, probability, inWords(reading)];
		}),
		rowIds: entries.map(({ school, id }) => rowId(school, id)),
		notes: [
			`In alphabetical order. A student may be in several groups. Each group has a fit of its own: it is set beside the same group elsewhere.`,
		],
	});
}

/** How differences some years apart go together, over all districts of the run. */
export function persistenceTable({ persistence }: BrightSpots): ReleasedTable | undefined {
	if (persistence.lags.length === 0) return undefined;
	const none = notDefined("no interval without a correlation");
	return releaseTable({
		id: persistenceTableId,
		caption: "How results minus expectations go together over the years, all districts of this run",
		columns: [
			{ key: "lag", label: "Years apart", unit: "number", digits: 0 },
			{ key: "schools", label: "Schools", unit: "schools" },
			{ key: "pairs", label: "Pairs of results", unit: "number", digits: 0 },
			{ key: "raw", label: "Correlation", unit: "number" },
			{ key: "lower", label: "95 % limits, low", unit: "number" },
			{ key: "upper", label: "95 % limits, high", unit: "number" },
			{ key: "withoutChance", label: "With chance taken out", unit: "number" },
		],
		rows: persistence.lags.map(({ lag, schools, pairs, raw, interval, withoutChance }): Cell[] => [
			lag,
			schools,
			pairs,
			raw,
			interval?.lower ?? none,
			interval?.upper ?? none,
			withoutChance,
		]),
		notes: [
			"Chance is taken out as if other students were tested each year, and the result is held at 1 at most. Neighboring years share students, so the first rows are too high by an unknown part.",
		],
	});
}
