/** The list for the team: qualified students held back, one a line. It is written into the internal folder alone. */

import { withGuard } from "../../domain/formula-guard.js";
import type { Ground } from "../../placement/ground.js";
import { letterOf } from "../../placement/letters.js";
import { measureState } from "../../placement/roster.js";
import { cleanText } from "../../report/text.js";

const field = (text: string): string => {
	const safe = withGuard(cleanText(text));
	return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** @returns CSV with a byte-order mark, in the order of the files */
export function studentsList({ cohort, core, policy }: Ground): string {
	const { roster, qualification } = cohort;
	const { courses, bases, measures } = roster;
	const word = (
		{ labels, codes }: typeof courses.day1 | { labels: readonly string[]; codes: Int32Array },
		student: number,
	): string => labels[codes[student] ?? -1] ?? "";
	const header = [
		"student_id",
		"file",
		"line",
		"school",
		"feeder_school",
		...bases.map(({ id }) => id),
		"prior_course",
		...measures.map(({ id }) => id),
		"qualifies_for_level",
		"placed_course_day1",
		"placed_course_checkpoint",
		"held_back_at_checkpoint",
	];
	const lines = [header.join(",")];
	core.marks.heldBack.forEach((held, student) => {
		if (held !== 1) return;
		const later =
			core.marks.heldBackCheckpoint[student] === 1 ? "yes" : core.marks.atCheckpoint[student] === 1 ? "no" : "";
		const cells = [
			roster.studentIds[student] ?? "",
			roster.files[roster.file[student] ?? 0] ?? "",
			`${roster.line[student] ?? ""}`,
			word(roster.school, student),
			word(roster.feeder, student),
			...bases.map(({ groups, codes }) => groups[codes[student] ?? -1]?.label ?? ""),
			word(courses.prior, student),
			...measures.map(({ id, states, values }) => {
				if (states[student] !== measureState.known) return "";
				return policy.measures.find((one) => one.id === id)?.type === "letter"
					? letterOf(values[student] ?? 0)
					: `${values[student]}`;
			}),
			`${qualification.target[student] ?? ""}`,
			word(courses.day1, student),
			courses.checkpoint === undefined ? "" : word(courses.checkpoint, student),
			cohort.hasCheckpoint ? later : "",
		];
		lines.push(cells.map(field).join(","));
	});
	return `\uFEFF${lines.join("\r\n")}\r\n`;
}
