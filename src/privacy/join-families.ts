/** Families that readers will lay side by side: stages of one year, several years, last year's release and this year's. */

import { type CountFamily, type CountRow, checkFamily, type Partition } from "./count-family.js";

export interface NamedFamily {
	readonly name: string;
	readonly family: CountFamily;
}

/** One row of one of the families. */
export interface RowOf {
	readonly name: string;
	readonly row: string;
}

/** A population that holds another: the students of `smaller` are among those of `larger`. */
export interface Nesting {
	readonly larger: RowOf;
	readonly smaller: RowOf;
}

/** Years and their sum: every student-year of the whole is in one part. */
export interface Accumulation {
	readonly whole: RowOf;
	readonly parts: readonly RowOf[];
}

/** The id that a family's row has in the joined family. */
export const joinedId = ({ name, row }: RowOf): string => `${name}: ${row}`;

/**
 * Joins families to one, so that they are protected together.
 *
 * The students by whom nested populations differ become a row that no table shows. Where they are as few as a hidden
 * group, the two populations are never both published exactly.
 *
 * @param families all with the same outcomes
 * @returns one family; ids of rows are those of `joinedId`
 * @throws Error for other outcomes, for populations that are not nested, and for parts that do not add up
 */
export function joinFamilies(
	families: readonly NamedFamily[],
	{ nested = [], sums = [] }: { readonly nested?: readonly Nesting[]; readonly sums?: readonly Accumulation[] } = {},
): CountFamily {
	const [first] = families;
	if (first === undefined) throw new Error("there is no family to join");
	const { outcomes, exhaustive } = first.family;
	for (const { name, family } of families) {
		const same = family.exhaustive === exhaustive && family.outcomes.join("\n") === outcomes.join("\n");
		if (!same) throw new Error(`the outcomes of ${name} are not those of ${first.name}`);
	}
	const rows = families.flatMap(({ name, family }) =>
		family.rows.map((row) => ({ ...row, id: joinedId({ name, row: row.id }) })),
	);
	const byId = new Map(rows.map((row) => [row.id, row]));
	const differences = nested.map((nesting) => differenceOf(nesting, byId));
	const own = families.flatMap(({ name, family }) =>
		family.partitions.map(({ whole, parts }) => ({
			whole: joinedId({ name, row: whole }),
			parts: parts.map((row) => joinedId({ name, row })),
		})),
	);
	const joined: CountFamily = {
		outcomes,
		exhaustive,
		rows: [...rows, ...differences],
		partitions: [
			...own,
			...nested.map(
				(nesting): Partition => ({
					whole: joinedId(nesting.larger),
					parts: [joinedId(nesting.smaller), differenceId(nesting)],
				}),
			),
			...sums.map(({ whole, parts }): Partition => ({ whole: joinedId(whole), parts: parts.map(joinedId) })),
		],
	};
	checkFamily(joined);
	return joined;
}

const differenceId = ({ larger, smaller }: Nesting): string => `${joinedId(larger)} without ${joinedId(smaller)}`;

function differenceOf(nesting: Nesting, rows: ReadonlyMap<string, CountRow>): CountRow {
	const [larger, smaller] = [rows.get(joinedId(nesting.larger)), rows.get(joinedId(nesting.smaller))];
	if (larger === undefined || smaller === undefined) throw new Error("a nesting names a row that is not there");
	return {
		id: differenceId(nesting),
		population: larger.population - smaller.population,
		outcomes: larger.outcomes.map((count, k) => count - (smaller.outcomes[k] ?? 0)),
	};
}
