/** The earlier result of each school: under its own code, or under the codes that a crosswalk names. */

import { addable } from "../../domain/double-counting.js";
import { type Absent, isAbsent, isKnown, type Measured, missing, suppressed } from "../../domain/measured.js";
import type { FormerCode } from "../../domain/places/crosswalk.js";
import type { ResultRow } from "../../domain/tidy.js";
import type { FrameInput } from "./build.js";
import type { ResultReader } from "./reader.js";
import { nothing } from "./result.js";
import { sortRows } from "./rows.js";
import type { School, SchoolResult } from "./school.js";

type Baseline = Pick<School, "baseline" | "baselineFrom">;

/** How to find a school's baseline. */
export function baselines(input: Omit<FrameInput, "outcome">, reader: ResultReader): (cds: string) => Baseline {
	const { results, baselineYear, group } = input;
	const sorted = sortRows(results);
	const earlier: Earlier = {
		reader,
		present: (cds) => baselineYear !== undefined && sorted.hasRows(cds, baselineYear),
		row: (cds) => (baselineYear === undefined ? undefined : sorted.rowOf(cds, baselineYear, group)),
	};
	return (cds) => {
		const former = input.former?.get(cds);
		if (former === undefined) return { baseline: reader.ofRow(earlier.row(cds)) };
		const used = former.filter((code) => code.expected || earlier.present(code.cds));
		const own = used.length === 1 && used[0]?.cds === cds;
		const baseline = combined(used, earlier);
		return own ? { baseline } : { baseline, baselineFrom: used.map((code) => code.cds) };
	};
}

/** The baseline year: whether a code stands in it, and with which row of the group. */
interface Earlier {
	readonly reader: ResultReader;
	present(cds: string): boolean;
	row(cds: string): ResultRow | undefined;
}

/** The result of all former schools together; absent as a whole where one of them is not known. */
function combined(former: readonly FormerCode[], { present, row, reader }: Earlier): SchoolResult {
	const lost = former.find((code) => !present(code.cds));
	if (lost !== undefined) {
		const absent = missing(`no row in the file for the former school ${lost.cds}`);
		return { value: absent, tested: absent, enrolled: absent };
	}
	// A former school without a row of the group had nobody in it.
	const own = former.flatMap(({ cds }) => row(cds) ?? []);
	const [only] = own;
	if (own.length <= 1) return only === undefined ? nothing : reader.ofRow(only);
	return merged(addable(own).map(reader.ofRow));
}

/** Counts added, values weighted with the students behind them. */
function merged(results: readonly SchoolResult[]): SchoolResult {
	const counted = results.filter((result) => result.tested !== 0);
	const tested = sum(results.map((result) => result.tested));
	const enrolled = sum(results.map((result) => result.enrolled));
	const unknown = counted.map((result) => result.value).find(isAbsent);
	if (unknown !== undefined) return { value: ofOne(unknown), tested, enrolled };
	if (!isKnown(tested) || tested === 0) return { value: isKnown(tested) ? nothing.value : tested, tested, enrolled };
	const total = counted.reduce((points, { value, tested: students }) => points + Number(value) * Number(students), 0);
	const spreads = counted.map(({ studentSd, tested: students }) => Number(students) * (studentSd ?? 0) ** 2);
	const known = counted.every(({ studentSd }) => studentSd !== undefined);
	const studentSd = Math.sqrt(spreads.reduce((sum, spread) => sum + spread, 0) / tested);
	return { value: total / tested, tested, enrolled, ...(known ? { studentSd } : {}) };
}

function sum(counts: readonly Measured[]): Measured {
	const unknown = counts.find(isAbsent);
	return unknown === undefined ? counts.reduce<number>((total, count) => total + Number(count), 0) : ofOne(unknown);
}

/** Absent for the merged school, because it is absent for one of those it came from. */
function ofOne({ absent, reason }: Absent): Absent {
	const words = `of a former school: ${reason}`;
	return absent === "suppressed" ? suppressed(words) : missing(words);
}
