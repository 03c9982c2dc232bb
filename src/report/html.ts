/**
 * HTML that can't be injected: a tagged template that escapes every value which is not itself `Html`.
 *
 * Works for text and for attributes in double quotes, the only two places where this room puts values.
 */

import { changesDirection, oneLine } from "./text.js";

/** Finished markup. Only this file makes it. */
export class Html {
	readonly #markup: string;

	constructor(markup: string) {
		this.#markup = markup;
	}

	toString(): string {
		return this.#markup;
	}
}

/** What may stand in a template. `undefined` and `false` write nothing, so that conditions read well. */
export type HtmlValue = Html | string | number | undefined | false | readonly HtmlValue[];

const entities: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

const escapeText = (text: string): string => oneLine(text).replace(/[&<>"']/g, (mark) => entities[mark] ?? "");

function write(value: HtmlValue): string {
	if (value === undefined || value === false) return "";
	if (value instanceof Html) return value.toString();
	if (typeof value === "string") return escapeText(value);
	if (typeof value === "number") return String(value);
	return value.map(write).join("");
}

/**
 * Builds markup; strings are escaped, cleaned of control characters and kept on one line, lists are joined.
 *
 * @example html`<p>${"a < b"}</p>`.toString() // → "<p>a &lt; b</p>"
 */
export const html = (parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
	new Html(parts.reduce((markup, part, index) => markup + write(values[index - 1]) + part));

/**
 * Text that came from data, for reading: as `html` escapes it, and isolated in `<bdi>` where it could turn the text
 * around it. Not for attributes.
 */
export const name = (text: string): Html => (changesDirection(text) ? html`<bdi>${text}</bdi>` : html`${text}`);

/** A sentence of ours, which may hold names: as `name`, and a number never parts from its percent sign. */
export const sentence = (text: string): Html => name(text.replace(/(\d) (?=%)/g, "$1\u00A0"));

/** Markup made by our own charts or style sheets, taken as it is. Never for anything that a user's file holds. */
export const trusted = (markup: string): Html => new Html(markup);
