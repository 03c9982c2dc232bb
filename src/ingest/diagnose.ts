/** Diagnosis: what is wrong with each file, every kind of problem once with its count and its first places. */

import { compareProblems, countProblems, type Problem } from "../domain/problem.js";
import type { ProblemCode } from "../domain/problem-codes.js";
import { childrenAndParents } from "./children-and-parents.js";
import type { Engine } from "./engine.js";
import type { Intake } from "./intake.js";
import { type Portrait, portray } from "./portrait.js";
import type { Reading } from "./reading.js";
import { type InputSummary, summaryOf } from "./summaries.js";
import { problemsOf, type Together } from "./together.js";

/** All problems of one code in one file. */
export interface ProblemGroup {
	readonly code: ProblemCode;
	/** Occurrences, those that are too many to be listed included. */
	readonly count: number;
	/** The first five, in the order of the file. */
	readonly first: readonly [Problem, ...Problem[]];
}

/** A file that can't be read as a table, one that is not meant or stands here twice, or one that was read. */
export type Diagnosis =
	| { readonly kind: "refused" | "left out"; readonly file: string; readonly problems: readonly ProblemGroup[] }
	| {
			readonly kind: "read";
			readonly file: string;
			readonly summary: InputSummary;
			readonly portrait: Portrait;
			readonly problems: readonly ProblemGroup[];
	  };

/** Examples kept of one kind. */
const mostExamples = 5;

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Problems by code, in the order of the codes. */
function groupProblems(problems: readonly Problem[]): ProblemGroup[] {
	const byCode = new Map<ProblemCode, [Problem, ...Problem[]]>();
	for (const entry of [...problems].sort(compareProblems)) {
		const group = byCode.get(entry.code);
		if (group === undefined) byCode.set(entry.code, [entry]);
		else group.push(entry);
	}
	return [...byCode]
		.map(
			([code, [first, ...others]]): ProblemGroup => ({
				code,
				count: countProblems([first, ...others]),
				first: [first, ...others.slice(0, mostExamples - 1)],
			}),
		)
		.sort((a, b) => byText(a.code, b.code));
}

const withoutRows = (kind: "refused" | "left out", problems: readonly Problem[]): Diagnosis => ({
	kind,
	file: problems[0]?.place.file ?? "",
	problems: groupProblems(problems),
});

/** One diagnosis for every file that was taken in, and for those that were not; by name. */
export async function diagnosesOf(intake: Intake, together: Together, engine: Engine): Promise<readonly Diagnosis[]> {
	const { readings, groupNames } = together;
	const diagnoses = [
		...intake.refused.map((problems) => withoutRows("refused", problems)),
		...intake.leftOut.map((entry) => withoutRows("left out", [entry])),
	];
	const unreconciled = await childrenAndParents(readings, engine);
	for (const [index, item] of intake.ready.entries()) {
		const reading = readings[index] as Reading;
		diagnoses.push({
			kind: "read",
			file: item.head.file.name,
			summary: summaryOf(item, reading),
			portrait: await portray(index, item, reading, engine),
			problems: groupProblems([...problemsOf(reading, groupNames), ...(unreconciled.get(index) ?? [])]),
		});
	}
	return diagnoses.sort((a, b) => byText(a.file, b.file));
}
