import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fittingTicks, positionOf, printed, roundTicks, widenedDomain } from "../../src/charts/axis.js";
import { cleanText } from "../../src/charts/clean.js";
import { placeBars } from "../../src/charts/profile/bars.js";
import { placeStrip } from "../../src/charts/profile/strip.js";
import { splitRows } from "../../src/charts/split.js";
import { roundSteps, stacks } from "../../src/charts/steps.js";
import { references, schools } from "./invented.js";

const frame = { from: -200, to: 100, left: 0, right: 600 };

describe("axis", () => {
	test("positions, and values beyond the ends", () => {
		expect([-200, -50, 100, 500].map((value) => positionOf(frame, value))).toEqual([0, 300, 600, 600]);
	});

	test("domain holds all values and has a width", () => {
		expect(widenedDomain([-200, 100], [-250, 20])).toEqual([-250, 100]);
		expect(widenedDomain([5, 5], [])).toEqual([4, 6]);
	});

	test("ticks are round, apart, and keep zero", () => {
		expect(roundTicks(frame, 80)).toEqual([-200, -150, -100, -50, 0, 50, 100]);
		expect(roundTicks({ from: -0.2, to: 0.1, left: 0, right: 600 }, 150)).toHaveLength(4);
		expect(fittingTicks(frame, 150, [-200, -150, -100, -50, 0, 50, 100, 150])).toEqual([-200, -100, 0, 100]);
	});

	test("numbers as printed", () => {
		expect(printed(-57.4, "points")).toBe("−57");
		expect(printed(-0.4, "points")).toBe("0");
		expect(printed(46.2, "percent")).toBe("46\u00A0%");
		expect(printed(12, "points", "signed")).toBe("+12");
		expect(printed(2.5, "points", "tick")).toBe("2.5");
	});
});

describe("cleanText", () => {
	test("takes out what XML forbids and what turns text around, keeps the rest", () => {
		expect(cleanText("A\u0000\u0007B\nC\u202EDE\uD800F\uFFFF")).toBe("AB CDEF");
		expect(cleanText('<b>"O\'Neil" & Söhne</b> 😀 \u200Fשלום')).toBe('<b>"O\'Neil" & Söhne</b> 😀 \u200Fשלום');
	});
});

describe("placeBars", () => {
	const room = { frame, unit: "points", left: 0, right: 600, size: 13 } as const;

	test("one tier where there is room, two where a bar stands between", () => {
		const tiers = (values: readonly number[]) =>
			placeBars(
				values.map((value, index) => ({ ...references[index % 3]!, value })),
				room,
			).map(({ tier }) => tier);
		expect(tiers([-150, 50])).toEqual([0, 0]);
		expect(tiers([-53, -28, 0])).toEqual([0, 1, 0]);
	});

	test("no label overlaps another or is crossed by a bar, wherever up to four bars stand", () => {
		const bars = fc.array(fc.record({ value: fc.integer({ min: -200, max: 100 }), index: fc.nat(2) }), {
			maxLength: 4,
		});
		fc.assert(
			fc.property(bars, (chosen) => {
				const placed = placeBars(
					chosen.map(({ value, index }) => ({ ...references[index]!, value })),
					room,
				);
				for (const one of placed) {
					expect(one.left >= 0 && one.right <= 600).toBe(true);
					for (const other of placed) {
						if (one === other) continue;
						if (one.tier === other.tier) expect(one.right <= other.left || other.right <= one.left).toBe(true);
						const passes = one.tier > other.tier || (one.tier === other.tier && one.align !== "center");
						if (passes) expect(one.x <= other.left || one.x >= other.right).toBe(true);
					}
				}
			}),
			{ seed: 4, numRuns: 300 },
		);
	});

	test("a name longer than its share keeps its value", () => {
		const [label] = placeBars([{ label: "A very long district name ".repeat(8), value: -53, style: "solid" }], room);
		expect(label?.text).toMatch(/^A very long district name.*…\u00A0−53$/);
		expect((label?.right ?? 0) - (label?.left ?? 0)).toBeLessThanOrEqual(270);
	});
});

describe("splitRows", () => {
	test("a panel that fits on a page stays whole", () => {
		expect(splitRows(schools(34)).map(({ rows, letters }) => [rows.length, letters])).toEqual([[34, ""]]);
	});

	test("a long one is split between letters into parts that fit, and none of its rows is lost", () => {
		const rows = schools(123);
		const parts = splitRows(rows);
		expect(parts.flatMap((part) => part.rows)).toEqual(rows);
		for (const part of parts) expect(part.rows.length).toBeLessThanOrEqual(34);
		expect(parts.map(({ letters }) => letters)).toEqual(["A–B", "C–E", "F–J", "L–P", "S–T"]);
	});

	test("one letter for all is split by longer openings, another order by numbers", () => {
		const same = Array.from({ length: 40 }, (_, index) => ({
			...schools(1)[0]!,
			name: `S${"abcd"[Math.floor(index / 10)]} School`,
		}));
		expect(splitRows(same).map(({ letters }) => letters)).toEqual(["Sa–Sb", "Sc–Sd"]);
		const backwards = [...schools(60)].reverse();
		expect(splitRows(backwards).map(({ letters }) => letters)).toEqual(["part 1 of 2", "part 2 of 2"]);
	});
});

test("dots of a strip never overlap unless squeezed", () => {
	const dots = schools(60).map(({ id, actual }) => ({ id, value: actual ?? 0 }));
	const places = placeStrip(dots, frame).map(({ value, offset }) => ({ x: positionOf(frame, value), offset }));
	for (const [index, one] of places.entries()) {
		for (const other of places.slice(index + 1))
			expect(Math.hypot(one.x - other.x, one.offset - other.offset)).toBeGreaterThan(6.3);
	}
	const equal = placeStrip(
		dots.map(({ id }) => ({ id, value: -20 })),
		frame,
	);
	expect(Math.max(...equal.map(({ offset }) => Math.abs(offset)))).toBe(30);
});

test("stacks stand at most half a step from their values", () => {
	const [step] = roundSteps(frame, 7, 20);
	expect(step).toEqual({ size: 4, px: 8 });
	const items = schools(90).map(({ id, actual }) => ({ id, value: actual ?? 0 }));
	const placed = stacks(items, 4, frame);
	expect(placed.flatMap(({ items: members }) => members)).toHaveLength(90);
	for (const { center, items: members } of placed) {
		for (const { value } of members) expect(Math.abs(value - center)).toBeLessThanOrEqual(2);
	}
});
