import { createHash } from "node:crypto";
import fc from "fast-check";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { describe, expect, it } from "vitest";
import type { Chart } from "../../src/charts/chart.js";
import { missing, suppressed } from "../../src/domain/measured.js";
import { releaseTable } from "../../src/privacy/release.js";
import { type Block, type ReportDocument, renderPage, type Section } from "../../src/report/index.js";
import { indexDocument, sampleDocument } from "./sample.js";
import { coverChart } from "./sample-charts.js";
import { spreadTable } from "./sample-tables.js";

const validator = new HtmlValidate(new StaticConfigLoader({ extends: ["html-validate:recommended"] }));
const page = renderPage(sampleDocument, { home: { href: "../../index.html", text: "All districts" } });

const withSections = (...sections: Section[]): ReportDocument => ({ ...sampleDocument, sections });
const withBlocks = (...blocks: Block[]): ReportDocument => withSections({ id: "s", title: "Section", blocks });
const all = (markup: string, pattern: RegExp): string[] => [...markup.matchAll(pattern)].map((found) => found[1] ?? "");
const headings = (markup: string): number[] => all(markup, /<h(\d)[ >]/g).map(Number);

describe("a page", () => {
	it.each([
		["the sample report", sampleDocument],
		["the run's first page", indexDocument],
		["a report in Spanish", { ...sampleDocument, lang: "es" } satisfies ReportDocument],
	])("is valid HTML: %s", (_, document) => {
		const report = validator.validateStringSync(renderPage(document));
		expect(
			report.results.flatMap(({ messages }) => messages.map(({ message, line }) => `${line}: ${message}`)),
		).toEqual([]);
	});

	it("asks for nothing, runs nothing, and names the hash of its one style sheet", () => {
		const styles = all(page, /<style>([\s\S]*?)<\/style>/g);
		const hash = createHash("sha256").update(styles.join(""), "utf8").digest("base64");
		expect(styles).toHaveLength(1);
		expect(all(page, /Content-Security-Policy" content="([^"]*)"/g)).toEqual([
			`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
		]);
		expect(page).not.toMatch(/http:|<script|\sstyle=|\ssrc=|@import|url\(|xmlns/);
		expect(all(page, /(http[^"]*)"/g)).toEqual(["http-equiv=", "https://example.org/paper?a=1&amp;b=2"]);
	});

	it("is the same bytes again", () => {
		expect(renderPage(sampleDocument, { home: { href: "../../index.html", text: "All districts" } })).toBe(page);
	});

	it("has one h1, the answer, and headings in order", () => {
		expect(all(page, /<h1>([^<]*)<\/h1>/g)).toEqual([sampleDocument.answer]);
		const levels = headings(page);
		const steps = levels.slice(1).map((level, index) => level - (levels[index] ?? 0));
		expect(levels[0]).toBe(1);
		expect(Math.max(...steps)).toBe(1);
	});

	it("lists the titled sections, by their short titles", () => {
		const contents = /<nav aria-label="Contents">([\s\S]*?)<\/nav>/.exec(page)?.[1] ?? "";
		expect(all(contents, /href="#([^"]*)"/g)).toEqual([
			"findings",
			"limits",
			"profile",
			"questions",
			"data",
			"method",
			"tables",
		]);
		expect(contents).toContain('<a href="#questions">Questions</a>');
		expect(renderPage(indexDocument)).not.toContain("<nav");
	});

	it("gives every link its target and no id twice", () => {
		const ids = all(page, /\sid="([^"]*)"/g);
		const lost = all(page, /href="#([^"]*)"/g).filter((id) => !ids.includes(id));
		expect({ lost, ids: new Set(ids).size }).toEqual({ lost: [], ids: ids.length });
	});

	it("prints running title, notice and page numbers, and gives questions and long tables a fresh page", () => {
		expect(page).toContain('content: "Sample Unified · mathematics 2025 · Invented data: these schools do not exist"');
		expect(all(page, /<section id="([^"]*)" class="part fresh">/g)).toEqual(["questions", "tables"]);
	});

	it("carries evidence as word and shape", () => {
		const words = all(page, /<p class="evidence"><svg [^>]*aria-hidden="true"[^>]*>.*?<\/svg><span>([^<]*)<\/span>/g);
		expect(words).toEqual(["Clear", "Some", "Not distinguishable", "Not enough data"]);
	});

	it("draws each panel wide and narrow, with words for those who don't see it", () => {
		const labels = all(page, /<svg [^>]*role="img" aria-label="([^"]*)"/g);
		const first = `${"Dots with prediction bands for 48 schools in two panels, most dots inside their band"}. Part 1 of 2: Elementary schools, A–L, 26 schools`;
		const second = "Part 2 of 2: Middle and high schools, 22 schools";
		expect(labels).toEqual([coverChart.alt, coverChart.alt, first, first, second, second]);
	});

	it("links figure and table both ways, by number", () => {
		expect(page).toContain(
			'Data for figure\u00A02: <a href="#table-schools">table\u00A02</a>, <a href="../../tables/schools.csv">as CSV</a>.',
		);
		expect(page).toContain(
			'Drawn in <a href="#figure-profile">figure\u00A02</a>. This table <a href="../../tables/schools.csv">as CSV</a>.',
		);
		expect(page).toContain('would fall. The numbers are in <a href="#table-schools">table\u00A02</a>.');
	});

	it("says why no interval is drawn", () => {
		const chart: Chart = { ...coverChart, interval: { none: "the file has no counts" } };
		const table: Block = { block: "table", table: { ...spreadTable, id: "t" } };
		const written = renderPage(withBlocks({ block: "figure", chart, tableHref: "#t" }, table));
		expect(written).toContain('<p class="source">No interval is drawn: the file has no counts. Source:');
	});
});

describe("a table on a page", () => {
	const table = releaseTable({
		id: "t",
		caption: "Caption, 95 % intervals",
		columns: [
			{ key: "school", label: "School", unit: "text" },
			{ key: "cds", label: "CDS code", unit: "code", csvOnly: true },
			{ key: "tested", label: "Students tested", unit: "students" },
			{ key: "met", label: "Met or exceeded", unit: "percent" },
		],
		rows: [
			["Elm", "01", 1200, 46.4],
			["Bay", "02", 3, suppressed("withheld by the state: fewer than 11 students")],
			["Oak", "03", 40, missing("not reported in the file")],
		],
		rowIds: ["01", "02", "03"],
		notes: ["A note."],
	});

	it("has scopes, units, aligned numbers, row anchors and links, and a legend for what is absent", () => {
		const written = renderPage(withBlocks({ block: "table", table, rowHrefs: ["a/index.html", "", "c/index.html"] }));
		const body = written.slice(written.indexOf('<div class="table short"'), written.indexOf("</section>\n</main>"));
		expect(body).toBe(`<div class="table short" id="t">
<section class="scroll" tabindex="0" aria-label="Table\u00A01. Caption, 95 % intervals">
<table>
<caption><span><b>Table\u00A01.</b> Caption, 95\u00A0% intervals</span></caption>
<thead><tr><th scope="col">School</th><th scope="col" class="number">Students tested</th><th scope="col" class="number">Met or exceeded <span class="unit">(%)</span></th></tr></thead>
<tbody>
<tr id="id-01"><th scope="row"><a href="a/index.html">Elm</a></th><td class="number">1,200</td><td class="number">46</td></tr>
<tr id="id-02"><th scope="row">Bay</th><td class="number"><span class="absent">withheld</span><sup>a</sup></td><td class="number"><span class="absent">withheld</span><sup>b</sup></td></tr>
<tr id="id-03"><th scope="row"><a href="c/index.html">Oak</a></th><td class="number">40</td><td class="number"><span class="absent">none</span></td></tr>
</tbody>
</table>
</section>
<ul class="table-notes">
<li><b>withheld a</b>: fewer than 11 students</li>
<li><b>withheld b</b> by the state: fewer than 11 students</li>
<li><b>none</b>: not reported in the file</li>
<li>A note.</li>
</ul>
</div>
`);
	});

	it("refuses ids and links that are not one per row", () => {
		expect(() => renderPage(withBlocks({ block: "table", table, rowHrefs: ["a"] }))).toThrow(
			new RangeError("t: not one id or link per row"),
		);
	});
});

describe("a broken document", () => {
	const paragraph = (href: string): Block => ({ block: "paragraph", text: [{ text: "x", href }] });
	const drawn = (svg: string): Block => {
		const drawing = { spec: {}, svg, width: 10, height: 10 };
		const chart = { ...coverChart, panels: [{ id: "p", title: "", note: "", wide: drawing, narrow: drawing }] };
		return { block: "figure", chart, tableHref: "t.csv" };
	};

	it.each<[string, Block[], string]>([
		["a link to nothing", [paragraph("#nowhere")], 'nothing on the page has the id "nowhere"'],
		["an id given twice", [{ block: "heading", id: "s", text: "x" }], 'the id "s" is used twice'],
		["a script in a drawing", [drawn("<svg><script></script></svg>")], 'a drawing has the element "script"'],
		["a style in a drawing", [drawn('<svg><g style="x"/></svg>')], 'a drawing has the attribute "style"'],
		["a handler in a drawing", [drawn('<svg><g onclick="x"/></svg>')], 'a drawing has the attribute "onclick"'],
	])("is refused: %s", (_, blocks, fault) => {
		const message = `the page "${sampleDocument.title}" is broken: ${fault}`;
		expect(() => renderPage(withBlocks(...blocks))).toThrow(new TypeError(message));
	});

	it.each([
		"javascript:alert(1)",
		" java\tscript:x",
		"data:text/html,x",
		"http://a.org",
		"//a.org",
		"/etc/x",
		"\\\\a",
		"",
	])("is refused: a link to %j", (href) => {
		expect(() => renderPage(withBlocks(paragraph(href)))).toThrow(TypeError);
	});

	it("is refused: a picture that is none", () => {
		expect(() => renderPage(withBlocks(drawn("nothing")))).toThrow(new TypeError("a drawing has no svg element"));
	});
});

describe("names with markup", () => {
	const named = (text: string): ReportDocument => ({
		...withBlocks(
			{ block: "paragraph", text: [text, { text, strong: true, href: "#t" }] },
			{ block: "callout", title: text, text: [text] },
			{ block: "code", label: `Code ${text}`, lines: [text] },
			{ block: "facts", title: text, facts: [{ term: text, text: [text] }] },
			{
				block: "table",
				table: releaseTable({
					id: "t",
					caption: text,
					columns: [{ key: "a", label: text, unit: "text" }],
					rows: [[text]],
					notes: [text],
				}),
			},
		),
		title: text,
		answer: text,
		lead: [text],
		banner: text,
		meta: [text],
		running: text,
	});
	const tags = (markup: string): string[] =>
		all(markup.replace(/<style>[\s\S]*?<\/style>/, ""), /(<\/?[a-z0-9]+)/gi).filter((tag) => !tag.endsWith("bdi"));

	it("add no tag, no attribute and no rule, whatever they hold", () => {
		const plain = tags(renderPage(named("x")));
		const nasty = fc.oneof(
			fc.string({ unit: "binary", minLength: 1 }),
			fc.constantFrom(
				"</style><script>",
				'" onclick="x',
				'"; } body { display: none',
				"*/ x /*",
				"\\",
				"<!--",
				"\u202E<b>",
			),
		);
		fc.assert(
			fc.property(nasty, (text) => {
				const written = renderPage(named(text));
				const style = /<style>([\s\S]*?)<\/style>/.exec(written)?.[1] ?? "";
				const running = /@bottom-left \{ content: ("[^"\n]*"); font/.exec(style);
				expect(tags(written)).toEqual(plain);
				expect(running).not.toBeNull();
				expect((style.match(/"/g) ?? []).length % 2).toBe(0);
			}),
			{ numRuns: 60 },
		);
	});
});
