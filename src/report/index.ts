/** The room's door: the document, its writers, and the way numbers and words are printed. */

export { anchor, pageFaults, safeHref } from "./anchors.js";
export { renderCsv } from "./csv.js";
export type { Block, Finding, ReportDocument, Section, Span, Text } from "./document.js";
export {
	absentWords,
	digitsOf,
	formatAbsent,
	formatCell,
	formatCount,
	formatKnown,
	formatList,
	formatNumber,
	formatPercent,
	formatPoints,
	formatRange,
	formatSchoolYear,
	formatSigned,
	type NumberStyle,
} from "./format.js";
export { type Html, type HtmlValue, html } from "./html.js";
export { renderJson, roundForFile } from "./json.js";
export { type PageOptions, renderPage } from "./page.js";
export { plainText } from "./prose.js";
export { cleanText, oneLine } from "./text.js";
export { bannedWords } from "./words.js";
