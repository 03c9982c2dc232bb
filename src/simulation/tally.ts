/** Counts and sums of every subject × grade × student group of one place, in one flat array. */

import { allGrades, allHighSchool, type Subject } from "../domain/tests.js";

/** Positions of the counts of one cell. */
export const fields = {
	enrolled: 0,
	tested: 1,
	scored: 2,
	/** Sum of scale scores. */
	scoreSum: 3,
	/** Levels 1 to 4. */
	levels: 4,
	/** Four areas: above, near and below the standard. */
	areas: 8,
	size: 20,
} as const;

/** What a results file counts: the axes of its cells. */
export interface TallyFrame {
	readonly subjects: readonly Subject[];
	/** Grades in order; then 13 (all grades) and, for science, 14 (all of high school). */
	readonly grades: readonly number[];
	readonly groups: readonly number[];
	/** Position in `groups` by id; -1 for ids that are not counted. */
	readonly groupPosition: Int16Array;
}

/** The frame of a file that holds either science or the two Smarter Balanced subjects. */
export function tallyFrame(subjects: readonly Subject[], groups: readonly number[]): TallyFrame {
	const science = subjects.includes("science");
	const groupPosition = new Int16Array(300).fill(-1);
	groups.forEach((id, position) => {
		groupPosition[id] = position;
	});
	const grades = science ? [5, 8, 10, 11, 12, allGrades, allHighSchool] : [3, 4, 5, 6, 7, 8, 11, allGrades];
	return { subjects, grades, groups, groupPosition };
}

/** Where the counts of a cell begin. */
export const cellStart = (frame: TallyFrame, subject: number, grade: number, group: number): number =>
	((subject * frame.grades.length + grade) * frame.groups.length + group) * fields.size;

export const emptyTally = (frame: TallyFrame): Float64Array =>
	new Float64Array(frame.subjects.length * frame.grades.length * frame.groups.length * fields.size);

/** Adds one place's counts to a larger place's. */
export function addTally(into: Float64Array, from: Float64Array): void {
	for (let index = 0; index < into.length; index++) into[index] = (into[index] ?? 0) + (from[index] ?? 0);
}

/** Fills the rows over grades (13 and 14) from the grades' own counts. */
export function sumGrades(frame: TallyFrame, tally: Float64Array): void {
	const width = frame.groups.length * fields.size;
	const sums = frame.grades.flatMap((grade, position) =>
		grade === allGrades ? [{ position, from: 0 }] : grade === allHighSchool ? [{ position, from: 10 }] : [],
	);
	for (let subject = 0; subject < frame.subjects.length; subject++) {
		for (const { position, from } of sums) {
			const target = cellStart(frame, subject, position, 0);
			frame.grades.forEach((grade, source) => {
				if (grade >= allGrades || grade < from) return;
				const start = cellStart(frame, subject, source, 0);
				for (let index = 0; index < width; index++) {
					tally[target + index] = (tally[target + index] ?? 0) + (tally[start + index] ?? 0);
				}
			});
		}
	}
}
