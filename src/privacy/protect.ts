/** Decides what of a family of counts may be published: small groups, percents near 0 and 100, and what gives them away. */

import { displayMinimum } from "../domain/evidence.js";
import type { IntegerRange } from "../stats/index.js";
import { type CodedCount, roundCount } from "./bands.js";
import { CompanyFinder, saysLess } from "./company.js";
import { type CountFamily, checkFamily } from "./count-family.js";
import { Evidence } from "./evidence.js";
import type { Need } from "./needs.js";
import { type Question, searchEvidence } from "./search.js";
import { canBeRounded, type Detail, roomOf, type Shape, shapeOf } from "./shape.js";

export interface Rules {
	/** Fewest students of a group that may be shown; 11 or more. */
	readonly minimum: number;
	/** Width of the range in which a hidden count must be able to lie; 5 or more. */
	readonly width: number;
}

export const standardRules: Rules = { minimum: displayMinimum, width: 5 };

/**
 * How a row may be published. Why a row is hidden is not said, on purpose: "fewer than 11" beside one hidden row and
 * "to protect others" beside the next would narrow both.
 */
export type RowState =
	| { readonly state: "shown"; readonly coded: readonly (CodedCount | undefined)[] }
	/** Counts as bands, population first. */
	| { readonly state: "rounded"; readonly bands: readonly CodedCount[] }
	| { readonly state: "hidden" };

export interface Protection {
	readonly rows: ReadonlyMap<string, RowState>;
	/**
	 * What stays open to a reader for certain, population first, then the outcomes: every end is reached by counts that agree
	 * with all that is shown. The true ranges may be wider.
	 */
	readonly ranges: ReadonlyMap<string, readonly IntegerRange[]>;
}

/** Work that is spent on showing rows again; then the rest stays hidden. A few seconds. */
const mostWork = 1e9;

/**
 * Hides or rounds rows until no hidden count can be found out, then shows again what need not be hidden.
 *
 * Groups of 1 to `minimum − 1` students are hidden whole: population and outcomes. Outcomes near none or all of a shown
 * group are coded by size. Then other counts are searched that agree with all that is shown (`needsOf` says what must stay
 * open); rows for which none are found get company, the cheapest that closes a circle of sums: large groups rounded to
 * bands of ten, others hidden. At last every row that was cut for another's sake is tried again, the largest first. Every decision rests on solutions in whole numbers that were
 * found and checked; where the search fails, more is hidden.
 *
 * @throws Error for a family that does not add up; RangeError for rules below the standard ones
 * @reference primary and complementary suppression: Cox (1980) JASA 75:377–385
 */
export function protect(family: CountFamily, rules: Rules = standardRules): Protection {
	const found = protectIfPossible(family, rules);
	if (found === undefined) throw new Error("a family of counts can't be protected even with everything hidden");
	return found;
}

/** The same; `undefined` where hiding all that may be hidden is not enough: what is known from elsewhere says too much. */
export function protectIfPossible(family: CountFamily, rules: Rules = standardRules): Protection | undefined {
	checkFamily(family);
	if (!(rules.minimum >= standardRules.minimum) || !(rules.width >= standardRules.width)) {
		throw new RangeError("the minimum and the width can be raised, never lowered");
	}
	const shape = shapeOf(family);
	const draft: Draft = {
		shape,
		details: shape.rows.map(({ neverShown, onlyRounded }): Detail => {
			return neverShown === true ? "hidden" : onlyRounded === true ? "rounded" : "exact";
		}),
		width: rules.width,
		work: { spent: 0 },
	};
	// One minimum after the other, so that a raised one starts from what the lower one hides, and never shows more.
	let evidence = new Evidence(shape);
	for (const minimum of minimums(shape, rules.minimum)) {
		shape.rows.forEach(({ population }, row) => {
			if (population > 0 && population < minimum) draft.details[row] = "hidden";
		});
		const fixed = [...draft.details];
		const safe = cutUntilSafe(draft);
		if (safe === undefined) return undefined;
		showAgain(draft, fixed, safe);
		evidence = cutUntilSafe(draft) ?? safe;
	}
	return protectionOf(draft, evidence);
}

interface Draft extends Question {
	readonly details: Detail[];
}

/** The standard minimum, and every higher one at which another row becomes too small. */
function minimums(shape: Shape, wanted: number): number[] {
	const sizes = shape.rows.map(({ population }) => population + 1);
	const between = sizes.filter((size) => size > standardRules.minimum && size <= wanted);
	return [...new Set([standardRules.minimum, ...between])].sort((a, b) => a - b);
}

/** Ends with evidence found from nothing but the rows cut in the end, so that a second run finds the same. */
function cutUntilSafe(draft: Draft): Evidence | undefined {
	const company = new CompanyFinder(draft.shape, draft.work);
	for (;;) {
		const evidence = new Evidence(draft.shape);
		const open = searchEvidence(draft, evidence);
		if (open.length === 0) return evidence;
		if (!giveCompany(draft, company, open)) return undefined;
	}
}

/** False where nothing is left to hide. */
function giveCompany(draft: Draft, company: CompanyFinder, open: readonly Need[]): boolean {
	let found = 0;
	const served = new Set<number>();
	for (const need of open) {
		if (served.has(need.row)) continue;
		served.add(need.row);
		for (const [row, detail] of company.find(need, draft.details)) {
			draft.details[row] = detail;
			found++;
		}
	}
	if (found > 0) return true;
	const row = open.map((need) => nearest(draft, need.row)).find((near) => near !== undefined) ?? smallest(draft);
	if (row === undefined) return false;
	draft.details[row] = "hidden";
	return true;
}

/** The smallest row not hidden that shares a sum with a row, itself included. */
function nearest(draft: Draft, row: number): number | undefined {
	const near = draft.shape.sums.map(({ whole, parts }) => [whole, ...parts]).filter((members) => members.includes(row));
	return smallest(draft, near.flat());
}

function smallest(draft: Draft, among: Iterable<number> = draft.shape.rows.keys()): number | undefined {
	const size = (row: number): number => draft.shape.rows[row]?.population ?? 0;
	return [...among]
		.filter((row) => draft.details[row] !== "hidden" && size(row) > 0)
		.sort((a, b) => size(a) - size(b) || a - b)[0];
}

/** Publishes rows better that turned out not to be needed, the largest first. */
function showAgain(draft: Draft, fixed: readonly Detail[], start: Evidence): void {
	const { shape, details } = draft;
	const size = (row: number): number => shape.rows[row]?.population ?? 0;
	const candidates = [...shape.rows.keys()]
		.filter((row) => details[row] !== fixed[row])
		.sort((a, b) => size(b) - size(a) || a - b);
	const limit = draft.work.spent + mostWork;
	let evidence = start;
	for (const row of candidates) {
		const before = details[row] ?? "hidden";
		for (const better of betterThan(before, fixed[row] ?? "hidden")) {
			if (draft.work.spent > limit) return;
			if (better === "rounded" && !canBeRounded(shape, row)) continue;
			details[row] = better;
			const left = evidenceLeft(draft, evidence, row);
			if (searchEvidence(draft, left).length === 0) {
				evidence = left;
				break;
			}
			details[row] = before;
		}
	}
}

/** Ways to publish that say more than one does and no more than another. */
const betterThan = (now: Detail, best: Detail): Detail[] =>
	(["exact", "rounded"] as const).filter((detail) => saysLess(now, detail) && !saysLess(best, detail));

/** The evidence that is left when a row is published better: moves that leave it within what is then known of it. */
function evidenceLeft({ shape, details }: Draft, evidence: Evidence, row: number): Evidence {
	const left = new Evidence(shape);
	const rooms = new Map(shape.ways.map((way) => [way, roomOf(shape, row, way, details[row] ?? "hidden")]));
	for (const move of evidence.moves) {
		const amount = move.amounts[move.rows.indexOf(row)] ?? 0;
		const room = rooms.get(move.way);
		if (room !== undefined && amount >= room.lower && amount <= room.upper) left.take(move);
	}
	return left;
}

function protectionOf({ shape, details }: Draft, evidence: Evidence): Protection {
	const rows = new Map<string, RowState>();
	const ranges = new Map<string, readonly IntegerRange[]>();
	shape.rows.forEach(({ id, population, outcomes }, row) => {
		rows.set(id, stateOf(details[row] ?? "hidden", [population, ...outcomes], shape.coded[row] ?? []));
		ranges.set(id, [evidence.range(row, "population"), ...outcomes.map((_, k) => evidence.range(row, k))]);
	});
	return { rows, ranges };
}

function stateOf(detail: Detail, counts: readonly number[], coded: Shape["coded"][number]): RowState {
	if (detail === "hidden") return { state: "hidden" };
	return detail === "exact" ? { state: "shown", coded } : { state: "rounded", bands: counts.map(roundCount) };
}
