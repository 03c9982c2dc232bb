/** Subject and year of a file that has no column for them: said by its reader, or by the name that the state gave it. */

import { type Problem, problem } from "../domain/problem.js";
import type { Subject } from "../domain/tests.js";
import type { FixedValues, Layout } from "./layouts/layout.js";
import type { Role } from "./layouts/roles.js";
import type { Recognition } from "./recognise.js";

/** In 2017 there were two releases; the one of spring shows the tests of 2016, the one of fall ends in f. */
const yearOfTwoReleases = 2017;

interface NameReading {
	readonly subject?: Subject;
	readonly year?: number;
}

/** @example readName("mathdownload2017f.txt") // → { subject: "math", year: 2017 } */
function readName(name: string): NameReading {
	const base = name.split(/[\\/]/).at(-1) ?? "";
	const found = /(?<![0-9a-z])(ela|math)download(\d{4})(f?)(?![0-9a-z])/i.exec(base);
	if (found === null) return {};
	const [, word = "", digits = "", fall = ""] = found;
	const subject = word.toLowerCase() === "ela" ? "ela" : "math";
	const year = Number(digits);
	return year === yearOfTwoReleases && fall === "" ? { subject } : { subject, year };
}

const withFixed = ({ candidates, ...rest }: Recognition, fixed: FixedValues): Recognition => {
	const settled = (layout: Layout): Layout => ({ ...layout, fixed: { ...layout.fixed, ...fixed } });
	const [first, ...others] = candidates;
	return { ...rest, candidates: [settled(first), ...others.map(settled)] };
};

/**
 * Completes the recognition of a file whose layout has no column for subject or year.
 *
 * @param said what the reader says of the file; it goes before the name
 * @returns the recognition, with problem CIMP-W129 where the name was needed; or problem CIMP-E129
 */
export function completeByName(
	recognition: Recognition,
	file: string,
	said: FixedValues = {},
): { readonly recognition: Recognition; readonly warnings: readonly Problem[] } | Problem {
	const [layout] = recognition.candidates;
	const has = (role: Role): boolean => recognition.columns.some((entry) => entry.column.role === role);
	const needs = (["subject", "year"] as const).filter((role) => !has(role));
	if (layout.namedBySubjectAndYear !== true || needs.length === 0) return { recognition, warnings: [] };
	const named = readName(file);
	const fixed: { subject?: Subject; year?: number } = {};
	if (needs.includes("subject")) Object.assign(fixed, pick("subject", said, named));
	if (needs.includes("year")) Object.assign(fixed, pick("year", said, named));
	const missing = needs.filter((role) => fixed[role] === undefined);
	const place = { file };
	if (missing.length > 0) {
		return problem("CIMP-E129", place, { found: `no ${missing.join(" and no ")} in the columns or in the name` });
	}
	const taken = needs.filter((role) => said[role] === undefined).map((role) => `${role} ${fixed[role]}`);
	const warning = (): Problem => problem("CIMP-W129", place, { found: taken.join(", ") });
	return { recognition: withFixed(recognition, fixed), warnings: taken.length > 0 ? [warning()] : [] };
}

function pick(role: "subject" | "year", said: FixedValues, named: NameReading): NameReading {
	const value = said[role] ?? named[role];
	return value === undefined ? {} : { [role]: value };
}
