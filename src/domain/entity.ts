/** Places: the state, counties, districts and schools, as the research files' entity tables know them. */

import type { EntityLevel } from "./cds-code.js";

/**
 * How a school is chartered. Direct-funded charters (type 9) are not in their district's published row; locally funded
 * ones (type 10) are. `charter` is a charter whose funding the file does not say.
 */
export type CharterStatus = "none" | "direct" | "local" | "charter" | "unknown";

/** What the research files' `Type ID` says. The English-learner files use other numbers. */
export const entityTypes: ReadonlyMap<number, { readonly level: EntityLevel; readonly charter: CharterStatus }> =
	new Map([
		[4, { level: "state", charter: "none" }],
		[5, { level: "county", charter: "none" }],
		[6, { level: "district", charter: "none" }],
		[7, { level: "school", charter: "none" }],
		[9, { level: "school", charter: "direct" }],
		[10, { level: "school", charter: "local" }],
	]);

export const isCharter = (status: CharterStatus): boolean =>
	status === "direct" || status === "local" || status === "charter";

/** One row of an entities table. Names are for display only; the code is the key. */
export interface EntityRow {
	readonly cds: string;
	readonly level: EntityLevel;
	readonly charter: CharterStatus;
	readonly year: number;
	readonly county: string;
	readonly district: string;
	readonly school: string;
}

/**
 * Kinds of schools that serve another purpose than a neighbourhood school. They stay out of the fit and are shown apart.
 */
export type SchoolKind = "regular" | "alternative" | "special education" | "virtual" | "district program";

/** A kind, and how we know: a receipt for the page. */
export interface KindReading {
	readonly kind: SchoolKind;
	readonly because: string;
}

const namePatterns: ReadonlyArray<readonly [RegExp, SchoolKind]> = [
	[/\bdistrict level program\b/i, "district program"],
	[/\b(?:virtual|online|cyber|distance learning)\b/i, "virtual"],
	[/\b(?:special education|home(?: and |\/|-)hospital)\b/i, "special education"],
	[
		/\b(?:continuation|community day|juvenile|court (?:and |\/ ?)?(?:community|schools?)|adult|alternative|independent study|opportunity|county community|homebound)\b/i,
		"alternative",
	],
];

/**
 * The kind that a school's name suggests: a last resort where no companion table says more.
 *
 * @example kindOfName("Sample Community Day") // → { kind: "alternative", because: 'the name says "Community Day"' }
 */
export function kindOfName(name: string): KindReading | undefined {
	for (const [pattern, kind] of namePatterns) {
		const found = pattern.exec(name);
		if (found) return { kind, because: `the name says "${found[0]}"` };
	}
	return undefined;
}
