/** Plants damages in a table and remembers every one, with the line on which it stands. */

import { problemCatalogue } from "../domain/problem-codes.js";
import type { Random } from "../stats/index.js";
import { type DamageKind, damageKinds, type Edit } from "./damage-kinds.js";
import { encodeText } from "./encode.js";
import { headerRecord, type RecordTable, recordLine } from "./table-file.js";

/** One planted damage, for the truth. */
export interface PlantedDamage {
	readonly file: string;
	/** Physical line, from 1, that cimp should name. */
	readonly line: number;
	readonly kind: string;
	readonly code: string;
	/** Nothing is lost by it: repaired, or left out as a copy. */
	readonly repairable: boolean;
	readonly rowsRefused: number;
	readonly field: string;
	readonly before: string;
	readonly after: string;
}

/** A damaged table. */
export interface DamagedTable {
	readonly table: RecordTable;
	/** Edits by position of the data record, from 0. */
	readonly edits: ReadonlyMap<number, Edit>;
	readonly planted: readonly PlantedDamage[];
}

interface Candidate {
	readonly position: number;
	readonly edit: Edit;
}

/** So many spare candidates are kept for each kind that no two kinds need meet in one record. */
const spareCandidates = damageKinds.reduce((sum, kind) => sum + kind.times, 0);

/** One fair sample of fitting records per kind, in one pass (reservoir sampling). */
function sampleCandidates({ layout, records }: RecordTable, random: Random): Map<DamageKind, Candidate[]> {
	const samples = new Map(damageKinds.map((kind) => [kind, [] as Candidate[]]));
	const seen = new Map<DamageKind, number>();
	let position = 0;
	for (const record of records()) {
		for (const [kind, sample] of samples) {
			const edit = kind.edit(layout, record);
			if (edit === undefined) continue;
			const count = (seen.get(kind) ?? 0) + 1;
			seen.set(kind, count);
			const room = kind.times + spareCandidates;
			const place = sample.length < room ? sample.length : random.integer(count);
			if (place < room) sample[place] = { position, edit };
		}
		position++;
	}
	return samples;
}

function chooseEdits(samples: ReadonlyMap<DamageKind, Candidate[]>, random: Random): Map<number, [DamageKind, Edit]> {
	const chosen = new Map<number, [DamageKind, Edit]>();
	for (const [kind, sample] of samples) {
		const free = random.shuffle(sample).filter(({ position }) => !chosen.has(position));
		for (const { position, edit } of free.slice(0, kind.times)) chosen.set(position, [kind, edit]);
	}
	return new Map([...chosen].sort(([left], [right]) => left - right));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const linesIn = (text: string): number => text.split("\n").length;

/**
 * Plants every kind of damage that the table lends itself to.
 *
 * @param file name of the file, for the truth
 */
export function damageTable(table: RecordTable, file: string, random: Random): DamagedTable {
	const chosen = chooseEdits(sampleCandidates(table, random), random);
	const headerLines = linesIn(recordLine(table.layout, headerRecord(table.layout)));
	const edits = new Map<number, Edit>();
	const planted: PlantedDamage[] = [];
	let inserted = 0;
	for (const [position, [kind, edit]] of chosen) {
		edits.set(position, edit);
		const heights = edit.records.map((record) => linesIn(recordLine(table.layout, record)));
		const above = sum(heights.slice(0, edit.named));
		const line = headerLines + 1 + position + inserted + above;
		inserted += sum(heights) - 1;
		planted.push({
			file,
			line,
			kind: kind.name,
			code: kind.code,
			repairable: problemCatalogue[kind.code].outcome === "repaired",
			rowsRefused: kind.refuses,
			field: edit.field.replace(/\s+/g, " "),
			before: edit.before,
			after: edit.after,
		});
	}
	return { table, edits, planted };
}

/** The bytes of a damaged table. */
export function* damagedChunks({ table, edits }: DamagedTable): Generator<Uint8Array> {
	const { layout, records } = table;
	const { encoding, lineEnding } = layout.writing;
	const bytes = (record: readonly string[], foreign: boolean): Uint8Array =>
		encodeText(recordLine(layout, record) + lineEnding, foreign ? "windows-1252" : encoding);
	yield bytes(headerRecord(layout), false);
	let position = 0;
	for (const record of records()) {
		const edit = edits.get(position++);
		if (edit === undefined) yield bytes(record, false);
		else for (const part of edit.records) yield bytes(part, edit.foreignBytes === true);
	}
}
