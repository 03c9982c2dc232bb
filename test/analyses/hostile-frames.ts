/** Frames that no state publishes, drawn at random: results without spread, two schools, collinear covariates. */

import fc from "fast-check";
import type { SchoolFrame } from "../../src/analyses/frame/school.js";
import { missing, suppressed } from "../../src/domain/measured.js";
import { frameOf, schoolAt } from "../helpers/frames.js";

/** Districts and schools in each. */
const size = fc.constantFrom<[number, number]>([1, 2], [2, 1], [1, 35], [2, 6], [35, 1], [5, 8], [12, 4]);

const values = fc.constantFrom<(at: number) => number>(
	() => 0,
	() => 100,
	() => 50,
	(at) => (at % 2) * 100,
	(at) => (at * 37) % 101,
	(at) => (at === 0 ? 100 : 0),
	(at) => 49 + (at % 3),
);

const students = fc.constantFrom<(at: number) => number>(
	() => 11,
	(at) => (at === 0 ? 100_000 : 11),
	(at) => 11 + ((at * 53) % 900),
	() => 3000,
);

/** The last is a copy of what the first gives, or nothing at all. */
const mix = fc.constantFrom<(at: number) => { percentSed?: number; percentEl?: number; percentSwd?: number }>(
	() => ({}),
	() => ({ percentSed: 40, percentEl: 0 }),
	(at) => ({ percentSed: (at * 29) % 101, percentEl: (at * 29) % 101, percentSwd: 100 - ((at * 29) % 101) }),
	(at) => ({ percentSed: at === 0 ? 100 : 0, percentEl: (at * 17) % 31 }),
	(at) => (at % 3 === 0 ? {} : { percentSed: at }),
	(at) => ({ percentSed: (at * 29) % 101, percentEl: (at * 13) % 41 }),
);

export const hostileFrames: fc.Arbitrary<SchoolFrame> = fc
	.record({
		size,
		value: values,
		before: values,
		count: students,
		mix,
		outcome: fc.constantFrom<"percent" | "dfs">("percent", "dfs"),
		baseline: fc.boolean(),
		high: fc.nat(7),
	})
	.map(({ size: [districts, perDistrict], value, before, count, mix: covariates, outcome, baseline, high }) => {
		const unit = (share: number): number => (outcome === "dfs" ? 3 * share - 150 : share);
		const schools = Array.from({ length: districts * perDistrict }, (_, at) => {
			const [tested, enrolled] = [count(at), count(at)];
			const withheld = at === 3;
			return schoolAt(Math.floor(at / perDistrict), at % perDistrict, {
				current: { value: withheld ? suppressed("few") : unit(value(at)), tested, enrolled },
				leftOut: withheld ? { reason: "result withheld", because: "few" } : undefined,
				baseline: baseline
					? { value: unit(before(at)), tested, enrolled }
					: { value: missing("no year"), tested: missing("no year"), enrolled: missing("no year") },
				covariates: covariates(at),
				level: at % 7 < high ? "elementary" : "high",
			});
		});
		return frameOf(schools, { outcome, baselineYear: baseline ? 2024 : undefined });
	});

/** Every number anywhere in a value, and the reason of every absent one. */
export function contentsOf(value: unknown): { numbers: number[]; reasons: string[] } {
	if (typeof value === "number") return { numbers: [value], reasons: [] };
	if (typeof value !== "object" || value === null) return { numbers: [], reasons: [] };
	if ("absent" in value) return { numbers: [], reasons: [String((value as { reason?: unknown }).reason ?? "")] };
	const parts = (ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : Object.values(value)).map(contentsOf);
	return {
		numbers: parts.flatMap((part) => part.numbers),
		reasons: parts.flatMap((part) => part.reasons),
	};
}
