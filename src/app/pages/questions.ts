/** The questions that a team discusses, with prompts from its own data, and room to write. */

import type { DistrictProfile } from "../../analyses/school-profile/index.js";
import { countAtStart } from "../../analyses/words.js";
import type { Section, Text } from "../../report/index.js";
import type { Run } from "../run.js";

export function questionSection(run: Run, profile: DistrictProfile): Section {
	const { frame } = run.input;
	const spread = run.answers.variation.get(profile.code)?.spread;
	const outside = profile.higher.length + profile.lower.length;
	const prompt = (when: boolean, text: string): Text[] => (when ? [[text]] : []);
	return {
		id: "questions",
		title: "Questions to discuss",
		blocks: [
			{
				block: "questions",
				questions: [
					{
						question: "What is the shape of achievement across the district, relative to the reference bars?",
						prompts: prompt(
							profile.schools.length > 1,
							"Look at the strip of dots above the first panel before any name.",
						),
					},
					{
						question: "How much spread is there within the district?",
						prompts: prompt(
							spread !== undefined && spread.reliability < 0.5,
							"More than half of the spread as seen is chance. What would you expect to see next year?",
						),
					},
					{
						question: "How are schools performing relative to the prediction?",
						prompts: [
							...prompt(
								outside > 0,
								`${countAtStart(outside, "school lies", "schools lie")} outside the range predicted. What do people there know that the model does not?`,
							),
							...prompt(outside === 0, "No school lies outside its range. What would you have predicted?"),
						],
					},
					{
						question: "Which schools are making continued progress, and which are not?",
						prompts: [
							...prompt(
								frame.baselineYear === undefined,
								"No earlier year is compared, so the page can’t say. Which earlier results would you bring?",
							),
							...prompt(
								frame.baselineYear !== undefined,
								`Two years show a change, not yet a course. Which changes from ${frame.baselineYear} to ${frame.year} would you expect to last?`,
							),
						],
					},
				],
			},
		],
	};
}
