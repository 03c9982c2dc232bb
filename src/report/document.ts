/** The report as a document: what it says, before any writer decides how it looks. */

import type { Chart, Panel } from "../charts/chart.js";
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

/** A choice among the words of one column; an option's id is a place to link to. */
export interface ExploreFilter {
	readonly id: string;
	readonly label: string;
	/** The option that leaves nothing out. */
	readonly all: string;
	/** Place of the column in the table. */
	readonly column: number;
	readonly options: readonly { readonly id?: string; readonly text: string }[];
}

/** Where a block is seen: on screen and paper if not given. */
export type Medium = "screen" | "paper";

export type Block = { readonly only?: Medium } & Content;

type Content =
	| {
			readonly block: "paragraph";
			readonly text: Text;
			readonly voice?: "lead" | "body" | "note";
			/** Where it speaks another language than its section. */
			readonly lang?: ReportDocument["lang"];
	  }
	| { readonly block: "heading"; readonly id: string; readonly text: string }
	| { readonly block: "list"; readonly items: readonly Text[]; readonly ordered?: boolean }
	/** Two lists side by side: what this can and can't tell. */
	| {
			readonly block: "columns";
			readonly columns: readonly { readonly title: string; readonly items: readonly Text[] }[];
	  }
	/** `methodsHref`: the page that holds the method cards; absent where this page does. */
	| {
			readonly block: "findings";
			readonly findings: readonly Finding[];
			readonly methodsHref?: string;
			/** False where another list on the page says what the evidence words mean. */
			readonly key?: boolean;
	  }
	/** Drawings without data, to write on. */
	| { readonly block: "sheet"; readonly id: string; readonly panels: readonly Panel[]; readonly alt: string }
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
	/** Choices and a figure that a script draws from the table, which is complete without it; the page names the script. */
	| {
			readonly block: "explore";
			/** What the figure shows, for those who don't see it. */
			readonly label: string;
			readonly filtersLabel: string;
			readonly filters: readonly ExploreFilter[];
			/** Said where no script runs, and how to read the figure where one does. */
			readonly off: string;
			readonly how: string;
			readonly table: ReleasedTable;
	  }
	/** Lines to sign on. */
	| { readonly block: "signature"; readonly fields: readonly string[] };

export interface Section {
	/** Anchor; unique within the page. */
	readonly id: string;
	readonly title: string;
	/** Title in the contents list, where it should be shorter. */
	readonly short?: string;
	readonly blocks: readonly Block[];
	/** Where its figures and tables speak another language than the page; its title speaks the page's. */
	readonly lang?: ReportDocument["lang"];
	/** Begins a page in print. */
	readonly fresh?: true;
	/** Stays on the screen: long tables of a packet that is handed out on paper. */
	readonly screenOnly?: true;
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
