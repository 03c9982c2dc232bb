import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suppressed } from "../../src/domain/measured.js";
import { renderJson } from "../../src/report/index.js";

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const anyJson = fc.letrec((tie) => ({
	value: fc.oneof(
		{ depthSize: "small" },
		finite,
		fc.boolean(),
		fc.string({ unit: "binary" }),
		tie("list"),
		tie("object"),
	),
	list: fc.array(tie("value"), { maxLength: 4 }),
	object: fc.dictionary(fc.string(), tie("value"), { maxKeys: 4 }),
})).value;

const rounded = (value: unknown): unknown => {
	if (typeof value === "number") return Number(value.toPrecision(12)) || 0;
	if (Array.isArray(value)) return value.map(rounded);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, rounded(part)]));
};

describe("renderJson", () => {
	it("writes sorted keys, rounded numbers, no minus zero, and a line end", () => {
		const value = { b: [], a: -0, "10": 1 / 3, "9": { z: suppressed("fewer than 11 students"), y: {} }, B: "ñ\n" };
		expect(renderJson(value)).toBe(`{
  "10": 0.333333333333,
  "9": {
    "y": {},
    "z": {
      "absent": "suppressed",
      "reason": "fewer than 11 students"
    }
  },
  "B": "ñ\\n",
  "a": 0,
  "b": []
}
`);
	});

	it("is read back as the same value to 12 digits, and again as the same bytes", () => {
		fc.assert(
			fc.property(anyJson, (value) => {
				const text = renderJson(value);
				expect(JSON.parse(text)).toEqual(rounded(value));
				expect(renderJson(JSON.parse(text))).toBe(text);
			}),
		);
	});

	it("does not depend on the order of keys", () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), finite), (object) => {
				const turned = Object.fromEntries(Object.entries(object).reverse());
				expect(renderJson(turned)).toBe(renderJson(object));
			}),
		);
	});

	it.each([
		[{ schools: [{ actual: Number.NaN }] }, "NaN can't be written as JSON (at $.schools[0].actual)"],
		[[Number.POSITIVE_INFINITY], "Infinity can't be written as JSON (at $[0])"],
		[{ a: undefined }, "a value of type undefined can't be written as JSON (at $.a)"],
		[{ a: null }, "null can't be written as JSON (at $.a)"],
		[new Array(1), "a value of type undefined can't be written as JSON (at $[0])"],
		[new Map(), "a value of type object can't be written as JSON (at $)"],
		[{ a: 1n }, "a value of type bigint can't be written as JSON (at $.a)"],
	])("refuses %o", (value, message) => {
		expect(() => renderJson(value)).toThrow(new TypeError(message));
	});
});
