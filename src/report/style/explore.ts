/** The interactive page: choices above, figure and table side by side where there is room. */
export const exploreStyle = `
.explore-filters { display: flex; flex-wrap: wrap; gap: 1rem 2rem; margin-top: 1.3rem; font: .97rem/1.5 var(--sans); }
.explore-filters label { display: block; font-weight: 700; }
.explore-filters select { min-height: 2.2rem; max-width: 100%; padding: .2rem .5rem; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); }
[hidden] { display: none; }
.explore-figure { min-width: 0; margin-top: 1.3rem; }
.explore-figure .panel { padding: .6rem; }
.explore-figure svg { max-width: 100%; }
.explore-status { min-height: 5.4em; margin-top: .8rem; font: .94rem/1.5 var(--sans); }
.explore-table { min-width: 0; }
.explore-table tbody th { min-width: 12rem; }
.explore-table button { padding: .15rem 0; min-height: 1.5rem; border: 0; background: none; color: var(--link); font: inherit; text-align: left; text-decoration: underline 1px; text-underline-offset: .18em; cursor: pointer; }
.explore-table button[aria-pressed="true"] { font-weight: 700; text-decoration-thickness: 3px; }
.explore-table tr.chosen { background: var(--wash); outline: 2px solid var(--accent); outline-offset: -2px; }
@media screen and (min-width: 1000px) {
	.explore { display: grid; grid-template-columns: minmax(0, 33rem) minmax(0, 1fr); gap: 2rem; align-items: start; }
	.explore .scroll { max-height: 44rem; overflow: auto; }
	.explore thead th { position: sticky; top: 0; background: var(--paper); }
}
@media print { .explore-filters, .explore-status { display: none; } }
`;
