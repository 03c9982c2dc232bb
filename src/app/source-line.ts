import type { SchoolFrame } from "../analyses/frame/school.js";
import { subjectName } from "../analyses/words.js";
import type { InputSummary } from "../ingest/index.js";

/** The line under each figure: whose data, which files. */
export function sourceLine(frame: SchoolFrame, inputs: readonly InputSummary[]): string {
	const files = inputs.filter((input) => input.family === "results").map((input) => shownFile(input.file));
	const named = files.length <= 3 ? files.join(", ") : `${files.length} results files`;
	const years = frame.baselineYear === undefined ? `${frame.year}` : `${frame.baselineYear} and ${frame.year}`;
	return `Results in ${subjectName(frame.subject)} of ${years} from ${named}; predictions by cimp.`;
}

/** An input's name for readers of a page. */
export const shownFile = (file: string): string => (file === "-" ? "standard input" : file);
