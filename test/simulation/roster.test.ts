/** The placement roster: plainly synthetic students, and a truth that can be counted again. */

import { expect, test } from "vitest";
import { filesOf, type Row, rowsOf, smallOptions, truthOf } from "./helpers.js";

const files = filesOf({ ...smallOptions, districts: 1, schools: 15, seed: "roster", roster: true });
const rows = rowsOf(files.get("roster.csv"), ",", "utf8");
const truth = truthOf(files).roster as {
	students: number;
	qualified: number;
	notQualified: number;
	undetermined: number;
	heldBackOnDayOne: number;
	byEthnicity: { group: number; students: number; trueChanceOnDayOne: number }[];
};

/** Two of three measures, by the policy in the truth: counted here from the file's own cells. */
function qualification(row: Row): "yes" | "no" | "undetermined" | "level 1 only" {
	if (row.prior_course === "Math 8") return "level 1 only";
	const measures: readonly (readonly [string | undefined, (text: string) => boolean])[] = [
		[row.caaspp_math_8, (text) => Number(text) >= 2586],
		[row.math_grade_8, (text) => "ABC".includes(text)],
		[row.mdtp_pct, (text) => Number(text) >= 70],
	];
	const met = measures.filter(([text, passes]) => text !== "" && passes(text ?? "")).length;
	const missing = measures.filter(([text]) => text === "").length;
	return met >= 2 ? "yes" : met + missing < 2 ? "no" : "undetermined";
}

test("students have synthetic ids and grade 9 of the school year after the newest spring", () => {
	expect(rows.map((row) => row.student_id)).toEqual(
		rows.map((_, index) => `SYN-${String(index + 1).padStart(6, "0")}`),
	);
	expect(new Set(rows.map((row) => `${row.grade} ${row.school_year}`))).toEqual(new Set(["9 2025-26"]));
	expect(rows.length).toBeGreaterThan(150);
});

test("the truth is what the file holds", () => {
	const kinds = rows.map(qualification);
	const of = (kind: string): number => kinds.filter((found) => found === kind).length;
	const heldBack = rows.filter((row, index) => kinds[index] === "yes" && row.placed_course_day1 === "Algebra I");
	const { students, qualified, notQualified, undetermined, heldBackOnDayOne } = truth;
	expect({ students, qualified, notQualified, undetermined, heldBackOnDayOne }).toEqual({
		students: rows.length,
		qualified: of("yes"),
		notQualified: of("no"),
		undetermined: of("undetermined"),
		heldBackOnDayOne: heldBack.length,
	});
	expect(truth.byEthnicity.reduce((sum, group) => sum + group.students, 0)).toBe(rows.length);
	expect(truth.byEthnicity.find(({ group }) => group === 78)?.trueChanceOnDayOne).toBe(0.22);
});

test("nobody who only took Math 8 is placed up, and the checkpoint moves nobody down", () => {
	const courses = rows.map((row) => `${row.prior_course}: ${row.placed_course_day1}, ${row.placed_course_checkpoint}`);
	expect(new Set(courses)).toEqual(
		new Set([
			"Math 8: Algebra I, Algebra I",
			"Algebra I: Algebra I, Algebra I",
			"Algebra I: Algebra I, Geometry",
			"Algebra I: Geometry, Geometry",
		]),
	);
});

test("without the wish there is no roster", () => {
	expect([...filesOf({ ...smallOptions, districts: 1 }).keys()]).not.toContain("roster.csv");
});
