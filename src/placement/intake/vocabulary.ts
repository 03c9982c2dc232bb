/** What the cells of the bases mean: the state's codes and words, and the Dashboard's codes for the groups. */

import { findGroup, groupName, raceAndEthnicity } from "../../domain/student-groups.js";
import { plainName } from "../../domain/suggest.js";
import type { BasisGroup, BasisId } from "../roster.js";

/** What a cell says: a group, nothing, or something that nobody knows. */
export type Meaning = BasisGroup | "not reported" | "unrecognized";

/** Year whose words of the state are shown. */
const wordsOf = 2025;

const group = (code: string, label: string): BasisGroup => ({ code, label, kind: "group" });

/** The Dashboard's codes by the state's group ids, in the state's order. */
const ethnicCodes: ReadonlyMap<number, string> = new Map([
	[75, "AI"],
	[76, "AS"],
	[74, "AA"],
	[77, "FI"],
	[78, "HI"],
	[79, "PI"],
	[80, "WH"],
	[144, "MR"],
]);

const ethnicGroups: ReadonlyMap<number, BasisGroup> = new Map(
	raceAndEthnicity.map((id) => [id, group(ethnicCodes.get(id) ?? `${id}`, groupName(id, wordsOf))]),
);

const hispanic = 78;
const twoOrMore = 144;

/** CALPADS race codes by their first digit; 200 and 300 have a code for each country or island. */
const calpadsHundreds: Readonly<Record<string, number>> = { 1: 75, 2: 76, 3: 79, 4: 77, 5: 78, 6: 74, 7: 80 };
const calpadsCode = /^(?:100|20\d|299|30[1-4]|399|[4-7]00)$/;

/** Words of districts beside those that the state's group names know. */
const ethnicWords: ReadonlyMap<string, number> = new Map([
	["two or more", twoOrMore],
	["multiple", twoOrMore],
	["multiracial", twoOrMore],
	["multi racial", twoOrMore],
	["latinx", hispanic],
	["latina o", hispanic],
	["latino a", hispanic],
	["hispanic latinx", hispanic],
	["american indian", 75],
	["native american", 75],
	["alaska native", 75],
	["hawaiian", 79],
	["native hawaiian", 79],
	["black african american", 74],
	["caucasian", 80],
]);

/** Cells that say that nothing was reported. */
const nothing = new Set([
	..."|na|n a|none|null|unknown|not reported|missing|declined|declined to state|tbd|to be determined".split("|"),
	...["no response", "not available"],
]);

const saysNothing = (text: string): boolean => /^[\s*?.\-–—]*$/.test(text) || nothing.has(plainName(text));

/** State's id of one race; `undefined` where nobody knows it. */
function raceOf(text: string): number | undefined {
	const word = text.trim();
	if (calpadsCode.test(word)) return calpadsHundreds[word[0] ?? ""];
	if (/^\d+$/.test(word)) return undefined;
	const id = ethnicWords.get(plainName(word)) ?? findGroup(word);
	return id !== undefined && ethnicGroups.has(id) ? id : undefined;
}

/** Several races in one cell stand between semicolons, bars or slashes, or are codes between commas or blanks. */
function partsOf(text: string): string[] {
	const codes = /^[\d\s,;|/+]+$/.test(text);
	return text.split(codes ? /[\s,;|/+]+/ : /[;|]/).filter((part) => part.trim() !== "");
}

function ethnicity(text: string, severalRaces: "federal" | "multiple"): Meaning {
	const whole = raceOf(text);
	const races = whole === undefined ? partsOf(text).map(raceOf) : [whole];
	const known = new Set(races);
	if (known.has(undefined) || known.size === 0) return "unrecognized";
	const one = known.size === 1 ? races[0] : severalRaces === "federal" && known.has(hispanic) ? hispanic : twoOrMore;
	return ethnicGroups.get(one ?? -1) ?? "unrecognized";
}

const genders: readonly (readonly [BasisGroup, readonly string[]])[] = [
	[group("F", "Female"), ["f", "female", "girl", "females"]],
	[group("M", "Male"), ["m", "male", "boy", "males"]],
	[group("X", "Nonbinary"), ["x", "nonbinary", "non binary"]],
];

function gender(text: string): Meaning {
	const word = plainName(text);
	return genders.find(([, words]) => words.includes(word))?.[0] ?? "unrecognized";
}

/** Names of a yes-or-no basis: the Dashboard's code, the group and its counterpart. */
const flagNames: Readonly<Record<Exclude<BasisId, "ethnicity" | "gender">, readonly [string, string, string]>> = {
	sed: ["SED", "Socioeconomically disadvantaged", "Not socioeconomically disadvantaged"],
	el: ["EL", "English learner", "Not an English learner"],
	ltel: ["LTEL", "Long-term English learner", "Not a long-term English learner"],
	swd: ["SWD", "Students with disabilities", "Students without disabilities"],
	foster: ["FOS", "Foster youth", "Not foster youth"],
	homeless: ["HOM", "Homeless", "Not homeless"],
};

const yesWords = new Set(["y", "yes", "1", "t", "true"]);
const noWords = new Set(["n", "no", "0", "f", "false"]);

/** Words of single bases: statuses of fluency, kinds of meals. */
const ownYes: Partial<Record<BasisId, readonly string[]>> = { el: ["el", "adel"], sed: ["free", "reduced"] };
const ownNo: Partial<Record<BasisId, readonly string[]>> = { el: ["eo", "ifep", "rfep"], sed: ["paid"] };

/** Yes, no, or what else a cell says. */
export function yesOrNo(text: string): boolean | "not reported" | "unrecognized" {
	if (saysNothing(text)) return "not reported";
	const word = plainName(text);
	if (yesWords.has(word)) return true;
	return noWords.has(word) ? false : "unrecognized";
}

function flagGroup(basis: Exclude<BasisId, "ethnicity" | "gender">, text: string, meals: boolean): Meaning {
	const [code, label, counterpart] = flagNames[basis];
	const word = plainName(text);
	const yes = group(code, label);
	const no = group("N", counterpart);
	if (word === code.toLowerCase() || ownYes[basis]?.includes(word)) return yes;
	if (ownNo[basis]?.includes(word)) return no;
	// In a column with R and P, an F is a free meal and not "false".
	if (meals && /^[frp]$/.test(word)) return word === "p" ? no : yes;
	const answer = yesOrNo(text);
	return answer === true ? yes : answer === false ? no : answer;
}

/** True where the words of a column are the kinds of meals: free, reduced and paid. */
const isMeals = (basis: BasisId, labels: readonly string[]): boolean =>
	basis === "sed" && labels.some((label) => /^[rp]$/i.test(label));

/** What each label of a basis' column says. */
export function meaningsOf(
	basis: BasisId,
	labels: readonly string[],
	severalRaces: "federal" | "multiple",
): readonly Meaning[] {
	const meals = isMeals(basis, labels);
	return labels.map((label) => {
		if (saysNothing(label)) return "not reported";
		if (basis === "ethnicity") return ethnicity(label, severalRaces);
		return basis === "gender" ? gender(label) : flagGroup(basis, label, meals);
	});
}

/** All groups of a basis in the state's order, for putting those that occur in order. */
export function groupsOf(basis: BasisId): readonly BasisGroup[] {
	if (basis === "ethnicity") return [...ethnicGroups.values()];
	if (basis === "gender") return genders.map(([entry]) => entry);
	const [code, label, counterpart] = flagNames[basis];
	return [group(code, label), group("N", counterpart)];
}
