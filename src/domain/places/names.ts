/** Names of places over the years: what is a new name, and what is only another spelling of the old one. */

import type { EntityLevel } from "../cds-code.js";
import { plainName, similarity } from "../suggest.js";

/** Characters at which the state cuts the names of districts and schools: in 2015, and in later years. */
const cutAt: Partial<Record<EntityLevel, readonly number[]>> = { district: [40], school: [40, 50] };

/** What some years add to a district's name and others don't; the end of it may be cut. */
const districtWords = /schooldi?s?t?r?i?c?t?$/;

/** A name without case, accents, punctuation and blanks; "&" is the word it stands for. */
function bareName(name: string, level: EntityLevel): string {
	const bare = plainName(name.replaceAll("&", " and ")).replaceAll(" ", "");
	return level === "district" ? bare.replace(districtWords, "") : bare;
}

/** True where the shorter name is the longer one, cut where the state cuts names of this level. */
function isCut(left: string, right: string, level: EntityLevel): boolean {
	const limits = cutAt[level] ?? [];
	const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
	// A blank at the cut is gone from the cell, too.
	if (!limits.some((limit) => shorter.length === limit || shorter.length === limit - 1)) return false;
	const bare = (name: string): string => plainName(name).replaceAll(" ", "");
	return bare(longer).startsWith(bare(shorter));
}

/** How a place's names of two years stand to each other. `cosmetic`: spelled in another way, or cut; no new name. */
export type NameChange = "same" | "cosmetic" | "renamed";

/**
 * Compares the names of one place in two years.
 *
 * Case, accents, punctuation, "&" for "and", a district's "Unified School District" for "Unified", and the state's cuts
 * at 40 characters (2015 and districts) or 50 (schools) make no new name.
 *
 * @example nameChange("State of California", "State Of California", "state") // → "cosmetic"
 */
export function nameChange(before: string, after: string, level: EntityLevel): NameChange {
	if (before === after) return "same";
	const alike = bareName(before, level) === bareName(after, level) || isCut(before, after, level);
	return alike ? "cosmetic" : "renamed";
}

/** Names less alike than this are names of two schools. */
const nearlyAlike = 0.85;

const numbersIn = (name: string): string => (plainName(name).match(/\d+/g) ?? []).join(" ");

/**
 * True for names of schools that may be one school's: alike but for a few letters. Numbers must agree ("No. 1" is not
 * "No. 2"), and a name that is not there is like no other.
 */
export function nearlySameName(before: string, after: string): boolean {
	const [left, right] = [plainName(before), plainName(after)];
	if (left === "" || right === "" || numbersIn(before) !== numbersIn(after)) return false;
	return similarity(left, right) >= nearlyAlike;
}
