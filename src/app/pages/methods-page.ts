/** The methods of all questions, once for all districts: formula, assumptions, when not to use it, sources. */

import type { Method } from "../../analyses/index.js";
import { subjectName, subjectTitle, yearsOf } from "../../analyses/words.js";
import type { Block, ReportDocument, Section, Text } from "../../report/index.js";
import { analysisMethods } from "../answers.js";
import type { Run } from "../run.js";
import { inventedBanner } from "./invented.js";

/** Where the page stands in the output folder. */
export const methodsFile = "methods.html";

export function methodsPage(run: Run): ReportDocument {
	const { frame } = run.input;
	return {
		lang: "en",
		title: `Methods: ${subjectName(frame.subject)} ${frame.year}`,
		meta: ["cimp methods", `${subjectTitle(frame.subject)}, ${yearsOf(frame)}`],
		...inventedBanner(run),
		answer: "How each number is made, what it assumes, and when not to use it",
		lead: [
			"Every finding names its method; the model card of each page has the model as it was fitted to these data. For a single number, cimp explain prints the rows, the formula and the value.",
		],
		sections: analysisMethods.map(methodSection),
		running: `Methods, ${subjectName(frame.subject)} ${frame.year}`,
	};
}

const items = (lines: readonly string[]): Text[] => lines.map((line) => [line]);

function methodSection(method: Method): Section {
	const blocks: Block[] = [
		{ block: "paragraph", text: [method.what] },
		{ block: "code", label: `Formula: ${method.title}`, lines: method.formula },
		{
			block: "columns",
			columns: [
				{ title: "Assumes", items: items(method.assumptions) },
				{ title: "Not for", items: items(method.notFor) },
			],
		},
		{ block: "list", items: items(method.references) },
	];
	return { id: method.id, title: method.title, blocks };
}
