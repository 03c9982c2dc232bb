/** What the model card says of the spread of students' scores: known from level shares, or assumed and tested. */

import { assumedStudentSd } from "../../analyses/frame/pooled.js";
import { pooledStudentSd } from "../../analyses/prediction/student-sd.js";
import { unitWords } from "../../analyses/words.js";
import { formatList, formatNumber, type Text } from "../../report/index.js";
import type { Run } from "../run.js";
import { levelName } from "./model-words.js";

/** Nothing where results are percents: their sampling variance follows from counts. */
export function spreadFacts({ input }: Run): { term: string; text: Text }[] {
	const { frame, predictions } = input;
	if (frame.outcome === "percent") return [];
	if (!frame.schools.some(({ current }) => current.studentSd !== undefined)) {
		const asked = predictions.models.map(
			(model) => `${formatNumber(assumedStudentSd * Math.sqrt(model.phi))} (${levelName(model)})`,
		);
		return [
			{
				term: "Assumed spread of students",
				text: [
					`The input has only means, so students of a school are taken to spread with a standard deviation of ${assumedStudentSd} points. The data ask for ${formatList(asked)}: the spread between schools and the changes between years use these.`,
				],
			},
		];
	}
	const spread = pooledStudentSd(frame.schools, { outcome: frame.outcome, models: predictions.models }) ?? 0;
	return [
		{
			term: "Spread of students",
			text: [
				`Students of a school spread with a standard deviation of ${unitWords(predictions.unit).difference(spread)} on average. It is found grade by grade from the shares of students at each level and the mean, over all schools with what lies between schools taken off, so that it is not tied to a school's own result; ${assumedStudentSd} points are assumed in grades of which too little is published.`,
			],
		},
	];
}
