/**
 * Who qualifies for what, and who was placed where: the policy's rules in three values over the columns of a roster.
 *
 * A measure that is missing is never "not met": where it could still decide, the student is undetermined.
 */

import type { Coded } from "../domain/coded.js";
import { plainName } from "../domain/suggest.js";
import { evaluate, meets, truth } from "./kleene.js";
import { lookedUp, place, placesByCourse, rulesByCourse } from "./ladder.js";
import type { Policy } from "./policy.js";
import { measureState, type Roster } from "./roster.js";

/** What a student counts as. `entryLevel`: the rule qualifies for the lowest level of the ladder and no more. */
export const standing = { notQualified: 0, undetermined: 1, qualified: 2, entryLevel: 3 } as const;

/** Whether a student is in the numerator of a rate, in its denominator alone, or in neither. */
export const held = { no: 0, yes: 1, notInRate: 2 } as const;

/** `sameLevel`: another course of the level of the prior one. `gradeUnknown`: either, but the grade that decides is missing. */
export const repeat = { none: 0, sameCourse: 1, sameLevel: 2, gradeUnknown: 3 } as const;

/** One stage: day 1 or the checkpoint. */
export interface StagePlacement {
	/** Level of the course placed in, or a `place`. */
	readonly level: Int8Array;
	/**
	 * `held` values: placed below the level that the rule qualifies for; `notInRate` for everybody who is not
	 * `standing.qualified`, and for places outside the ladder or not reported.
	 */
	readonly heldBack: Uint8Array;
	/** As `heldBack` for the undetermined whose rule is about a level above the lowest, as if it were met: for bounds. */
	readonly heldBackIfQualified: Uint8Array;
	/** 1: placed above the level that the student qualifies for. */
	readonly overPlaced: Uint8Array;
	/** `repeat` values. */
	readonly repeats: Uint8Array;
}

/** The policy applied to a roster. */
export interface Qualification {
	readonly lowestLevel: number;
	/** Index of the rule that decides; -1 where no rule names the prior course or none is reported. */
	readonly rule: Int16Array;
	/** Level that the rule qualifies for; 0 without a rule. */
	readonly target: Int8Array;
	/** `truth` of the rule's requirement; undetermined without a rule. */
	readonly met: Uint8Array;
	/** `standing` values. */
	readonly standing: Uint8Array;
	readonly day1: StagePlacement;
	/** `undefined`: the roster has no checkpoint. */
	readonly checkpoint: StagePlacement | undefined;
}

type Judged = Pick<Qualification, "lowestLevel" | "rule" | "target" | "met" | "standing">;

/** `truth` of every measure for every student, by the measure's id. */
function truthByMeasure(roster: Roster, policy: Policy): Map<string, Uint8Array> {
	return new Map(
		policy.measures.map((measure) => {
			const column = roster.measures.find(({ id }) => id === measure.id);
			const values = new Uint8Array(roster.students).fill(truth.undetermined);
			for (let student = 0; column !== undefined && student < roster.students; student++) {
				if (column.states[student] !== measureState.known) continue;
				const met = meets(column.values[student] ?? 0, measure.comparison, measure.cut);
				values[student] = met ? truth.yes : truth.no;
			}
			return [measure.id, values];
		}),
	);
}

function standingOf(met: number, target: number, lowest: number): number {
	if (met === truth.undetermined) return standing.undetermined;
	if (met === truth.no) return standing.notQualified;
	return target > lowest ? standing.qualified : standing.entryLevel;
}

function judge(roster: Roster, policy: Policy): Judged {
	const { students, courses } = roster;
	const lowestLevel = policy.ladder[0]?.level ?? 1;
	const rules = lookedUp(courses.prior, rulesByCourse(policy), -1);
	const truths = truthByMeasure(roster, policy);
	const rule = new Int16Array(students).fill(-1);
	const target = new Int8Array(students);
	const met = new Uint8Array(students).fill(truth.undetermined);
	const standings = new Uint8Array(students).fill(standing.undetermined);
	for (let student = 0; student < students; student++) {
		const index = rules[courses.prior.codes[student] ?? -1] ?? -1;
		const found = policy.rules[index];
		if (found === undefined) continue;
		const value = evaluate(found.require, (id) => truths.get(id)?.[student] ?? truth.undetermined);
		rule[student] = index;
		target[student] = found.qualifiesFor;
		met[student] = value;
		standings[student] = standingOf(value, found.qualifiesFor, lowestLevel);
	}
	return { lowestLevel, rule, target, met, standing: standings };
}

/** Placed above what the student qualifies for; one who does not qualify for a level, at it or above. */
function isOverPlaced(level: number, { target, met, lowestLevel }: Judged, student: number): boolean {
	const own = target[student] ?? 0;
	if (level <= lowestLevel || own === 0) return false;
	return met[student] === truth.no ? level >= own : level > own;
}

/** `truth` of having completed the prior course with the grade that the policy asks for. */
function completed(roster: Roster, policy: Policy): Uint8Array {
	const all = new Uint8Array(roster.students).fill(truth.yes);
	const { completion } = policy;
	if (completion === undefined) return all;
	const column = roster.measures.find(({ id }) => id === completion.measure);
	for (let student = 0; student < roster.students; student++) {
		if (column?.states[student] !== measureState.known) all[student] = truth.undetermined;
		else if ((column.values[student] ?? 0) < completion.cut) all[student] = truth.no;
	}
	return all;
}

/** The policy and what it says of the roster so far. */
interface Ground {
	readonly roster: Roster;
	readonly policy: Policy;
	readonly judged: Judged;
	readonly completed: Uint8Array;
}

function repeatsOf(courses: Coded, levels: readonly number[], { roster, policy, completed: done }: Ground): Uint8Array {
	const { prior } = roster.courses;
	const priorLevels = lookedUp(prior, placesByCourse(policy), place.notReported);
	const priorNames = prior.labels.map(plainName);
	const names = courses.labels.map(plainName);
	return Uint8Array.from({ length: roster.students }, (_, student) => {
		const [before, now] = [prior.codes[student] ?? -1, courses.codes[student] ?? -1];
		if (before < 0 || now < 0 || done[student] === truth.no) return repeat.none;
		const same = priorNames[before] === names[now];
		const level = levels[now] ?? place.notReported;
		if (!same && !(level > 0 && level === priorLevels[before])) return repeat.none;
		if (done[student] === truth.undetermined) return repeat.gradeUnknown;
		return same ? repeat.sameCourse : repeat.sameLevel;
	});
}

function placeStage(courses: Coded, ground: Ground): StagePlacement {
	const { roster, policy, judged } = ground;
	const levels = lookedUp(courses, placesByCourse(policy), place.outsideLadder);
	const level = new Int8Array(roster.students).fill(place.notReported);
	const heldBack = new Uint8Array(roster.students).fill(held.notInRate);
	const heldBackIfQualified = new Uint8Array(roster.students).fill(held.notInRate);
	const overPlaced = new Uint8Array(roster.students);
	for (let student = 0; student < roster.students; student++) {
		const own = levels[courses.codes[student] ?? -1] ?? place.notReported;
		const target = judged.target[student] ?? 0;
		level[student] = own;
		overPlaced[student] = isOverPlaced(own, judged, student) ? 1 : 0;
		if (own < place.belowLadder || target <= judged.lowestLevel) continue;
		const below = own < target ? held.yes : held.no;
		if (judged.standing[student] === standing.qualified) heldBack[student] = below;
		if (judged.standing[student] === standing.undetermined) heldBackIfQualified[student] = below;
	}
	return { level, heldBack, heldBackIfQualified, overPlaced, repeats: repeatsOf(courses, levels, ground) };
}

/**
 * Applies a policy to a roster.
 *
 * The roster's courses are taken as checked: a title that the policy does not know counts as outside the ladder.
 */
export function qualify(roster: Roster, policy: Policy): Qualification {
	const judged = judge(roster, policy);
	const ground = { roster, policy, judged, completed: completed(roster, policy) };
	const { day1, checkpoint } = roster.courses;
	return {
		...judged,
		day1: placeStage(day1, ground),
		checkpoint: checkpoint === undefined ? undefined : placeStage(checkpoint, ground),
	};
}
