/** How the blocks look on a screen. Prose stays within 72 characters, figures take the width. */
export const blockStyle = `
.body, .list, .callout, .code, .evidence-key { max-width: 42.5rem; }
.body + *, .list + *, .lead + * { margin-top: 1.1rem; }
.columns + .list, .columns + .body { margin-top: 1.3rem; }
.list + .within, .body + .within, .columns + .within { margin-top: 2.4rem; }
p.note { max-width: 42.5rem; margin-top: 1.1rem; font: .97rem/1.58 var(--sans); color: var(--quiet); }
.quiet { font-weight: 400; color: var(--quiet); }
ul.list > li, ol.list > li { position: relative; padding-left: 1.5rem; }
.list > li + li { margin-top: .5rem; }
ul.list > li::before { content: "–"; position: absolute; left: 0; color: var(--quiet); }
ol.list { counter-reset: item; }
ol.list > li { counter-increment: item; }
ol.list > li::before { content: counter(item) "."; position: absolute; left: 0; color: var(--quiet); font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); gap: 2rem 3.5rem; margin-top: 1.3rem; }
.minor { font: 700 1.06rem/1.4 var(--sans); }
.columns .list { margin-top: .7rem; }
.columns .list > li + li { margin-top: .6rem; }

.findings { border-bottom: 1px solid var(--hair); }
.finding { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); gap: .3rem 1.5rem; padding: 1.25rem 0; border-top: 1px solid var(--hair); }
.evidence { display: flex; align-items: center; align-self: start; gap: .55rem; padding-top: .3rem; font: 700 .97rem/1.4 var(--sans); }
.mark { flex: none; width: 1rem; height: 1rem; }
.say { max-width: 47.5rem; font-size: 1.31rem; line-height: 1.45; }
.small { max-width: 47.5rem; margin-top: .45rem; font: .906rem/1.6 var(--sans); color: var(--quiet); }
.evidence-key { max-width: none; margin-top: 1rem; font: .875rem/1.5 var(--sans); color: var(--quiet); }
.evidence-key ul { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: .3rem 2rem; margin-top: .4rem; }
.evidence-key li { display: flex; gap: .55rem; }
.evidence-key .mark { width: .85rem; height: .85rem; margin-top: .22rem; }
.evidence-key b { color: var(--ink); }

.screen-only > .within { margin-top: 2.6rem; }
.figure { margin-top: 2.25rem; }
h2 + .figure, .top + .part > .figure:first-child { margin-top: 1.3rem; }
.headline { max-width: 52rem; font-size: 1.625rem; line-height: 1.22; }
.subtitle { max-width: 47rem; margin-top: .5rem; font: .94rem/1.55 var(--sans); color: var(--quiet); }
.panels { display: grid; gap: 1rem; margin-top: 1rem; }
.panel {
	--ink: #1b1b1b; --quiet: #565c65; min-width: 0; padding: 1.25rem 1.5rem; background: #fff; color: var(--ink);
	border: 1px solid #c9cdd1; color-scheme: light; forced-color-adjust: none;
}
.panel-title { margin-bottom: .8rem; font: 700 1rem/1.4 var(--sans); }
.panel-title .quiet { margin-left: .5em; }
.panel svg { display: block; max-width: 100%; height: auto; margin: 0 auto; font-family: var(--sans); }
.narrow { display: none; }
.about { max-width: 43rem; margin-top: 1.1rem; font: .97rem/1.6 var(--sans); }
.about p + p { margin-top: .7rem; }
.source, .about .source { margin-top: .9rem; padding-top: .6rem; border-top: 1px solid var(--hair); font: .906rem/1.6 var(--sans); color: var(--quiet); }
.about .source a, .small a { display: inline-block; }

.facts { margin-top: 1.3rem; padding: 1.4rem 1.6rem; border: 1.5px solid var(--heavy); }
.facts .minor { font: 400 1.4rem/1.3 var(--serif); }
.facts dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.2rem 2.6rem; margin-top: 1rem; }
.facts dt { font: 700 .94rem/1.5 var(--sans); }
.facts dd { font: .94rem/1.6 var(--sans); }
.callout { margin-top: 1.3rem; padding: .1rem 0 .1rem 1.2rem; border-left: 4px solid var(--accent); }
.callout-title { font: 700 1rem/1.5 var(--sans); }
.code { max-width: none; margin-top: 1.3rem; padding: 1rem 1.2rem; background: var(--wash); border-left: 4px solid var(--hair); }
.code-label { font: 700 .875rem/1.5 var(--sans); }
.code pre { margin: .5rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: .875rem/1.7 var(--mono); }
.code code { font: inherit; }

.questions { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 2.8rem 3.5rem; margin-top: 1.6rem; }
.ask { font-size: 1.45rem; line-height: 1.28; }
.prompt { margin-top: .5rem; font: .97rem/1.6 var(--sans); color: var(--quiet); }
.lines { margin-top: .8rem; }
.lines span { display: block; height: 2.1rem; border-bottom: 1px solid var(--hair); }

@media screen and (max-width: 999px) {
	.wide { display: none; }
	.narrow { display: block; }
	.narrow svg { width: min(100%, 28rem); }
	/* Panels fill columns downwards: a short one leaves no hole beside a long one. */
	.figure:not(.whole) .panels { display: block; columns: 20rem; column-gap: 1rem; }
	.figure:not(.whole) .panel { break-inside: avoid; margin-bottom: 1rem; }
	.panel { padding: 1rem .6rem; }
	.panel-title { padding: 0 .2rem; }
	.headline { font-size: 1.4rem; }
	.say { font-size: 1.2rem; }
}
@media screen and (max-width: 700px) {
	.finding { grid-template-columns: minmax(0, 1fr); }
	.facts { padding: 1.1rem; }
}
`;
