/** `cimp placement map-courses`: the roster's course titles that the policy does not place, for a person to decide. */

import { resolve } from "node:path";
import { reasons, suppressed } from "../../domain/measured.js";
import type { Problem } from "../../domain/problem.js";
import { courseCells } from "../../placement/intake/build.js";
import { isSayable, nearTitles, type UnknownCourse, unknownCourses } from "../../placement/intake/courses.js";
import { publishable } from "../../placement/intake/places.js";
import type { Policy } from "../../placement/policy.js";
import type { Effects } from "../effects.js";
import { writeInternal } from "../internal-tree.js";
import type { OutputFile } from "../output.js";
import { type PlacementCourses, placementCoursesSchemaId } from "../schemas/placement-courses.js";
import { type PlacementWishes, readCells } from "./read.js";

/** Titles that get suggestions; a file with more has another column in the place of its courses. */
const mostSuggested = 300;

const entryOf = (course: UnknownCourse, policy: Policy, suggested: boolean): PlacementCourses["unknown"][number] => ({
	title: course.title,
	column: course.column,
	rows: publishable(course.rows) ? course.rows : suppressed(reasons.fewerThan11),
	near: suggested ? nearTitles(course, policy) : [],
});

/** Every title, also those of a few rows: a cell that holds what it should not could name a child. */
function listOf(unknown: readonly UnknownCourse[], policy: Policy): OutputFile {
	const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
	const lines = unknown.map((course, at) => {
		const near = at < mostSuggested ? nearTitles(course, policy) : [];
		return [course.column, cell(course.title), course.rows, cell(near.join(", "))].join(",");
	});
	return { path: "courses.csv", content: `\uFEFF${["column,title,rows,near", ...lines].join("\r\n")}\r\n` };
}

/**
 * Compares the titles of all rows with the policy. Nothing is changed: what a title means, only people know.
 *
 * @throws Refusal as `readPolicy` and `readRosters` do
 */
export async function mapCourses(
	wishes: PlacementWishes & { readonly policy: string; readonly internalOut?: string; readonly force?: boolean },
	effects: Effects,
): Promise<{ readonly courses: PlacementCourses; readonly problems: readonly Problem[] }> {
	const { policy, cells } = await readCells(wishes, effects);
	if (policy === undefined) throw new Error("map-courses without a policy");
	const columns = courseCells(cells);
	const unknown = unknownCourses(columns, policy.policy);
	if (wishes.internalOut !== undefined) {
		const options = { command: "placement map-courses", force: wishes.force === true };
		await writeInternal(resolve(effects.cwd, wishes.internalOut), [listOf(unknown, policy.policy)], options);
	}
	const named = unknown.filter((course) => isSayable(course, policy.policy));
	const titles = [...columns.values()].reduce((sum, { labels }) => sum + labels.length, 0);
	return {
		courses: {
			schema: placementCoursesSchemaId,
			placed: titles - unknown.length,
			unknown: named.map((course, at) => entryOf(course, policy.policy, at < mostSuggested)),
			unnamed: unknown.length - named.length,
		},
		problems: [...policy.problems, ...cells.problems],
	};
}
