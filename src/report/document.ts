/** The report as a document: what it says, before any writer decides how it looks. */

import type { Chart } from "../charts/chart.js";
import type { Evidence, Interval } from "../domain/evidence.js";
import type { ReleasedTable } from "../domain/table.js";

/**
 * A run of text. `strong` is emphasis; `href` links within the page (`#id`), to a file beside it or to an `https:`
 * address (references only). A link to a figure or table with empty text is written as its number: "figure 2".
 */
export type Span = string | { readonly text: string; readonly strong?: boolean; readonly href?: string };

/** A sentence or paragraph. */
export type Text = readonly Span[];

/** What was found, with its size, its uncertainty and where to check it. */
export interface Finding {
	/** Unique within the page. */
	readonly id: string;
	/** Name of the sentence template, for tests and translations. */
	readonly template: string;
	/** What was put into the template; numbers unrounded. */
	readonly params: Readonly<Record<string, string | number>>;
	readonly sentence: Text;
	readonly evidence: Evidence;
	/** Counts behind the statement; at least one. */
	readonly counts: { readonly schools?: number; readonly tested?: number };
	/** 95 % interval of the quantity named in `measure`, where there is one. */
	readonly interval?: Interval;
	/** What the interval is of, with its unit: "points of distance from standard". */
	readonly measure?: string;
	/** Small print: counts, interval in words. */
	readonly detail: Text;
	/** Id of the table or figure to check it against. */
	readonly source: string;
	/** Id of the method card. */
	readonly method: string;
}

/** Shapes of verdicts; always beside their word. */
export type VerdictShape = "square" | "diamond" | "circle" | "dashed";

export interface VerdictEntry {
	readonly shape: VerdictShape;
	readonly word: string;
	/** Who has it. */
	readonly who: Text;
	readonly why: Text;
}

export type Block =
	| { readonly block: "paragraph"; readonly text: Text; readonly voice?: "lead" | "body" | "note" }
	| { readonly block: "heading"; readonly id: string; readonly text: string }
	| { readonly block: "list"; readonly items: readonly Text[]; readonly ordered?: boolean }
	/** Two lists side by side: what this can and can't tell. */
	| {
			readonly block: "columns";
			readonly columns: readonly { readonly title: string; readonly items: readonly Text[] }[];
	  }
	/** `methodsHref`: the page that holds the method cards; absent where this page does. */
	| { readonly block: "findings"; readonly findings: readonly Finding[]; readonly methodsHref?: string }
	| { readonly block: "figure"; readonly chart: Chart; readonly tableHref: string; readonly csvHref?: string }
	| {
			readonly block: "table";
			readonly table: ReleasedTable;
			readonly csvHref?: string;
			readonly figureHref?: string;
			/** One address per row: its name links there. Empty where it does not. */
			readonly rowHrefs?: readonly string[];
	  }
	/** A question with its hints and ruled lines to write on. */
	| {
			readonly block: "questions";
			readonly questions: readonly { readonly question: string; readonly prompts: readonly Text[] }[];
	  }
	/** Terms and what they are: the model card, the facts about the data. */
	| {
			readonly block: "facts";
			/** Anchor: what a finding's `method` names. */
			readonly id?: string;
			readonly title: string;
			readonly facts: readonly { readonly term: string; readonly text: Text }[];
	  }
	/** Something the reader must not miss. */
	| { readonly block: "callout"; readonly title: string; readonly text: Text }
	| { readonly block: "code"; readonly label: string; readonly lines: readonly string[] }
	/** Verdicts side by side: a shape with its word, who has it, and why. */
	| { readonly block: "verdicts"; readonly verdicts: readonly VerdictEntry[] }
	/** Few large numbers, each with what it counts. */
	| { readonly block: "numbers"; readonly numbers: readonly { readonly number: string; readonly text: Text }[] }
	/** Lines to sign on. */
	| { readonly block: "signature"; readonly fields: readonly string[] };

export interface Section {
	/** Anchor; unique within the page. */
	readonly id: string;
	readonly title: string;
	/** Title in the contents list, where it should be shorter. */
	readonly short?: string;
	readonly blocks: readonly Block[];
}

/** One page. The first section has no heading of its own where its title is empty: it stands right under the answer. */
export interface ReportDocument {
	readonly lang: "en" | "es";
	/** `brief`: closer set, for the one or two sheets that a board gets. */
	readonly dress?: "brief";
	/** For the browser's title bar. */
	readonly title: string;
	/** Small line above the answer: what this is, who, subject, years. */
	readonly meta: readonly string[];
	/** Drawn above the answer where the page must say what it is not: "Invented data". */
	readonly banner?: string;
	/** The answer, as the h1. */
	readonly answer: string;
	/** One paragraph under it. */
	readonly lead: Text;
	readonly sections: readonly Section[];
	/** Running title in print and foot of the page. */
	readonly running: string;
}
