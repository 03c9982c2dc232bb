/**
 * What a reader knows of published counts without any of them: which stand where, which are the same students, and which
 * add up to which. It is published beside the counts, and holds nothing of what they are.
 */

import type { NamedCounts } from "../release-tracked.js";
import { type CountTerm, leavesOf } from "../tracked.js";

/** JSON pointers of the values that say a count. */
export interface Places {
	/** Where the count is published for its own sake: withheld there, it must stay unknown. */
	readonly at: readonly string[];
	/** Where it is said beside others, and only where all of those are. */
	readonly also: readonly string[];
}

/** Students of one place and group, and how many had each outcome. */
export interface SumRow {
	readonly id: string;
	readonly students: Places;
	readonly outcomes: Readonly<Record<string, Places>>;
}

/** Every student of the whole is in one part: students add up, and so does each outcome that all of these rows have. */
export interface SumPartition {
	readonly whole: string;
	readonly parts: readonly string[];
}

/** Counts of both sides add up to the same; with `atLeast`, the left side to as much or more. */
export interface SumRelation {
	/** The id of a row stands for its students; "id#name" for those of them who had an outcome. */
	readonly left: readonly string[];
	readonly right: readonly string[];
	readonly atLeast?: true;
}

/** A value that adds up counts: left less right. */
export interface SumValue {
	readonly at: string;
	readonly left: readonly string[];
	readonly right: readonly string[];
}

export interface Sums {
	readonly rows: readonly SumRow[];
	readonly partitions: readonly SumPartition[];
	readonly relations: readonly SumRelation[];
	readonly values: readonly SumValue[];
}

export const outcomeOf = (row: string, outcome: string): string => `${row}#${outcome}`;

interface Described {
	/** All families of what is published. */
	readonly families: readonly NamedCounts[];
	/** What else is known of their counts, across families. */
	readonly relations: readonly SumRelation[];
	/** The document that says the counts, with pointers as in its file. */
	readonly document: unknown;
}

interface OpenPlaces {
	at: string[];
	also: string[];
}

class Collected {
	readonly rows = new Map<string, { readonly students: OpenPlaces; readonly outcomes: Map<string, OpenPlaces> }>();
	/** Names of outcomes by position. */
	readonly names = new Map<string, readonly string[]>();
	readonly values: SumValue[] = [];

	row(id: string) {
		const known = this.rows.get(id);
		if (known !== undefined) return known;
		const row = { students: { at: [], also: [] }, outcomes: new Map<string, OpenPlaces>() };
		this.rows.set(id, row);
		return row;
	}

	family({ family }: NamedCounts): void {
		for (const { id } of family.rows) {
			const { outcomes } = this.row(id);
			if (family.outcomes.length > (this.names.get(id) ?? []).length) this.names.set(id, family.outcomes);
			for (const name of family.outcomes) if (!outcomes.has(name)) outcomes.set(name, { at: [], also: [] });
		}
	}

	places({ row, outcome }: CountTerm): OpenPlaces | undefined {
		if (outcome === undefined) return this.row(row).students;
		return this.row(row).outcomes.get(this.names.get(row)?.[outcome] ?? "");
	}

	named({ row, outcome }: CountTerm): string {
		return outcome === undefined ? row : outcomeOf(row, this.names.get(row)?.[outcome] ?? "");
	}

	/** A value that says one count alone stands with it. */
	value(terms: readonly CountTerm[], at: string): void {
		const [only, ...more] = terms;
		if (only === undefined) return;
		if (more.length === 0) this.places(only)?.also.push(at);
		const of = (minus: boolean): string[] =>
			terms.filter((term) => (term.minus === true) === minus).map((term) => this.named(term));
		if (more.length > 0) this.values.push({ at, left: of(false), right: of(true) });
	}
}

/**
 * Describes what is published.
 *
 * @param nameOf ids as they are the same in every release: with the year, say
 */
export function sumsOf({ families, relations, document }: Described, nameOf: (id: string) => string): Sums {
	const found = new Collected();
	for (const named of families) found.family(named);
	for (const [pointer, { origin }] of leavesOf(document)) {
		if (origin.kind === "population") found.places(origin)?.at.push(pointer);
		else if (origin.kind === "count") found.places(origin)?.at.push(pointer);
		else if (origin.kind === "derived" && origin.says !== undefined) found.value(origin.says, pointer);
	}
	// Rows that only relations name: students by whom others differ.
	for (const id of relations.flatMap(({ left, right }) => [...left, ...right])) if (!id.includes("#")) found.row(id);
	const both = <T extends Omit<SumValue, "at">>(sides: T): T => ({
		...sides,
		left: sides.left.map(nameOf),
		right: sides.right.map(nameOf),
	});
	const partitions = new Map(
		families
			.flatMap(({ family }) => family.partitions)
			.map(({ whole, parts }) => [
				[whole, ...parts].join("\n"),
				{ whole: nameOf(whole), parts: [...parts].map(nameOf) },
			]),
	);
	return {
		rows: [...found.rows].map(([id, { students, outcomes }]) => ({
			id: nameOf(id),
			students,
			outcomes: Object.fromEntries(outcomes),
		})),
		partitions: [...partitions.values()],
		relations: relations.map(both),
		values: found.values.map(both),
	};
}
