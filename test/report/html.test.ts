import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, name, sentence, trusted } from "../../src/report/html.js";
import { cleanText, oneLine } from "../../src/report/text.js";

const decode = (markup: string): string =>
	markup
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&#39;", "'")
		.replaceAll("&amp;", "&");

/** Any string at all: whole characters, control characters, halves of characters, markup. */
const anyText = fc.oneof(
	fc.string({ unit: "binary" }),
	fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
	fc.constantFrom("<script>alert(1)</script>", '" onload="x', "&amp;", "</style>", "\u202Eeert\u0000", "]]>", "<!--"),
);

describe("html", () => {
	it("escapes strings, joins lists, leaves out what is not there and keeps markup", () => {
		const inner = html`<b>${"<&>\"'"}</b>`;
		expect(html`<p title="${'a"b'}">${[inner, "x", 3]}${undefined}${false}</p>`.toString()).toBe(
			'<p title="a&quot;b"><b>&lt;&amp;&gt;&quot;&#39;</b>x3</p>',
		);
		expect(html`${trusted("<i>")}`.toString()).toBe("<i>");
	});

	it("gives back any text, without control characters and on one line, and adds no tag", () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const written = html`${text}`.toString();
				expect(written).not.toMatch(/[<>"']/);
				expect(decode(written)).toBe(oneLine(text));
			}),
		);
	});

	it("isolates text that could turn its neighbors around", () => {
		expect(name("North").toString()).toBe("North");
		expect(name("\u202Elooc").toString()).toBe("<bdi>\u202Elooc</bdi>");
		expect(name("מדע").toString()).toBe("<bdi>מדע</bdi>");
	});

	it("never parts a number from its percent sign", () => {
		expect(sentence("a 95 % interval").toString()).toBe("a 95\u00A0% interval");
	});
});

describe("cleanText and oneLine", () => {
	it("remove controls, noncharacters and halves of characters, and keep whole ones", () => {
		expect(cleanText("a\u0000\u001B\u007F\u0085\uFFFE\uD800b\uDC00😀\t\r\nñ")).toBe("ab😀\t\r\nñ");
		expect(oneLine("North\r\nHigh\tEast\u2028West")).toBe("North High East West");
	});

	it("leave text that every encoder accepts", () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const clean = cleanText(text);
				expect(Buffer.from(clean, "utf8").toString("utf8")).toBe(clean);
				expect(cleanText(clean)).toBe(clean);
			}),
		);
	});
});
