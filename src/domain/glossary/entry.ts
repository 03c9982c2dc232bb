/** A term of the field or of cimp's pages, in plain words. */

export interface GlossaryEntry {
	readonly term: string;
	/** Other words and signs for it, also as people type them. */
	readonly aliases: readonly string[];
	/** One or two plain sentences: what a page prints. */
	readonly short: string;
	/** More for those who want to check it. */
	readonly long: string;
	/** Where it is a number. */
	readonly unit?: string;
	/** Terms of this glossary. */
	readonly seeAlso: readonly string[];
	/** Words that show that a page uses the term; the term and its aliases if not given. */
	readonly onPages?: readonly string[];
}
