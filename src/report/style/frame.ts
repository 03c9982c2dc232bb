/**
 * The page's frame: colors, the two voices, and everything down to the contents list.
 *
 * The serif says sentences (title, findings, headlines, questions), the sans holds data. Contrast was measured: text and
 * links 6 or more on paper and on the dark page. Lengths in rem, so that a reader's own type size is honored.
 */
export const frameStyle = `
:root {
	--paper: #faf9f6; --ink: #1b1b1b; --quiet: #565c65; --hair: #c9cdd1; --heavy: #1b1b1b;
	--accent: #b83c0b; --wash: #f1efe9; --link: #12436d; --focus: #12436d;
	--sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
	--serif: "Iowan Old Style", Palatino, "Palatino Linotype", "URW Palladio L", P052, "Book Antiqua", Georgia, serif;
	--mono: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
	color-scheme: light dark;
}
@media screen and (prefers-color-scheme: dark) {
	:root {
		--paper: #14171a; --ink: #eceae4; --quiet: #b4bac1; --hair: #454b52; --heavy: #eceae4;
		--accent: #ffa37a; --wash: #1f2429; --link: #a5d0f5; --focus: #a5d0f5;
	}
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
	margin: 0; background: var(--paper); color: var(--ink);
	font: 1.125rem/1.56 var(--serif); overflow-wrap: break-word; font-kerning: normal;
}
h1, h2, h3, h4, h5, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
h1, h2, h3, h4, h5 { font-weight: 400; text-wrap: balance; }
p, li, dd { text-wrap: pretty; }
ul, ol { list-style: none; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 1px; }
:target { outline: 2px solid var(--accent); outline-offset: 6px; }
section.part:target, .table:target, .figure:target { outline: none; }
strong, b { font-weight: 700; }
.skip {
	position: absolute; left: -100rem; top: 0; z-index: 2; padding: .6rem 1rem;
	background: var(--paper); font: 1rem/1.5 var(--sans);
}
.skip:focus { left: 1rem; top: 1rem; }
.page { max-width: 71.75rem; margin: 0 auto; padding: 0 1.5rem 4rem; }
.mast {
	display: flex; flex-wrap: wrap; gap: .2rem 1.9rem; padding: .8rem 0 0; border-top: 6px solid var(--heavy);
	font: .875rem/1.6 var(--sans); color: var(--quiet);
}
.mast b { color: var(--ink); }
.mast a { display: inline-block; min-height: 1.5rem; }
.banner {
	width: fit-content; margin-top: 1.2rem; padding: .45rem .8rem; border: 1px dashed var(--accent);
	font: 700 .9rem/1.5 var(--sans); color: var(--accent);
}
.top { display: grid; grid-template-columns: minmax(0, 42.5rem) minmax(14rem, 16.5rem); justify-content: space-between; gap: 2rem 3rem; }
h1 { margin-top: 2.2rem; font-size: clamp(2.06rem, 1.35rem + 2.9vw, 3.3rem); line-height: 1.09; letter-spacing: -.012em; }
.lead { margin-top: 1.5rem; font-size: 1.34rem; line-height: 1.48; }
nav { align-self: end; padding-bottom: .4rem; font: .906rem/1.4 var(--sans); }
nav ol { border-top: 1px solid var(--hair); }
nav li { border-bottom: 1px solid var(--hair); }
nav a { display: block; padding: .34rem 0; text-decoration: none; }
nav a:hover { text-decoration: underline; }
.part { margin-top: 5.5rem; padding-top: 1.1rem; border-top: 1.5px solid var(--heavy); }
.top + .part { margin-top: 2.4rem; }
.top + .part:not(:has(> h2)) { padding-top: 0; border-top: 0; }
h2 { font-size: clamp(1.7rem, 1.3rem + 1.4vw, 2.25rem); line-height: 1.16; letter-spacing: -.008em; }
h2 + * { margin-top: 1.3rem; }
.within { margin-top: 2.6rem; font-size: 1.6rem; line-height: 1.22; }
.within + * { margin-top: .9rem; }
footer { margin-top: 5.5rem; padding-top: .8rem; border-top: 1px solid var(--hair); font: .875rem/1.6 var(--sans); color: var(--quiet); }
@media screen and (max-width: 999px) {
	.top { grid-template-columns: minmax(0, 42.5rem); justify-content: start; }
	.part { margin-top: 3.75rem; }
}
@media screen and (min-width: 620px) and (max-width: 999px) {
	nav ol { columns: 2; column-gap: 2rem; border-top: 0; }
	nav li { break-inside: avoid; border-top: 1px solid var(--hair); border-bottom: 0; }
}
/* A list longer than the answer stands below it, so that no page begins with a blank half. */
@media screen and (min-width: 1000px) {
	nav:has(li:nth-child(16)) { grid-column: 1 / -1; }
	nav:has(li:nth-child(16)) ol { columns: 4; column-gap: 2.5rem; border-top: 0; }
	nav:has(li:nth-child(16)) li { break-inside: avoid; border-top: 1px solid var(--hair); border-bottom: 0; }
}
@media screen and (max-width: 480px) {
	.page { padding: 0 1rem 3rem; }
	.mast { display: block; }
	.lead { font-size: 1.22rem; }
}
`;
