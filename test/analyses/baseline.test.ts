/** Earlier results that came from other codes, by a crosswalk. */

import { describe, expect, it } from "vitest";
import { buildFrame } from "../../src/analyses/frame/build.js";
import { rollUp } from "../../src/analyses/frame/rollup.js";
import type { School } from "../../src/analyses/frame/school.js";
import { entityLevel } from "../../src/domain/cds-code.js";
import { missing, suppressed } from "../../src/domain/measured.js";
import type { FormerCode } from "../../src/domain/places/crosswalk.js";
import type { ResultRow } from "../../src/domain/tidy.js";
import { schoolAt } from "../helpers/frames.js";

const blank = missing("not reported in the file");
const withheld = suppressed("withheld by the state: fewer than 11 students");
const [NEW, A, B] = ["01990010000099", "01990010000011", "01990020000012"];

function row(cds: string, rest: Partial<ResultRow> = {}): ResultRow {
	return {
		cds,
		level: entityLevel(cds),
		charter: "none",
		district: "Sample Unified",
		school: "Sample Elementary",
		year: 2024,
		subject: "math",
		grade: 13,
		group: 1,
		enrolled: 110,
		tested: 100,
		scored: 100,
		meanScaleScore: blank,
		percentMet: 40,
		distanceFromStandard: -10,
		levelCounts: [blank, blank, blank, blank],
		...rest,
	};
}

interface Given {
	readonly group?: number;
	readonly outcome?: "percent" | "dfs";
}

/** The school of 2025 with its baseline from these rows of 2024. */
function schoolWith(
	former: readonly FormerCode[] | undefined,
	earlier: readonly ResultRow[],
	given: Given = {},
): School {
	const { group = 1, outcome = "percent" } = given;
	const { schools } = buildFrame({
		outcome,
		subject: "math",
		group,
		year: 2025,
		baselineYear: 2024,
		results: [row(NEW, { year: 2025, group }), ...earlier],
		entities: [],
		companions: [],
		charters: "include",
		...(former === undefined ? {} : { former: new Map([[NEW, former]]) }),
	});
	const [only, ...others] = schools;
	if (only === undefined || others.length > 0) throw new Error("one school was given");
	return only;
}

const code = (cds: string, expected = true): FormerCode => ({ cds, expected });
const baselineOf = (...given: Parameters<typeof schoolWith>) => {
	const { baseline, baselineFrom } = schoolWith(...given);
	return { ...baseline, from: baselineFrom };
};

describe("the baseline by a crosswalk", () => {
	const none = missing("no row in the file for this year");

	it("is the school's own without one, and says so by saying nothing", () => {
		expect(schoolWith(undefined, [row(NEW), row(A)]).baselineFrom).toBeUndefined();
		expect(baselineOf(undefined, [row(NEW, { percentMet: 33 })])).toEqual({ value: 33, tested: 100, enrolled: 110 });
		expect(schoolWith([code(NEW, false)], [row(NEW)]).baselineFrom).toBeUndefined();
	});

	it("is the former code's", () => {
		const rows = [row(A, { percentMet: 55, scored: 80 }), row(B)];
		expect(baselineOf([code(A), code(NEW, false)], rows)).toEqual({ value: 55, tested: 80, enrolled: 110, from: [A] });
	});

	it("puts merged schools together with their students as weights", () => {
		const rows = [row(A, { percentMet: 20, scored: 30 }), row(B, { percentMet: 60, scored: 90, enrolled: 100 })];
		const merged = { tested: 120, enrolled: 210, from: [A, B] };
		expect(baselineOf([code(A), code(B)], rows)).toEqual({ value: 50, ...merged });
		const points = rows.map((entry, index) => ({ ...entry, distanceFromStandard: index === 0 ? -40 : 8 }));
		expect(baselineOf([code(A), code(B)], points, { outcome: "dfs" })).toEqual({ value: -4, ...merged });
	});

	it("adds to a code that lives on", () => {
		const rows = [row(NEW, { percentMet: 10 }), row(A, { percentMet: 30 })];
		expect(baselineOf([code(A), code(NEW, false)], rows)).toEqual({
			value: 20,
			tested: 200,
			enrolled: 220,
			from: [A, NEW],
		});
	});

	it("is absent where one of several is withheld, unknown or gone", () => {
		const former = suppressed(`of a former school: ${withheld.reason}`);
		const hidden = row(B, { percentMet: withheld, scored: withheld, tested: 9 });
		expect(baselineOf([code(A), code(B)], [row(A), hidden])).toEqual({
			value: former,
			tested: 109,
			enrolled: 220,
			from: [A, B],
		});
		const uncounted = row(B, { scored: blank, tested: blank });
		const unknown = missing("of a former school: not reported in the file");
		expect(baselineOf([code(A), code(B)], [row(A), uncounted])).toEqual({
			value: unknown,
			tested: unknown,
			enrolled: 220,
			from: [A, B],
		});
		const gone = missing(`no row in the file for the former school ${B}`);
		expect(baselineOf([code(A), code(B)], [row(A)])).toEqual({
			value: gone,
			tested: gone,
			enrolled: gone,
			from: [A, B],
		});
	});

	it("counts a former school that tested nobody, or has nobody in the group, for nothing", () => {
		const untested = row(B, { percentMet: missing("no students tested"), scored: 0, tested: 0, enrolled: 4 });
		expect(baselineOf([code(A), code(B)], [row(A), untested])).toEqual({
			value: 40,
			tested: 100,
			enrolled: 114,
			from: [A, B],
		});
		const rows = [row(A, { group: 31, percentMet: 25 }), row(A), row(B)];
		expect(baselineOf([code(A), code(B)], rows, { group: 31 })).toEqual({
			value: 25,
			tested: 100,
			enrolled: 110,
			from: [A, B],
		});
	});

	it("is none for a school whose code went to another, and for codes without rows that need not be there", () => {
		expect(baselineOf([], [row(NEW)])).toEqual({ value: none, tested: none, enrolled: none, from: [] });
		expect(baselineOf([code(A, false)], [])).toEqual({ value: none, tested: none, enrolled: none, from: [] });
	});
});

describe("averages over schools", () => {
	it("count each school once, by its row of all grades: grade rows and other groups never enter", () => {
		const rows = [
			row(A, { year: 2025, percentMet: 50 }),
			row(A, { year: 2025, grade: 5, percentMet: 90 }),
			row(A, { year: 2025, grade: 99, percentMet: 90 }),
			row(A, { year: 2025, group: 31, percentMet: 90 }),
			row(NEW, { year: 2025, percentMet: 20, scored: 50, enrolled: 60 }),
		];
		const given = { outcome: "percent", subject: "math", group: 1, year: 2025, baselineYear: undefined } as const;
		const { schools } = buildFrame({ ...given, results: rows, entities: [], companions: [], charters: "include" });
		expect(rollUp(schools, ["district"], (school) => school.current)).toEqual([
			{ district: "0199001", level: "unknown", schools: 2, students: 150, value: 40 },
		]);
	});

	it("stop where a school stands twice", () => {
		const twice = [schoolAt(0, 0), schoolAt(0, 0)];
		expect(() => rollUp(twice, [], (school) => school.current)).toThrow("stands twice");
	});
});
