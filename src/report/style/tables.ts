/** Tables: data voice, aligned digits, a region of their own that scrolls; the row's name stays in sight on phones. */
export const tableStyle = `
.table { margin-top: 2.25rem; }
h2 + .table, .within + .table, .body + .table { margin-top: 1.3rem; }
.table + .body, .table + .list, .figure + .body, .facts + .body { margin-top: 1.3rem; }
.scroll { overflow-x: auto; }
table { min-width: min(100%, 42.5rem); border-collapse: collapse; font: .906rem/1.45 var(--sans); font-variant-numeric: tabular-nums lining-nums; }
caption { padding-bottom: .7rem; text-align: left; line-height: 1.5; }
caption > span { position: sticky; left: 0; display: inline-block; max-width: min(52rem, calc(100vw - 3rem)); }
thead th { padding: .4rem 1.1rem .4rem 0; border-bottom: 1.5px solid var(--heavy); font-weight: 700; text-align: left; vertical-align: bottom; }
th, td { padding: .32rem 1.1rem .32rem 0; text-align: left; vertical-align: top; }
tbody th { min-width: 9rem; font-weight: 400; }
tbody tr > * { border-bottom: 1px solid var(--hair); }
th:last-child, td:last-child { padding-right: .2rem; }
th.number, td.number { text-align: right; }
td.number, td.code-cell { white-space: nowrap; }
.unit { font-weight: 400; color: var(--quiet); white-space: nowrap; }
.dense th, .dense td { padding-right: .75rem; }
.dense .unit { white-space: normal; }
.absent { color: var(--quiet); font-style: italic; }
sup { font-size: .72em; line-height: 0; }
tbody th a { display: inline-block; min-height: 1.5rem; }
tbody tr:target { outline-offset: -2px; background: var(--wash); }
.table-notes { max-width: 47rem; margin-top: .8rem; font: .875rem/1.6 var(--sans); color: var(--quiet); }
.table > .source { max-width: 47rem; }
.table-notes b { font-style: italic; font-weight: 400; color: var(--ink); }
@media screen and (max-width: 999px) {
	/* A shade at the edge as long as more columns wait there. */
	.scroll {
		background:
			linear-gradient(to left, var(--paper) 40%, transparent) right / 2rem 100% no-repeat local,
			linear-gradient(to left, var(--hair), transparent) right / .8rem 100% no-repeat scroll;
	}
	thead th:first-child, tbody th { position: sticky; left: 0; z-index: 1; max-width: 42vw; padding-right: .8rem; background: var(--paper); }
}
@media screen and (max-width: 480px) {
	caption > span { max-width: calc(100vw - 2rem); }
	tbody th { min-width: min(9.5rem, 40vw); }
}
`;
