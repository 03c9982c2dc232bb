/** The state's words for what kind of school one is, as its companion tables use them. */

import { levelOfSpan } from "../domain/school-level.js";
import type { SchoolShape } from "./school-shapes.js";

export interface SchoolWords {
	/** "School Type" of the meal files. */
	readonly mealFileType: string;
	/** "Educational Option Type" of the meal files. */
	readonly educationalOption: string;
	/** "schoolType" and "schoolLevel" of the public-schools table. */
	readonly type: string;
	readonly level: string;
}

const byLevel: Readonly<Record<string, Omit<SchoolWords, "educationalOption">>> = {
	elementary: { mealFileType: "Elementary Schools (Public)", type: "Elementary", level: "Elementary" },
	middle: { mealFileType: "Intermediate/Middle Schools (Public)", type: "Middle", level: "Middle" },
	high: { mealFileType: "High Schools (Public)", type: "High", level: "High" },
	combined: { mealFileType: "K-12 Schools (Public)", type: "K-12", level: "Elem-High Combo" },
};

/** The words for a school of a shape. */
export function schoolWords(shape: SchoolShape): SchoolWords {
	const level = byLevel[levelOfSpan(shape.low, shape.high)] ?? {
		mealFileType: "Elementary Schools (Public)",
		type: "Elementary",
		level: "Elementary",
	};
	if (shape.purpose !== "alternative") return { ...level, educationalOption: "Traditional" };
	return shape.ending.startsWith("Continuation")
		? {
				...level,
				mealFileType: "Continuation High Schools",
				type: "Continuation",
				educationalOption: "Continuation School",
			}
		: {
				...level,
				mealFileType: "District Community Day Schools",
				type: "Community Day",
				educationalOption: "Community Day School",
			};
}

/** "K" or the number of a grade. */
export const gradeWord = (grade: number): string => (grade === 0 ? "K" : String(grade));
