/** What the gate says of finished output: which file, which table, which rule, and never the value itself. */

export const gateRules = {
	"small-count": "a count of 1 to 10 students is shown",
	subtraction: "a withheld count of a school is left over when published numbers are subtracted",
	recovered: "a withheld count can be worked out from all that is published together",
	contradiction: "published counts do not add up as they should",
	elsewhere: "a count that one report withholds is shown in another",
	differencing: "two reports differ by 1 to 10 students in the same count",
	"student-column": "a table has a column of single students",
	"student-id": "a number or hash in the shape of a student's id is shown",
	"birth-date": "a date in the years in which students are born is shown",
	script: "a page has a script, or a script is none that cimp writes",
	"hidden-text": "a page carries text that readers do not see: a comment, a data attribute, a tooltip",
	"source-map": "a file names a source map",
	path: "a path on somebody's computer is shown",
	policy: "a page has no strict content policy",
	loading: "a page loads something",
	internal: "a file is for the district's own eyes",
	raw: "a file is of a kind that no report has",
} as const;

export type GateRule = keyof typeof gateRules;

export interface Violation {
	/** Path inside the folder, with the folder's name in front where several are checked. */
	readonly file: string;
	/** The table or part of the file. */
	readonly table: string;
	readonly rule: GateRule;
	/** Where, and how often; never the value. */
	readonly detail: string;
}

/** A finished file: its path inside the folder, and what is in it. */
export interface FinishedFile {
	readonly path: string;
	readonly content: string;
}

/** What is known of the folder that a file is in. */
export interface FolderContext {
	/** Hashes of inputs and dates that the manifest or the results declare. */
	readonly declared: ReadonlySet<string>;
	/** Scripts that cimp's own interactive pages run, by name; a file of another content is none of them. */
	readonly scripts?: ReadonlyMap<string, string>;
	/** True where the inputs were the state's tables alone, so that problems.csv quotes no student's cell. */
	readonly aggregateInputs: boolean;
}

export const place = (count: number, where: string): string =>
	`${where}${count > 1 ? `, and ${count - 1} more like it` : ""}`;
