import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as stats from "../../src/stats/index.js";

const FOLDER = new URL("../../src/stats/", import.meta.url);

interface Example {
	readonly name: string;
	readonly code: string;
	readonly expected: string;
}

/** Examples of a source file: the lines after `@example` up to the end of the docstring, the value after `// →`. */
function examplesOf(source: string): Example[] {
	const pattern = /@example\n((?:\s*\* .*\n)+?)\s*\*\/\nexport (?:async )?(?:function|class) (\w+)/g;
	return [...source.matchAll(pattern)].map(([, block, name]) => {
		const text = block!.replace(/^\s*\* ?/gm, "").trim();
		const [code, expected] = text.split("// →");
		return { name: name!, code: code!.trim(), expected: (expected ?? "").trim() };
	});
}

const files = readdirSync(FOLDER).filter((file) => file.endsWith(".ts"));
const sources = files.map((file) => readFileSync(new URL(file, FOLDER), "utf8"));
const modules = await Promise.all(files.map((file) => import(new URL(file, FOLDER).href)));
// Examples of functions used inside the room only may name anything the room's files export.
const scope: Record<string, unknown> = Object.assign({}, ...modules);
const evaluate = (code: string): unknown =>
	new Function(...Object.keys(scope), `"use strict"; return (${code});`)(...Object.values(scope));

/** Typed arrays as plain ones; numbers that agree to the digits shown are replaced by what is shown. */
function asShown(actual: unknown, expected: unknown): unknown {
	if (typeof actual === "number" && typeof expected === "number") {
		const decimals = String(expected).split(".")[1]?.length ?? 0;
		const shown = Math.abs(actual - expected) <= 0.5000001 * 10 ** -Math.min(decimals, 11);
		return shown || actual === expected ? expected : actual;
	}
	if (ArrayBuffer.isView(actual)) return asShown(Array.from(actual as Float64Array), expected);
	if (Array.isArray(actual)) return actual.map((item, k) => asShown(item, (expected as unknown[] | undefined)?.[k]));
	if (actual === null || typeof actual !== "object") return actual;
	const wanted = (expected ?? {}) as Record<string, unknown>;
	return Object.fromEntries(Object.entries(actual).map(([key, value]) => [key, asShown(value, wanted[key])]));
}

const examples = sources.flatMap(examplesOf);

describe("docstring examples", () => {
	it.each(examples)("$name", ({ code, expected }) => {
		expect(expected, "an example shows its value after // →").not.toBe("");
		const wanted = expected === "undefined" ? undefined : evaluate(expected);
		expect(asShown(evaluate(code), wanted)).toEqual(wanted);
	});

	it("every exported function and class of the room has one", () => {
		const callable = Object.entries(stats).filter(([, value]) => typeof value === "function");
		const missing = callable.map(([name]) => name).filter((name) => !examples.some((example) => example.name === name));
		expect(missing).toEqual([]);
	});
});
