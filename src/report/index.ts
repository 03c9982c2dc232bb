/** The room's door: the document, its writers, and the way numbers and words are printed. */

export { csvHead, csvRows, renderCsv } from "./csv.js";
export type { Block, Finding, ReportDocument, Section, Text, VerdictEntry } from "./document.js";
export {
	formatCell,
	formatCount,
	formatList,
	formatNumber,
	formatPercent,
	formatPoints,
	formatRange,
	formatSigned,
} from "./format.js";
export { renderJson, renderReleasedJson } from "./json.js";
export { type PageOptions, renderPage } from "./page.js";
export { plainText } from "./prose.js";
export { cleanText, oneLine } from "./text.js";
export { bannedWords } from "./words.js";
