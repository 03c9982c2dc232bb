/** For pages with verdicts, and for the one or two sheets that a board gets. */

export const verdictStyle = `
.verdicts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1.4rem 2rem; margin-top: 1.3rem; }
.verdict { padding-top: .6rem; border-top: 1.5px solid var(--heavy); font: .97rem/1.5 var(--sans); }
.verdict-word { display: flex; align-items: center; gap: .55rem; margin-bottom: .35rem; }
.verdict .why { margin-top: .35rem; font-size: .9rem; color: var(--quiet); }
.numbers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: 1rem 2rem; margin-top: 1.6rem; }
.numbers > div { display: grid; grid-template-columns: minmax(4.2rem, auto) minmax(0, 1fr); gap: .9rem; align-items: baseline; padding-top: .5rem; border-top: 1px solid var(--hair); }
.numbers dt { font-size: 1.9rem; line-height: 1.1; font-variant-numeric: lining-nums; }
.numbers dd { font: .94rem/1.45 var(--sans); }
.signature { display: grid; grid-template-columns: 2fr 1fr 1fr; gap: 2rem; margin-top: 4rem; max-width: 42.5rem; font: .875rem/1.5 var(--sans); color: var(--quiet); }
.signature li { padding-top: .3rem; border-top: 1px solid var(--ink); }
@media screen and (max-width: 480px) { .signature { grid-template-columns: 1fr; gap: 3rem; } }
@media print { .verdict, .numbers > div, .signature { break-inside: avoid; } .signature { margin-top: 34pt; } }
@media (forced-colors: active) { .verdict .mark { forced-color-adjust: auto; } }
`;

export const briefStyle = `
.part { margin-top: 2.6rem; }
.figure, .table { margin-top: 1.4rem; }
nav { display: none; }
.top { grid-template-columns: minmax(0, 50rem); }
h1 { font-size: clamp(1.9rem, 1.3rem + 2.2vw, 2.7rem); margin-top: 1.6rem; }
.lead { margin-top: 1rem; font-size: 1.2rem; }
@media print {
	@page { margin: .5in .6in .62in; }
	html { font-size: 7.7pt; }
	h1 { margin-top: 10pt; font-size: 21pt; }
	.lead { margin-top: 6pt; font-size: 11pt; }
	h2 { font-size: 13.5pt; }
	h2 + * { margin-top: 6pt; }
	.headline { font-size: 12pt; }
	.part { margin-top: 9pt; padding-top: 4pt; }
	.top + .part { margin-top: 10pt; }
	.fresh { break-before: auto; margin-top: 11pt; }
	.figure, .table, .callout, .verdicts, .numbers { margin-top: 8pt; }
	.columns { gap: 12pt 22pt; margin-top: 6pt; }
	.body, .list, .callout, .subtitle, .about, p.note { max-width: none; }
	.verdicts { grid-template-columns: repeat(auto-fit, minmax(1.15in, 1fr)); gap: 8pt 14pt; }
	.numbers { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 8pt 14pt; }
	.numbers > div { grid-template-columns: auto minmax(0, 1fr); gap: 7pt; }
	.panel svg { max-height: 3.1in; }
	table { font-size: 7.4pt; }
	th, td, thead th { padding-top: 1.2pt; padding-bottom: 1.2pt; }
	.numbers dt { font-size: 15pt; }
	.signature { margin-top: 26pt; max-width: none; }
}
`;
