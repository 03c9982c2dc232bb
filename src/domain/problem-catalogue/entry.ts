/** What the catalogue says of a problem. */

/** `error`: something was refused. `warning`: kept, worth knowing. `repaired`: changed, with a receipt. */
export type Severity = "error" | "warning" | "repaired";

/** What a problem leads to: the row is left out, the file or the whole request is refused, or nothing but words. */
export type Outcome =
	| "unreadable"
	| "refused"
	| "usage"
	| "insufficient"
	| "threshold"
	| "privacy"
	| "row"
	| "warning"
	| "repaired";

export interface CatalogueEntry {
	readonly severity: Severity;
	readonly outcome: Outcome;
	/** Lower case, no final period: stands behind the code in a message. */
	readonly title: string;
	readonly meaning: string;
	readonly causes: string;
	readonly expected: string;
	readonly help: string;
}
