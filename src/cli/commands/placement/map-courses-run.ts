/** The body of `cimp placement map-courses`. */

import { mapCourses } from "../../../app/placement/map-courses.js";
import type { PlacementCourses } from "../../../app/schemas/placement-courses.js";
import { isAbsent } from "../../../domain/measured.js";
import { formatCount, formatNumber, renderJson } from "../../../report/index.js";
import type { CommandContext, Flags } from "../../command.js";
import { exitCodes } from "../../exit-codes.js";
import { printProblems, problemsAsJsonLines } from "../../problems.js";
import { needed } from "./needed.js";
import { rosterWishes, text } from "./shared.js";

type Course = PlacementCourses["unknown"][number];

const where: Readonly<Record<Course["column"], string>> = {
	prior_course: "prior courses that no rule names",
	placed_course_day1: "courses of day 1 that the ladder does not place",
	placed_course_checkpoint: "courses of the checkpoint that the ladder does not place",
};

function courseLine({ title, rows, near }: Course): string {
	const count = isAbsent(rows) ? "fewer than 11 rows" : formatCount(rows, "row");
	const suggestion = near.length === 0 ? "" : `  near: ${near.join(", ")}`;
	return `  ${title}  (${count})${suggestion}\n`;
}

/** The titles by column, in words. */
export function coursesInWords({ placed, unknown, unnamed }: PlacementCourses): string {
	if (unknown.length + unnamed === 0) return `all ${formatCount(placed, "title")} have their place in the policy\n`;
	const columns = [...new Set(unknown.map(({ column }) => column))];
	const lists = columns.map((column) => {
		const own = unknown.filter((course) => course.column === column);
		return `${where[column]}:\n${own.map(courseLine).join("")}`;
	});
	const rest = `${formatNumber(placed)} other titles have their place; write these under ladder, below_ladder, outside_ladder or prior_course\n`;
	const hidden =
		unnamed === 0
			? ""
			: `${formatCount(unnamed, "more title")} of fewer than 11 rows each: named in the folder of --internal alone, since a misplaced cell may name a student\n`;
	return `${lists.join("")}${hidden}${rest}`;
}

export async function run(_operands: readonly string[], flags: Flags, context: CommandContext): Promise<number> {
	const { console } = context;
	const wishes = needed(rosterWishes(flags), "map-courses");
	const internalOut = text(flags.internal);
	const more = { ...(internalOut === undefined ? {} : { internalOut }), force: flags.force === true };
	const { courses, problems } = await mapCourses(
		{ ...wishes, ...more },
		{ ...context, note: (line) => console.note(line) },
	);
	const shown = problems.filter((entry) => console.amount !== "quiet" || entry.severity === "error");
	if (context.json) {
		console.complain(problemsAsJsonLines(shown));
		console.result(renderJson(courses));
	} else {
		if (shown.length > 0) console.complain(printProblems(shown, console.paint));
		console.result(coursesInWords(courses));
	}
	return courses.unknown.length + courses.unnamed === 0 ? exitCodes.done : exitCodes.threshold;
}
