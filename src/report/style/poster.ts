/** How a poster looks. One unit for all lengths: `--u`, a twenty-fourth of the sheet's width. */

export type PosterSize = "24x36" | "tabloid" | "letter";

/** Sheet as CSS names it, its unit on paper, and its height in units. */
export const posterSizes: Readonly<
	Record<PosterSize, { readonly page: string; readonly unit: string; readonly height: number }>
> = {
	"24x36": { page: "24in 36in", unit: "1in", height: 36 },
	tabloid: { page: "11in 17in", unit: "calc(11in / 24)", height: (17 / 11) * 24 },
	letter: { page: "8.5in 11in", unit: "calc(8.5in / 24)", height: (11 / 8.5) * 24 },
};

/** A length in units. */
const u = (units: number): string => `calc(var(--u) * ${units})`;

/**
 * The style sheet of a poster.
 *
 * @param percent of its column's width that a drawing takes
 */
export function posterStyle(size: PosterSize, percent: number): string {
	const { page, unit } = posterSizes[size];
	return `
@page { size: ${page}; margin: 0; }
:root {
	--u: max(calc(100vw / 24), 40px); --ink: #1b1b1b; --quiet: #565c65; --hair: #c9cdd1; --accent: #b83c0b;
	--sans: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
	--serif: "Iowan Old Style", Palatino, "Palatino Linotype", "URW Palladio L", P052, "Book Antiqua", Georgia, serif;
	color-scheme: light;
}
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: var(--ink); font: ${u(0.29)}/1.4 var(--sans); }
h1, h2, p, ul { margin: 0; padding: 0; font-weight: 400; }
ul { list-style: none; }
a { color: #12436d; }
:focus-visible { outline: 3px solid #12436d; outline-offset: 3px; }
.poster { width: ${u(24)}; padding: ${u(0.7)} ${u(0.8)} ${u(0.5)}; }
.mast { display: flex; flex-wrap: wrap; gap: ${u(0.05)} ${u(0.7)}; padding-top: ${u(0.22)}; border-top: ${u(0.16)} solid var(--ink); color: var(--quiet); }
.mast li:first-child { font-weight: 700; color: var(--ink); }
.banner { font-weight: 700; color: var(--accent); }
.top { display: grid; grid-template-columns: minmax(0, 13fr) minmax(0, 8fr); gap: ${u(0.9)}; padding: ${u(0.5)} 0 ${u(0.45)}; border-bottom: ${u(0.03)} solid var(--ink); }
h1 { font: ${u(0.84)}/1.08 var(--serif); letter-spacing: -.012em; text-wrap: balance; }
.lead { margin-top: ${u(0.28)}; font: ${u(0.42)}/1.36 var(--serif); }
.counts h2 { font: ${u(0.44)}/1.2 var(--serif); }
.counts ul { display: grid; grid-template-columns: repeat(3, 1fr); margin-top: ${u(0.25)}; text-align: center; }
.counts b { display: block; font-size: ${u(1.35)}; line-height: 1; }
.counts p { margin-top: ${u(0.3)}; color: var(--quiet); }
.columns { display: grid; grid-template-columns: repeat(2, minmax(0, ${u(10.9)})); justify-content: space-between; padding-top: ${u(0.3)}; }
.key { margin-top: ${u(0.35)}; padding-top: ${u(0.2)}; border-top: ${u(0.02)} solid var(--hair); }
.key li { margin-top: ${u(0.06)}; }
.key h2, .part h2 { font: 700 ${u(0.36)}/1.3 var(--sans); }
.part h2 { margin-top: ${u(0.15)}; }
.quiet { font-weight: 400; color: var(--quiet); }
.drawing { width: ${percent}%; margin-top: ${u(0.08)}; }
.drawing svg { display: block; width: 100%; height: auto; font-family: var(--sans); }
.drawing svg text { stroke: none; }
.asks { display: grid; grid-template-columns: repeat(3, 1fr); gap: ${u(0.5)}; margin-top: ${u(0.3)}; }
.asks section { border-top: ${u(0.03)} solid var(--ink); padding-top: ${u(0.12)}; }
.asks h2 { font: ${u(0.44)}/1.2 var(--serif); }
.lines span { display: block; height: ${u(0.85)}; border-bottom: ${u(0.015)} solid var(--hair); }
footer { margin-top: ${u(0.25)}; font-size: ${u(0.24)}; color: var(--quiet); }
.part, .key, .asks, .counts { break-inside: avoid; }
@media screen and (max-width: 999px) {
	:root { --u: 44px; }
	.poster { width: auto; padding: 1rem; }
	.top, .columns, .asks { grid-template-columns: minmax(0, 1fr); }
	h1 { font-size: 2.1rem; }
	.drawing { width: 100%; }
	.lines { display: none; }
	body, footer { font-size: .95rem; }
	.lead, .asks h2, .counts h2 { font-size: 1.2rem; }
}
@media print {
	:root { --u: ${unit}; }
	html, body { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
	footer a { color: inherit; text-decoration: none; }
}
@media (forced-colors: active) {
	.drawing { background: #fff; forced-color-adjust: none; }
}
`
		.replace(/[\n\t]+/g, "\n")
		.trim();
}
