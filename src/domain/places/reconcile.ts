/** Children against parents: a district's published row beside the sum of its schools. */

import { districtCode, printedDistrict } from "../cds-code.js";
import { addable } from "../double-counting.js";
import type { CharterStatus } from "../entity.js";
import { displayMinimum } from "../evidence.js";
import { groupBy } from "../group-by.js";
import { isKnown, type Measured, missing, notDefined } from "../measured.js";
import { type Problem, problem } from "../problem.js";
import { groupIds } from "../student-groups.js";
import type { ResultRow } from "../tidy.js";

/** One district, year and grade: students with scores by its own row and by its schools' rows. */
export interface Reconciliation {
	/** Seven digits. */
	readonly district: string;
	readonly year: number;
	readonly grade: number;
	/** Students with scores in the district's own row. */
	readonly published: Measured;
	/** Students with scores of the schools that the row holds, as far as they are published. */
	readonly schools: number;
	/** Direct-funded charters, which the row does not hold, and their published students with scores. */
	readonly chartersApart: { readonly schools: number; readonly students: number };
	/** Schools that the row holds and whose own number is withheld: up to ten students each. */
	readonly withheldSchools: number;
	/** `published` less `schools`. */
	readonly difference: Measured;
	/** True where withheld schools can account for the whole difference. */
	readonly explained: Measured<boolean>;
}

/** Most students that a withheld number stands for. */
const mostWithheld = displayMinimum - 1;

/** Charters that the state board authorized are districts of their own: such a row holds its charter, whatever its type. */
const stateBoardCharter = /^SBE\b/i;

type Part = "in the row" | "apart" | "unknown";

function partOf(charter: CharterStatus, own: ResultRow | undefined): Part {
	if (charter === "unknown" || charter === "charter") return "unknown";
	if (charter !== "direct") return "in the row";
	return stateBoardCharter.test(own?.district.trim() ?? "") ? "in the row" : "apart";
}

const sumOfScored = (rows: readonly ResultRow[]): number =>
	addable(rows).reduce((sum, row) => sum + (isKnown(row.scored) ? row.scored : 0), 0);

/** Withheld by a mark; or left blank, as the older files do it, where fewer than 11 students were tested. */
const isWithheld = ({ scored, tested }: ResultRow): boolean =>
	!isKnown(scored) && (scored.absent === "suppressed" || (isKnown(tested) && tested > 0 && tested < displayMinimum));

/** Neither a number nor withheld nor nobody: such a school could have any number of students. */
const isOpen = (row: ResultRow): boolean => !isKnown(row.scored) && !isWithheld(row) && row.tested !== 0;

/** Why a district's numbers can't be compared; `undefined` where they can. */
function whyNotCompared(own: ResultRow | undefined, rows: readonly ResultRow[]): string | undefined {
	if (own === undefined) return "the files have no row of the district";
	if (!isKnown(own.scored)) return `the district's own number: ${own.scored.reason}`;
	if (rows.some((row) => partOf(row.charter, own) === "unknown"))
		return "the files do not say which schools are charters";
	return rows.some(isOpen) ? "the files do not give the students with scores of every school" : undefined;
}

function reconciliationOf(district: string, rows: readonly ResultRow[]): Reconciliation | undefined {
	const own = rows.find((row) => row.level === "district");
	const children = rows.filter((row) => row.level === "school");
	const [any] = children;
	if (any === undefined) return undefined;
	const of = (part: Part): ResultRow[] => children.filter((row) => partOf(row.charter, own) === part);
	const [inside, apart] = [of("in the row"), of("apart")];
	const published = own?.scored ?? missing("the files have no row of the district");
	const schools = sumOfScored(inside);
	const withheldSchools = inside.filter(isWithheld).length;
	const why = whyNotCompared(own, children);
	const difference = why === undefined && isKnown(published) ? published - schools : notDefined(why ?? "");
	return {
		district,
		year: any.year,
		grade: any.grade,
		published,
		schools,
		chartersApart: { schools: apart.length, students: sumOfScored(apart) },
		withheldSchools,
		difference,
		explained: isKnown(difference) ? difference >= 0 && difference <= mostWithheld * withheldSchools : difference,
	};
}

/**
 * Reconciles every district with its schools, one entry for each district, year and grade that has schools.
 *
 * Schools (type 7) and locally funded charters (10) are in the district's row; direct-funded charters (9) are not,
 * but for districts that are a charter of the state board themselves. The type is that of the same year. Grades are
 * compared one by one and never added.
 *
 * @param results rows of one subject; other groups than all students are left aside
 * @returns by district, year and grade
 */
export function reconcile(results: readonly ResultRow[]): Reconciliation[] {
	const rows = results.filter(
		(row) => row.group === groupIds.all && (row.level === "school" || row.level === "district"),
	);
	const yearAndGrade = ({ year, grade }: ResultRow): number => 100 * year + grade;
	return [...groupBy(rows, (row) => districtCode(row.cds))]
		.sort(([left], [right]) => (left < right ? -1 : 1))
		.flatMap(([district, own]) =>
			[...groupBy(own, yearAndGrade)]
				.sort(([left], [right]) => left - right)
				.flatMap(([, compared]) => reconciliationOf(district, compared) ?? []),
		);
}

/** Warnings CIMP-W131: districts whose own row differs from their schools' rows by more than withheld schools explain. */
export const unreconciled = (reconciliation: readonly Reconciliation[], file: string): Problem[] =>
	reconciliation
		.filter((entry) => entry.explained === false)
		.map(({ district, year, published, schools, withheldSchools }) => {
			const own = isKnown(published) ? published : 0;
			const withheld = withheldSchools === 0 ? "" : `, ${withheldSchools} withheld`;
			const found = `${printedDistrict(district)}, ${year}: ${own} in its row, ${schools} in its schools${withheld}`;
			return problem("CIMP-W131", { file }, { found });
		});
