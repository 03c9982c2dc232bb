/** Counts of students that are to be published together, and how they add up: what suppression and attack work on. */

/** Students in one place, group and stage, and how many of them had each outcome. */
export interface CountRow {
	/** Unique within the family. */
	readonly id: string;
	readonly population: number;
	/** One count per outcome of the family, each from 0 to `population`. */
	readonly outcomes: readonly number[];
	/** True for a row that no table shows but that others give away: the students by which two populations differ. */
	readonly neverShown?: boolean;
	/** True for a row that is published in bands of ten elsewhere, and so here. */
	readonly onlyRounded?: boolean;
	/** True for a row whose population is published elsewhere: it stays, however its outcomes are published. */
	readonly populationShown?: boolean;
}

/** Rows that split another row: every student of the whole is in exactly one part. Populations and outcomes add up. */
export interface Partition {
	readonly whole: string;
	readonly parts: readonly string[];
}

export interface CountFamily {
	/** Names of the outcomes, in the order of each row's counts. */
	readonly outcomes: readonly string[];
	/** True where every student has exactly one of the outcomes, so that they add up to the population. */
	readonly exhaustive: boolean;
	readonly rows: readonly CountRow[];
	readonly partitions: readonly Partition[];
}

/**
 * Checks that a family is what it says: counts are whole and fit, ids are known, parts add up.
 *
 * @throws Error naming the row or partition; a family is made by the program, so this is a bug
 */
export function checkFamily(family: CountFamily): void {
	const rows = new Map(family.rows.map((row) => [row.id, row]));
	if (rows.size !== family.rows.length) throw new Error("two rows of a family have the same id");
	const whole = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;
	for (const { id, population, outcomes } of family.rows) {
		if (outcomes.length !== family.outcomes.length) throw new Error(`row ${id} lacks an outcome`);
		if (![population, ...outcomes].every(whole)) throw new Error(`row ${id} has a count that is no count`);
		if (outcomes.some((count) => count > population)) throw new Error(`row ${id} has more outcomes than students`);
		if (family.exhaustive && outcomes.length === 1) throw new Error("a single outcome can't be everybody's");
		if (family.exhaustive && sum(outcomes) !== population) throw new Error(`the outcomes of row ${id} do not add up`);
	}
	for (const { whole: total, parts } of family.partitions) {
		const counts = [total, ...parts].map((id) => {
			const row = rows.get(id);
			if (row === undefined) throw new Error(`a partition names row ${id}, which is not there`);
			return [row.population, ...row.outcomes];
		});
		const [first = [], ...others] = counts;
		if (first.some((count, k) => count !== sum(others.map((own) => own[k] ?? 0)))) {
			throw new Error(`the parts of ${total} do not add up`);
		}
	}
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
