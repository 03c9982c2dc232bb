/** Results files in the state's layouts. */

import { allGrades, testOfSubject } from "../domain/tests.js";
import type { Layout, LayoutColumn, Role } from "../ingest/layouts/index.js";
import type { ResultsPlan } from "./layout-choice.js";
import {
	frameOf,
	hiddenScore,
	type Masking,
	maskingOf,
	meanText,
	percentText,
	type ResultCell,
	resultCells,
	shownCount,
} from "./result-rows.js";
import { type CellWriter, type RecordTable, recordTable } from "./table-file.js";
import { fields } from "./tally.js";
import type { World } from "./world.js";

type Writer = CellWriter<ResultCell>;

/** Since 2024 the state cuts names at these lengths. */
const districtNameWidth = 40;
const schoolNameWidth = 50;

const scoreOf =
	(masking: Masking, value: (cell: ResultCell, scored: number) => string): Writer =>
	(cell) => {
		const scored = cell.count(fields.scored);
		return hiddenScore(scored, masking) ?? value(cell, scored);
	};

/** Percent and count of the students in one or two of the row's fields. */
function shareWriters(masking: Masking, ...positions: readonly [number, number?]): { percent: Writer; count: Writer } {
	const [first = 0, second] = positions;
	const part = (cell: ResultCell): number => cell.count(first) + (second === undefined ? 0 : cell.count(second));
	return {
		percent: scoreOf(masking, (cell, scored) => percentText(part(cell), scored, masking.wholePercents)),
		count: scoreOf(masking, (cell) => String(part(cell))),
	};
}

/** A mean of scores of different scales would say nothing, so rows over all grades have none. */
const meanWriter = (masking: Masking): Writer => {
	const shown = scoreOf(masking, (cell, scored) => meanText(cell.count(fields.scoreSum), scored));
	return (cell) => (cell.key.grade === allGrades ? "" : shown(cell));
};

function roleWriters(layout: Layout, masking: Masking): Partial<Record<Role, Writer>> {
	const level = (number: number) => shareWriters(masking, fields.levels + number - 1);
	const levels = [level(1), level(2), level(3), level(4)] as const;
	// In 2015 the state printed the enrollment of all students in every student group's row.
	const enrolled: Writer =
		layout.id === "sb-2015"
			? (cell) => String(cell.count(fields.enrolled, "gradeAllStudents"))
			: (cell) => shownCount(cell.count(fields.enrolled), masking);
	return {
		county: ({ key }) => key.place.cds.slice(0, 2),
		district: ({ key }) => key.place.cds.slice(2, 7),
		school: ({ key }) => key.place.cds.slice(7),
		districtName: ({ key }) => key.place.district.slice(0, districtNameWidth),
		schoolName: ({ key }) => key.place.school.slice(0, schoolNameWidth),
		entityType: ({ key }) => String(key.place.type),
		year: (cell) => String(cell.key.year),
		test: (cell) => String(testOfSubject[cell.key.subject]),
		group: (cell) => String(cell.key.group),
		grade: (cell) => String(cell.key.grade),
		enrolled,
		tested: (cell) => shownCount(cell.count(fields.tested), masking),
		scored: (cell) => shownCount(cell.count(fields.scored), masking),
		meanScaleScore: meanWriter(masking),
		percentMet: shareWriters(masking, fields.levels + 2, fields.levels + 3).percent,
		percentLevel1: levels[0].percent,
		percentLevel2: levels[1].percent,
		percentLevel3: levels[2].percent,
		percentLevel4: levels[3].percent,
		countLevel1: levels[0].count,
		countLevel2: levels[1].count,
		countLevel3: levels[2].count,
		countLevel4: levels[3].count,
	};
}

const scienceDomains = ["Life Sciences Domain", "Physical Sciences Domain", "Earth and Space Sciences Domain"];
const places = ["Above", "Near", "Below"];

/** Areas of the test ("Area 2 Count Near Standard", "… Domain Total"); math has no fourth one, and composites are left blank. */
function areaWriter(header: string, masking: Masking): Writer | undefined {
	const named = scienceDomains.findIndex((name) => header.startsWith(name));
	const area = named >= 0 ? named : /^Area \d/.test(header) ? Number(header[5]) - 1 : -1;
	if (area < 0) return undefined;
	const first = fields.areas + 3 * area;
	const total = (cell: ResultCell): number => cell.count(first) + cell.count(first + 1) + cell.count(first + 2);
	const held =
		(writer: Writer): Writer =>
		(cell) =>
			cell.key.subject === "math" && area === 3 ? "" : writer(cell);
	if (header.endsWith("Total")) return held(scoreOf(masking, (cell) => String(total(cell))));
	const place = places.findIndex((name) => header.includes(` ${name} Standard`));
	const writers = shareWriters(masking, first + place);
	return held(header.includes("Count") ? writers.count : writers.percent);
}

function unreadWriter(column: LayoutColumn, masking: Masking): Writer | undefined {
	switch (column.header.toLowerCase()) {
		case "test type":
			return (cell) => (cell.key.subject === "science" ? "X" : "B");
		case "total caaspp enrollment":
			return (cell) => String(cell.count(fields.enrolled, "everyone"));
		case "total tested at entity level":
		case "total tested at reporting level":
			return (cell) => String(cell.count(fields.tested, "groupAllGrades"));
		case "total tested at subgroup level":
		case "total tested with scores":
		case "total tested with scores at reporting level":
			return (cell) => String(cell.count(fields.scored, "groupAllGrades"));
		case "count standard met and above":
			return shareWriters(masking, fields.levels + 2, fields.levels + 3).count;
		case "overall total":
			return scoreOf(masking, (_, scored) => String(scored));
		default:
			return areaWriter(column.header, masking);
	}
}

/** The results table of one year. */
export function resultsTable(world: World, plan: ResultsPlan): RecordTable {
	const year = plan.years[0] ?? 0;
	const masking = maskingOf(plan.layout);
	const byRole = roleWriters(plan.layout, masking);
	const choose = (column: LayoutColumn): Writer | undefined =>
		column.role === undefined ? unreadWriter(column, masking) : byRole[column.role];
	const frame = frameOf(plan.subjects, year, world.options.groups);
	return recordTable(plan.layout, choose, () => resultCells(world, frame, year));
}
