/** Which comparisons are tested, and their p-values adjusted together: one family of tests at a time. */

import { benjaminiHochberg, fisherExact, isUndefinedResult, midP } from "../stats/index.js";
import { minimumsMet, type Pair, type RuleSet, tableOf } from "./rule.js";

/** A comparison of a family: a group of a basis with its counts, and the stratified p-value where there is one. */
export interface Tested {
	readonly basis: string;
	readonly code: string;
	/** False for "not reported" and "unrecognized", which are counted and never tested. */
	readonly testable: boolean;
	readonly pair: Pair;
	readonly stratifiedP: number | undefined;
}

export interface Adjusted {
	readonly fisher: number | undefined;
	readonly midP: number | undefined;
	/** `undefined` where not tested. */
	readonly q: number | undefined;
	readonly stratifiedQ: number | undefined;
	/** Positions of the comparisons that this q depends on: its own and the one whose p-value decides it. */
	readonly decidedBy: readonly number[];
	/** The q that other counts of this comparison would have, all else as it is. */
	readonly again: (pair: Pair) => number | undefined;
}

export interface AdjustedFamily {
	readonly entries: readonly Adjusted[];
	/** Tests made; a basis of two groups is one. */
	readonly tests: number;
}

export function fisherP(pair: Pair): number | undefined {
	if (pair.qualified === 0 || pair.othersQualified === 0) return undefined;
	const test = fisherExact(tableOf(pair));
	return isUndefinedResult(test) ? undefined : test.twoSided;
}

function midPOf(pair: Pair): number | undefined {
	if (pair.qualified === 0 || pair.othersQualified === 0) return undefined;
	const test = midP(tableOf(pair));
	return isUndefinedResult(test) ? undefined : test.twoSided;
}

/**
 * Tests the comparisons that meet the minimums and adjusts their p-values (Benjamini–Hochberg).
 *
 * The two groups of a basis that has only two are one test, counted once; both get its q.
 */
export function adjustFamily(tested: readonly Tested[], rules: RuleSet): AdjustedFamily {
	const twins = twinsOf(tested);
	const counted = (index: number): boolean => {
		const one = tested[index];
		return one?.testable === true && minimumsMet(one.pair, rules);
	};
	// A pair of twins meets the minimums together or not at all but for the expected number: one that does is enough.
	const leads = tested.map((_, index) => counted(index) && !(twins[index]! < index && counted(twins[index]!)));
	const fisher = tested.map(({ pair }) => fisherP(pair));
	const ps = tested.map((_, index) => (leads[index] ? fisher[index] : undefined));
	const stratified = tested.map((one, index) => (leads[index] ? one.stratifiedP : undefined));
	const [qs, stratifiedQs] = [benjaminiHochberg(ps), benjaminiHochberg(stratified)];
	const leader = (index: number): number => (leads[index] ? index : (twins[index] ?? index));
	const entries = tested.map((one, index): Adjusted => {
		const lead = leader(index);
		const isTested = counted(index);
		return {
			fisher: fisher[index],
			midP: midPOf(one.pair),
			q: isTested ? qs[lead] : undefined,
			stratifiedQ: isTested ? stratifiedQs[lead] : undefined,
			decidedBy: isTested ? [index, deciding(ps, qs, lead)] : [index],
			again: (pair) => {
				if (!one.testable || !minimumsMet(pair, rules)) return undefined;
				return benjaminiHochberg(ps.map((p, at) => (at === lead ? fisherP(pair) : p)))[lead];
			},
		};
	});
	return { entries, tests: leads.filter((lead) => lead).length };
}

/** For each comparison the other group of a basis that has two groups with students and no more; itself otherwise. */
function twinsOf(tested: readonly Tested[]): number[] {
	return tested.map(({ basis, pair }, index) => {
		const same = tested.flatMap((one, at) => (one.basis === basis && one.pair.qualified > 0 ? [at] : []));
		if (same.length !== 2 || pair.qualified === 0) return index;
		return same[0] === index ? (same[1] ?? index) : (same[0] ?? index);
	});
}

/** The comparison whose p-value, times tests over rank, is this one's q. */
function deciding(ps: readonly (number | undefined)[], qs: readonly (number | undefined)[], own: number): number {
	const [p, q] = [ps[own], qs[own]];
	if (p === undefined || q === undefined) return own;
	const tests = ps.filter((value) => value !== undefined).length;
	const order = ps
		.flatMap((value, at) => (value === undefined ? [] : [{ at, value }]))
		.sort((a, b) => a.value - b.value || a.at - b.at);
	const found = order.find(({ value }, rank) => value >= p && Math.min(1, (value * tests) / (rank + 1)) === q);
	return found?.at ?? own;
}
