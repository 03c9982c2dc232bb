/** Without a policy nobody is “qualified”: who is enrolled where, and the question named as not answered. */

import type { ReleasedTable } from "../../domain/table.js";
import type { ReportDocument } from "../../report/index.js";
import type { ReleasedEnrollment } from "../result.js";
import type { SourceFile } from "./input.js";
import { cell, percentCell } from "./said.js";
import { list, paragraph, section, tableBlock } from "./sections/parts.js";
import { number, percentOf, students, tableOf, text, whole } from "./tables/columns.js";
import { enrollmentWords } from "./words/enrollment.js";
import { caasppCaution } from "./words/figures.js";
import { basisTitles, stageWords } from "./words/groups.js";
import { suppressionNote } from "./words/report.js";

export interface EnrollmentPages {
	readonly enrollment: ReleasedEnrollment;
	readonly sources: readonly SourceFile[];
	readonly command: readonly string[];
	readonly date?: string | undefined;
	readonly version: string;
}

export function enrollmentTables(enrollment: ReleasedEnrollment): ReleasedTable[] {
	const { courses, population } = enrollment;
	const rows = courses.flatMap((course) => course.groups.map((group) => ({ course, group })));
	return [
		tableOf(enrollment, {
			id: "courses",
			caption: "Students placed in each course",
			columns: [text("course", "Course"), text("when", "When"), students("students", "Students")],
			rows: courses.map(({ course, stage, students: number }) => [course, stageWords[stage], cell(number)]),
		}),
		tableOf(enrollment, {
			id: "courses-groups",
			caption: "Students placed in each course, of 100 enrolled in the group",
			columns: [
				text("course", "Course"),
				text("when", "When"),
				text("basis", "Basis"),
				text("group", "Group"),
				students("enrolled", "Enrolled"),
				number("inCourse", "Placed in it", { digits: 0 }),
				percentOf("sharePercent", "Of 100 enrolled"),
			],
			rows: rows.map(({ course, group }) => [
				course.course,
				stageWords[course.stage],
				basisTitles[group.basis],
				group.group,
				cell(group.enrolled),
				cell(group.inCourse),
				percentCell(group.share),
			]),
		}),
		tableOf(enrollment, {
			id: "population",
			caption: "Rows of the files, and why some are not among the students",
			columns: [text("what", "Rows"), whole("rows", "Number")],
			rows: [
				["in the files", population.rows],
				...population.excluded.map(({ reason, rows: left }) => [`left out: ${reason}`, cell(left)]),
				["students entering grade 9", cell(population.analysed)],
			],
		}),
	];
}

/** The page without a policy. */
export function enrollmentDocument(input: EnrollmentPages): ReportDocument {
	const { enrollment } = input;
	return {
		lang: "en",
		title: enrollment.title,
		meta: ["cimp placement", "Enrollment only", ...(input.date === undefined ? [] : [input.date])],
		answer: enrollment.title,
		lead: [enrollmentWords.lead],
		sections: [
			section("why", enrollmentWords.whyTitle, [list(enrollmentWords.why), paragraph(caasppCaution, "note")]),
			section("tables", enrollmentWords.tablesTitle, [
				...enrollmentTables(enrollment).map((table) => tableBlock(table)),
				paragraph(suppressionNote, "note"),
			]),
			section("reproduce", "How to reproduce this", [
				{ block: "code", label: `cimp ${input.version}`, lines: input.command },
			]),
		],
		running: enrollment.title,
	};
}
