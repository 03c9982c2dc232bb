/** What the check said of each record of a file, read in step with the file. */

import type { Engine } from "../engine.js";
import { verdictsTable } from "../verdicts.js";

export const verdict = {
	intact: 0,
	/** Zeros of a code were lost, and the row is otherwise readable. */
	zerosLost: 1,
	/** A copy of an earlier row. */
	copy: 2,
	/** The header once more. */
	header: 3,
	/** A code in scientific notation is the row's first fault. */
	scientific: 4,
	/** Anything else is wrong with it. */
	faulty: 5,
} as const;

/** Records asked for at a time. */
const batchSize = 100_000;

/** A row that lost zeros may also be a copy: then its fault decides. */
const verdictSql = `case max(fault) when 'CIMP-R111' then ${verdict.copy} when 'CIMP-R118' then ${verdict.header}
	when 'CIMP-E113' then ${verdict.scientific} else
	case when max(fault) is null then ${verdict.zerosLost} else ${verdict.faulty} end end`;

export class Verdicts {
	readonly #file: number;
	readonly #engine: Engine;
	readonly #known = new Map<number, number>();
	#until = 0;

	constructor(file: number, engine: Engine) {
		this.#file = file;
		this.#engine = engine;
	}

	/** Makes the verdicts known of all records up to an ordinal. */
	async reach(ordinal: number): Promise<void> {
		while (this.#until < ordinal) {
			const from = this.#until;
			this.#until += batchSize;
			const rows = await this.#engine.rows(
				`select ordinal, ${verdictSql} from ${verdictsTable(this.#file)}
				where ordinal > ${from} and ordinal <= ${this.#until} group by ordinal`,
			);
			for (const [record, value] of rows) this.#known.set(Number(record), Number(value));
		}
	}

	/** The verdict on a record, once. */
	take(ordinal: number): number {
		if (ordinal > this.#until) throw new Error(`the verdict on record ${ordinal} was not reached`);
		const found = this.#known.get(ordinal);
		this.#known.delete(ordinal);
		return found ?? verdict.intact;
	}
}

/** How many records of a file have one of some faults. */
export async function countFaults(file: number, codes: readonly string[], engine: Engine): Promise<number> {
	const list = codes.map((code) => `'${code}'`).join(", ");
	const [row] = await engine.rows(`select count(*)::integer from ${verdictsTable(file)} where fault in (${list})`);
	return Number(row?.[0]);
}
