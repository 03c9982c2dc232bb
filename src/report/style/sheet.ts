/** The page's one style sheet. Own words, no imports, no addresses: what the page's policy lets through by its hash. */

import { oneLine } from "../text.js";
import { blockStyle } from "./blocks.js";
import { briefStyle, verdictStyle } from "./brief.js";
import { exploreStyle } from "./explore.js";
import { frameStyle } from "./frame.js";
import { type Paper, printStyle } from "./print.js";
import { tableStyle } from "./tables.js";

/** Readers who set their own colors see structure by lines, marks and words; figures keep their white panel. */
const forcedColors = `
@media (forced-colors: active) {
	:focus-visible { outline-color: Highlight; }
	.panel { border-color: CanvasText; }
	.callout { border-left-color: CanvasText; }
	.mark { forced-color-adjust: auto; }
}
@media (prefers-contrast: more) {
	:root { --quiet: var(--ink); --hair: var(--ink); }
}
`;

/** What a page needs beyond the common rules. */
export interface Extras {
	readonly verdicts: boolean;
	readonly brief: boolean;
	readonly explore: boolean;
	/** Size of the printed page. */
	readonly paper: Paper;
}

/**
 * The whole style sheet, without blank space that nobody reads.
 *
 * @param running title for the foot of printed pages
 */
export function styleSheet(running: string, { verdicts, brief, explore, paper }: Extras): string {
	const common = [frameStyle, blockStyle, tableStyle, printStyle(oneLine(running), paper), forcedColors];
	const extras = [verdicts ? verdictStyle : "", brief ? briefStyle : "", explore ? exploreStyle : ""];
	const whole = [...common, ...extras].join("");
	return whole
		.replace(/\/\*.*?\*\//gs, "")
		.replace(/[\n\t]+/g, "\n")
		.trim();
}
