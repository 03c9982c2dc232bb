/** Every page of the committed sample report: what its content policy lets through, and what it weighs. */

import { createHash } from "node:crypto";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { folderContents, repository } from "../helpers/workdir.js";

const pages = [...folderContents(join(repository, "reports", "sample"))].filter(([path]) => path.endsWith(".html"));

/** Kilobytes as they are sent, packed, and as they are read. */
const most = { packed: 150, plain: 800 };
const sizes = pages.map(([path, page]) => ({
	path,
	plain: Buffer.byteLength(page) / 1000,
	packed: gzipSync(page).length / 1000,
}));
for (const { path, plain, packed } of sizes) {
	process.stderr.write(`weight of ${path}: ${plain.toFixed(0)} kB, ${packed.toFixed(0)} kB packed\n`);
}

const every = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] ?? "");

describe("pages of the sample", () => {
	it("are all there: the run's, the districts' and the methods'", () => {
		expect(pages.map(([path]) => path.replace(/^districts\/.*\//, "districts/…/")).sort()).toEqual(
			expect.arrayContaining(["districts/…/index.html", "index.html", "methods.html"]),
		);
	});

	it.each(pages)("%s has a policy that allows its own style by hash, and nothing else", (_path, page) => {
		const policies = every(page, /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/g);
		const styles = every(page, /<style>([\s\S]*?)<\/style>/g);
		expect([policies.length, styles.length, every(page, /(<style)/g).length]).toEqual([1, 1, 1]);
		const hash = createHash("sha256")
			.update(styles[0] ?? "", "utf8")
			.digest("base64");
		expect(policies[0]).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
		// The policy holds only for what stands behind it.
		expect(page.indexOf("<meta http-equiv")).toBeLessThan(page.indexOf("<style>"));
	});

	it.each(pages)("%s runs nothing and loads nothing", (_path, page) => {
		expect(page).not.toMatch(/<(?:script|iframe|object|embed|img|image|link|base|audio|video|source|form)\b/i);
		const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
		const bare = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
		expect(
			bare.filter((tag) => /\s(?:on[a-z]+|style|src|srcset|poster|ping|action|formaction)\s*=/i.test(tag)),
		).toEqual([]);
		const style = every(page, /<style>([\s\S]*?)<\/style>/g)[0] ?? "";
		expect(style).not.toMatch(/@import|url\(/i);
		expect(
			every(page, /\s(?:fill|stroke|clip-path|mask|filter)="url\(([^)]*)\)/g).filter((at) => !at.startsWith("#")),
		).toEqual([]);
		// Links are followed by a reader's click alone; none leads to a script.
		expect(
			every(page, /\shref="([^"]*)"/g).filter((href) => !/^(?:#|\.{0,2}[\w./-]*(?:#[\w-]+)?$|https:\/\/)/.test(href)),
		).toEqual([]);
		expect(page).not.toMatch(/<[^>]*\s(?:xlink:href|href)="[^"#]*"[^>]*\s*(?:rel="(?:preload|prefetch|stylesheet)")/i);
	});

	it.each(sizes)("$path is light enough for a telephone", ({ plain, packed }) => {
		expect(plain).toBeLessThan(most.plain);
		expect(packed).toBeLessThan(most.packed);
	});
});
