/** Rules of `cimp packet check`, each on a page that breaks it. */

import { describe, expect, it } from "vitest";
import { checkAccessibility } from "../../src/app/packet/check/accessibility.js";
import { checkLinks } from "../../src/app/packet/check/links.js";
import { checkPrint } from "../../src/app/packet/check/print.js";
import { readPage } from "../../src/app/packet/check/tags.js";
import { conveningSchema } from "../../src/app/schemas/convening.js";

const style =
	"@page { size: letter; margin: .62in .62in .72in; } .whole { break-inside: avoid; } .panel svg { max-height: 8.6in; }";
const page = (body: string, css = style): string =>
	`<!DOCTYPE html>\n<html lang="en"><head><title>Invented</title><style>${css}</style></head>\n<body>${body}</body></html>`;
const sound = page(
	'<main><h1 id="a">One</h1><h2>Two</h2><a href="#a">up</a><div class="panel"><div class="wide"><svg role="img" aria-label="Dots" width="960" height="700"><g/></svg></div></div><table><caption>Table</caption><tr><th scope="col">x</th></tr></table></main>',
);
const options = conveningSchema.parse({ title: "x", districts: ["x"], data: ["x"] });
const access = (body: string): string[] => checkAccessibility(readPage("a.html", page(body))).map(({ rule }) => rule);

describe("accessibility", () => {
	it("finds nothing on a sound page", () => {
		expect(checkAccessibility(readPage("a.html", sound))).toEqual([]);
	});

	it.each([
		["<main><h1>One</h1><h3>Three</h3></main>", ["heading-order"]],
		["<main><h2>Two</h2><h1>One</h1></main>", ["heading-order"]],
		["<main><h1>One</h1><h1>Again</h1></main>", ["heading-first"]],
		["<main><h1> </h1></main>", ["heading-empty"]],
		["<h1>One</h1>", ["landmark"]],
		['<main><h1 id="x">One</h1><p id="x">Two</p></main>', ["unique-id"]],
		["<main><h1>One</h1><table><tr><td>1</td></tr></table></main>", ["table-name", "table-header"]],
		[
			'<main><h1>One</h1><table><caption>T</caption><tr><th scope="col">x</th><th>y</th></tr></table></main>',
			["table-scope"],
		],
		['<main><h1>One</h1><svg role="img" width="9" height="9"></svg></main>', ["drawing-name"]],
		['<main><h1>One</h1><a href="b.html"> </a></main>', ["name"]],
		['<main><h1>One</h1><input id="n"></main>', ["label"]],
		['<main><h1>One</h1><p tabindex="2">first</p></main>', ["focus-order"]],
	])("finds what %s breaks", (body, rules) => {
		expect(access(body)).toEqual(rules);
	});

	it("asks for a language and a title", () => {
		const bare = sound.replace(' lang="en"', "").replace("Invented", "");
		expect(checkAccessibility(readPage("a.html", bare)).map(({ rule }) => rule)).toEqual(["language", "title"]);
	});
});

describe("links", () => {
	const folder = (
		pages: Readonly<Record<string, string>>,
		more: readonly string[] = [],
		outputs: readonly string[] = [],
	) => ({
		files: new Set([...Object.keys(pages), ...more]),
		pages: new Map(Object.entries(pages).map(([path, body]) => [path, readPage(path, page(body))])),
		outputs,
	});

	it("follows addresses to files and places, from where the page stands", () => {
		const index = '<a href="d/a.html#x">a</a><a href="https://www.cde.ca.gov/">state</a><a href="data/t.csv">t</a>';
		const other = '<p id="x"></p><a href="../index.html">up</a><a href="#x">x</a>';
		const found = checkLinks(folder({ "index.html": index, "d/a.html": other }, ["data/t.csv"], ["data/t.csv"]));
		expect(found).toEqual({ links: 4, findings: [] });
	});

	it.each([
		['<a href="gone.html">x</a>', "address"],
		['<a href="index.html#gone">x</a>', "address"],
		['<a href="../outside.html">x</a>', "address"],
		['<a href="http://example.org/">x</a>', "address"],
		['<p aria-labelledby="gone">x</p>', "reference"],
		['<svg><path fill="url(#gone)"/></svg>', "reference"],
	])("finds that %s leads nowhere", (body, rule) => {
		expect(checkLinks(folder({ "index.html": body })).findings.map((entry) => entry.rule)).toEqual([rule]);
	});

	it("finds pages that no page leads to, and files that the manifest lists and nobody finds", () => {
		const { findings } = checkLinks(folder({ "index.html": "", "alone.html": "" }, [], ["data/gone.json"]));
		expect(findings.map(({ file, rule }) => [file, rule])).toEqual([
			["alone.html", "reachable"],
			["data/gone.json", "complete"],
		]);
	});
});

describe("print", () => {
	const print = (content: string, path = "a.html"): string[] =>
		checkPrint(readPage(path, content), options).findings.map(({ rule }) => rule);

	it("finds nothing on a sound page, and counts its drawings", () => {
		expect(checkPrint(readPage("a.html", sound), options)).toEqual({ figures: 1, findings: [] });
	});

	it("finds other paper, room that the page does not have, and drawings too small to read", () => {
		expect(print(sound.replace("size: letter", "size: 11in 17in"))).toEqual(["page-box"]);
		expect(print(sound.replace("@page", "@other"))).toEqual(["page-box"]);
		expect(print(sound.replace("max-height: 8.6in", "max-height: 9.9in"))).toEqual(["figure-height"]);
		expect(print(sound.replace("break-inside: avoid", "color: red"))).toEqual(["figure-split"]);
		expect(print(sound.replace('height="700"', 'height="4000"'))).toEqual(["figure-size"]);
		expect(print(sound.replace('width="960" ', ""))).toEqual(["figure-size"]);
	});

	it("asks a poster for its own sheet", () => {
		const poster = "@page { size: 24in 36in; margin: 0; } .drawing { width: 88%; }";
		expect(print(page("<main></main>", poster), "districts/x/poster.html")).toEqual([]);
		expect(print(page("<main></main>", poster.replace("88", "30")), "districts/x/poster.html")).toEqual([
			"figure-size",
		]);
		expect(print(page("<main></main>", style), "districts/x/poster.html")).toContain("page-box");
	});
});
