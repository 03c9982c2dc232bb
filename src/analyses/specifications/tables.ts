/** The tables behind the strip: the same schools, and the specifications themselves. */

import { isCharter } from "../../domain/entity.js";
import { notDefined } from "../../domain/measured.js";
import { schoolLevelShort } from "../../domain/school-level.js";
import type { Cell, ReleasedTable } from "../../domain/table.js";
import { releaseTable } from "../../privacy/release.js";
import type { AnalysisInput } from "../analysis.js";
import type { DistrictSpecifications, SpecifiedSchool } from "./compute.js";
import { tableId } from "./findings.js";
import { priorWords, scaleWords, strengthOf } from "./words.js";

/** Names in alphabetical order, case ignored; the code decides between equal names. */
export const byName = ({ entry: { school: left } }: SpecifiedSchool, { entry: { school: right } }: SpecifiedSchool) => {
	const key = ({ name, cds }: typeof left): string => `${name.toLowerCase()}\n${cds}`;
	return key(left) < key(right) ? -1 : 1;
};

export const charterMark = ({ entry }: SpecifiedSchool): string => (isCharter(entry.school.charter) ? "†" : "");

export function schoolsTable({ schools }: DistrictSpecifications): ReleasedTable {
	const unit = "studentSds" as const;
	const ordered = [...schools].sort(byName);
	const none = notDefined("not predicted by the page's own model");
	return releaseTable({
		id: tableId,
		caption:
			"What each school's prediction says under all models: result minus prediction, student standard deviations",
		columns: [
			{ key: "school", label: "School", unit: "text" },
			{ key: "cds", label: "CDS code", unit: "code", csvOnly: true },
			{ key: "level", label: "Level", unit: "text" },
			{ key: "of", label: "Models", unit: "number", digits: 0 },
			{ key: "above", label: "Above", unit: "number", digits: 0 },
			{ key: "below", label: "Below", unit: "number", digits: 0 },
			{ key: "outside", label: "Outside the 95 % interval", unit: "number", digits: 0 },
			{ key: "main", label: "The page's own model", unit, signed: true },
			{ key: "least", label: "Lowest of all", unit, signed: true },
			{ key: "most", label: "Highest of all", unit, signed: true },
			{ key: "reading", label: "Reading", unit: "text" },
		],
		rows: ordered.map((school): Cell[] => {
			const { entry, said } = school;
			const values = said.residuals.map(({ residual }) => residual);
			return [
				`${entry.school.name}${charterMark(school) === "" ? "" : " †"}`,
				entry.school.cds,
				schoolLevelShort[entry.school.level],
				said.of,
				said.above,
				said.below,
				said.outside,
				said.main?.residual ?? none,
				Math.min(...values),
				Math.max(...values),
				strengthOf(said, entry) || "not the same side in all",
			];
		}),
		rowIds: ordered.map(({ entry }) => `specification-${entry.school.cds}`),
		notes: [
			"Depends on the model: outside its interval by the page's own model, and on the other side of its prediction by at least one other.",
			...(schools.some((school) => charterMark(school) !== "")
				? ["† charter school; models that learn without charters say nothing of it."]
				: []),
		],
	});
}

export function modelsTable({ specifications }: AnalysisInput): ReleasedTable {
	return releaseTable({
		id: "table-models-tried",
		caption: "The models tried",
		columns: [
			{ key: "model", label: "Model", unit: "text" },
			{ key: "scale", label: "Scale", unit: "text" },
			{ key: "mix", label: "Student mix", unit: "text" },
			{ key: "prior", label: "Earlier result", unit: "text" },
			{ key: "charters", label: "Learns from charters", unit: "text" },
			{ key: "schools", label: "Schools judged", unit: "schools" },
		],
		rows: specifications.list.map((specification, place): Cell[] => [
			specification.main ? `${place + 1}, the page's own` : `${place + 1}`,
			scaleWords(specification),
			specification.studentMix ? "yes" : "no",
			priorWords[specification.prior],
			specification.charters ? "yes" : "no",
			specification.judged,
		]),
		notes: ["The average of a level, without student mix and earlier result, is no prediction and is not among them."],
	});
}
