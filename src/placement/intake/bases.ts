/** Columns of bases: every student in one group, blank and unknown words in groups of their own. */

import type { Coded } from "../../domain/coded.js";
import { type Problem, problem } from "../../domain/problem.js";
import type { Policy } from "../policy.js";
import { type Basis, type BasisGroup, type BasisId, statutoryBases } from "../roster.js";
import { countsOf, publishable, type RosterPlaces, shownCount } from "./places.js";
import { groupsOf, type Meaning, meaningsOf } from "./vocabulary.js";

const apart: readonly BasisGroup[] = [
	{ code: "not reported", label: "Not reported", kind: "not reported" },
	{ code: "unrecognized", label: "Unrecognized", kind: "unrecognized" },
];

const codeOf = (meaning: Meaning): string => (typeof meaning === "string" ? meaning : meaning.code);

/** Makes a basis of a column; `undefined` cells are "not reported". */
export function basisOf(id: BasisId, column: Coded, policy: Policy | undefined): Basis {
	const meanings = meaningsOf(id, column.labels, policy?.severalRaces ?? "federal").map(codeOf);
	const all = [...groupsOf(id), ...apart];
	const places = new Map(all.map(({ code }, place) => [code, place]));
	const ofLabel = meanings.map((code) => places.get(code) ?? 0);
	const blank = places.get("not reported") ?? 0;
	const wide = column.codes.map((code) => (code < 0 ? blank : (ofLabel[code] ?? blank)));
	// Only groups that somebody is in.
	const present = all.map(() => false);
	for (const place of wide) present[place] = true;
	const groups = all.filter((_, place) => present[place]);
	const narrow = all.map((entry) => groups.indexOf(entry));
	const statutory = (statutoryBases as readonly string[]).includes(id);
	return { id, statutory, groups, codes: wide.map((place) => narrow[place] ?? 0) };
}

/**
 * Warning CIMP-W140 about words of a basis that nobody knows. A word that fewer than eleven rows have is not printed: it
 * may be something of one student in the wrong column.
 */
export function unrecognizedProblems(id: BasisId, column: Coded, places: RosterPlaces): Problem[] {
	const strange = meaningsOf(id, column.labels, "federal").map((meaning) => meaning === "unrecognized");
	if (!strange.some(Boolean)) return [];
	const counts = countsOf(column);
	const rows = counts.reduce((sum, count, label) => sum + (strange[label] ? count : 0), 0);
	const shown = column.labels.filter((_, label) => strange[label] === true && publishable(counts[label] ?? 0));
	const words =
		shown.length === 0
			? ""
			: `, among them ${shown
					.slice(0, 5)
					.map((word) => `"${word}"`)
					.join(", ")}`;
	const first = column.codes.findIndex((code) => strange[code] === true);
	const found = `${shownCount(rows)} rows with other words${words}`;
	return [problem("CIMP-W140", places.of(first, id), { found })];
}
