/** The placement roster as a file, and the truth about it. */

import { groupName } from "../domain/student-groups.js";
import { encodeLines, writeField } from "./encode.js";
import { heldBackChance, movedUpChance, placedUpUnqualified, placementPolicy, type RosterRow } from "./roster.js";

const writing = { delimiter: ",", quoting: "minimal", lineEnding: "\n", encoding: "utf-8" } as const;

const flag = (value: boolean): string => (value ? "Y" : "N");

/** The roster as fields, header first. */
function* rosterRecords(rows: readonly RosterRow[], testYear: number): Generator<string[]> {
	const schoolYear = `${testYear}-${String((testYear + 1) % 100).padStart(2, "0")}`;
	yield [
		"student_id",
		"school_year",
		"school",
		"feeder_school",
		"grade",
		"ethnicity",
		"gender",
		"sed",
		"el",
		"swd",
		"foster",
		"homeless",
		"prior_course",
		"caaspp_math_8",
		"math_grade_8",
		"mdtp_pct",
		"placed_course_day1",
		"placed_course_checkpoint",
	];
	for (const row of rows) {
		const who = [groupName(row.ethnicity, testYear), row.gender, row.sed, row.el, row.swd, row.foster, row.homeless];
		yield [
			row.id,
			schoolYear,
			row.school,
			row.feeder,
			"9",
			...who.map((value) => (typeof value === "boolean" ? flag(value) : value)),
			row.priorCourse,
			row.scaleScore,
			row.letter,
			row.readiness,
			row.placedDayOne,
			row.placedCheckpoint,
		];
	}
}

/** The bytes of a roster of the school year after a spring. */
export function* rosterChunks(rows: readonly RosterRow[], testYear: number): Generator<Uint8Array> {
	const lines = Array.from(rosterRecords(rows, testYear), (record) =>
		record.map((field) => writeField(field, writing, false)).join(writing.delimiter),
	);
	yield* encodeLines(lines, writing);
}

/** What was planted in a roster, and what came of it. */
export function rosterTruth(rows: readonly RosterRow[]): Readonly<Record<string, unknown>> {
	const qualified = rows.filter((row) => row.qualification === "yes");
	const heldBack = qualified.filter((row) => row.placedDayOne === "Algebra I");
	const byGroup = [...new Set(rows.map((row) => row.ethnicity))].map((id) => ({
		group: id,
		students: rows.filter((row) => row.ethnicity === id).length,
		qualified: qualified.filter((row) => row.ethnicity === id).length,
		heldBackOnDayOne: heldBack.filter((row) => row.ethnicity === id).length,
		heldBackAtCheckpoint: qualified.filter((row) => row.ethnicity === id && row.placedCheckpoint === "Algebra I")
			.length,
		trueChanceOnDayOne: heldBackChance.byGroup.get(id) ?? heldBackChance.otherwise,
	}));
	return {
		policy: placementPolicy,
		movedUpChance,
		placedUpUnqualified,
		students: rows.length,
		qualified: qualified.length,
		notQualified: rows.filter((row) => row.qualification === "no").length,
		undetermined: rows.filter((row) => row.qualification === "undetermined").length,
		heldBackOnDayOne: heldBack.length,
		byEthnicity: byGroup.sort((left, right) => left.group - right.group),
	};
}
