/**
 * Print: Letter, black text, running title and page number in the margin, nothing torn that belongs together.
 *
 * The root's size makes every rem smaller, so that screen rules carry over: 1.125 rem of body type are 10.4 points.
 */
export type Paper = "letter" | "tabloid";

/** Sizes of paper as CSS names them, the size of the root's type, and the height that a panel may take. */
const papers: Readonly<Record<Paper, { readonly size: string; readonly root: string; readonly panel: string }>> = {
	letter: { size: "letter", root: "9.24pt", panel: "8.6in" },
	tabloid: { size: "11in 17in", root: "12pt", panel: "14.4in" },
};

export const printStyle = (running: string, paper: Paper): string => `
@media screen { .paper-only { display: none; } }
@page {
	size: ${papers[paper].size}; margin: .62in .62in .72in;
	@bottom-left { content: ${cssString(running)}; font: 7.5pt/1.3 Helvetica, Arial, sans-serif; color: #1b1b1b; }
	@bottom-right { content: counter(page) " / " counter(pages); font: 7.5pt/1.3 Helvetica, Arial, sans-serif; color: #1b1b1b; }
}
@media print {
	:root { --paper: #fff; --ink: #000; --quiet: #000; --heavy: #000; --link: #000; --wash: #fff; --hair: #9aa0a6; color-scheme: light; }
	html { font-size: ${papers[paper].root}; }
	body { line-height: 1.46; }
	.page { max-width: none; padding: 0; }
	.skip, nav, footer, .screen-only { display: none; }
	.paper-only { display: block; break-before: avoid; }
	.mast { border-top-width: 4pt; }
	.top { display: block; }
	h1 { margin-top: 20pt; font-size: 32pt; }
	.lead { font-size: 13.5pt; line-height: 1.42; }
	h2 { font-size: 18pt; }
	.headline { font-size: 14pt; }
	.within { font-size: 13.5pt; }
	.part { margin-top: 26pt; }
	.fresh { break-before: page; margin-top: 0; }
	h1, h2, h3, h4, h5, figcaption, caption, thead, .callout-title, .code-label, .panel-title { break-after: avoid; }
	a { text-decoration: none; }
	.outside::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; }
	p, li, dd { orphans: 3; widows: 3; }
	.whole, figcaption, .panel, .finding, .question, .short, .facts dl > div, .callout, .code, .evidence-key, .columns, tr, .about, .table-notes { break-inside: avoid; }
	.evidence-key, .about { break-before: avoid; }
	.finding { grid-template-columns: 1.5in minmax(0, 1fr); padding: 8pt 0; }
	.say { font-size: 12pt; line-height: 1.38; }
	.columns, .questions { grid-template-columns: 1fr 1fr; gap: 18pt 26pt; }
	.facts dl { grid-template-columns: 1fr 1fr; gap: 8pt 22pt; }
	.evidence-key ul { grid-template-columns: 1fr 1fr; }
	.panels { display: block; }
	.panel { padding: 6pt 9pt; }
	.panel + .panel { margin-top: 7pt; }
	.about, .table-notes, .table > .source { max-width: 6.3in; font-size: 8.4pt; line-height: 1.45; }
	.about p + p { margin-top: 4pt; }
	.source, .about .source { margin-top: 6pt; padding-top: 4pt; font-size: 7.9pt; }
	.panel-title { margin-bottom: 4pt; }
	.panel svg { width: auto; max-height: ${papers[paper].panel}; }
	/* A halo drawn as a stroke makes every letter a path: five times the file. */
	.panel svg text { stroke: none; }
	.lines span { height: 20pt; }
	/* Four questions with room to write fill a sheet, and two more fit below. */
	.questions .lines span:nth-child(n+5) { display: none; }
	.ask { font-size: 13pt; }
	.scroll { overflow: visible; }
	table { width: 100%; font-size: 7.9pt; line-height: 1.3; }
	.dense table { font-size: 7.1pt; }
	caption > span { position: static; max-width: none; }
	th, td, thead th { padding: 1.8pt 6pt 1.8pt 0; }
	tbody th { min-width: 0; }
	.dense th, .dense td { padding-right: 4pt; }
	thead { display: table-header-group; }
}
`;

/** A CSS string of any text: what is not a plain letter, digit or space is written as its code point. */
export const cssString = (text: string): string =>
	`"${text.replace(/[^\p{L}\p{N} .,:()–·-]/gu, (mark) => `\\${(mark.codePointAt(0) ?? 0).toString(16)} `)}"`;
