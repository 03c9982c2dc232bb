/** Evidence as shapes: filled, half, hollow, dashed. Always beside their word, so a reader needs no key. */

import type { Evidence } from "../../domain/evidence.js";
import { type Html, html } from "../html.js";

const ring = html`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/>`;

const shapes: Readonly<Record<Evidence, Html>> = {
	clear: html`<circle cx="8" cy="8" r="7" fill="currentColor"/>`,
	some: html`${ring}<path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor"/>`,
	"not distinguishable": ring,
	"not enough data": html`<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.27"/>`,
};

/** The shape of an evidence word, for eyes only: the word stands beside it. */
export const evidenceMark = (evidence: Evidence): Html =>
	html`<svg class="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">${shapes[evidence]}</svg>`;
