/**
 * A filter on the raw bytes of a record: which records a selection can do without.
 *
 * It only ever drops a record whose key cell is written plainly and says something else. Whatever it can't judge, a
 * damaged or unusual cell, goes on to the checker.
 */

/** Plain data, so that it can be handed to a worker. */
export interface RowFilter {
	/** Cells that are whole numbers: the record is kept if every such cell is among the wanted ones. */
	readonly numbers: readonly { readonly field: number; readonly wanted: readonly number[] }[];
	/** Fields of the code, whole or in its three parts, and the places of the hierarchy that are wanted. */
	readonly places?: { readonly fields: readonly number[]; readonly wanted: readonly PlaceLevel[] };
}

export type PlaceLevel = "state" | "county" | "district" | "school";

const zero = 0x30;
const nine = 0x39;
const quote = 0x22;

/** The number that a plain cell of at most four digits is; -1 for any other cell. */
function plainNumber(bytes: Uint8Array, from: number, to: number): number {
	if (to === from || to - from > 4) return -1;
	let number = 0;
	for (let position = from; position < to; position++) {
		const byte = bytes[position] ?? 0;
		if (byte < zero || byte > nine) return -1;
		number = number * 10 + byte - zero;
	}
	return number;
}

const widthsOfParts = [2, 5, 7];
/** Digits of county, district and school in a whole code. */
const bounds: readonly (readonly [number, number])[] = [
	[0, 2],
	[2, 7],
	[7, 14],
];

/** 0: all digits are zero; 1: all are digits; -1: something else. */
function digits(bytes: Uint8Array, from: number, to: number): -1 | 0 | 1 {
	let any: 0 | 1 = 0;
	for (let position = from; position < to; position++) {
		const byte = bytes[position] ?? 0;
		if (byte < zero || byte > nine) return -1;
		if (byte !== zero) any = 1;
	}
	return any;
}

const levelOf = (county: number, district: number, school: number): PlaceLevel =>
	school === 1 ? "school" : district === 1 ? "district" : county === 1 ? "county" : "state";

/** Reads fields of one record: where each begins and ends, quotes included. */
export type Judge = (bytes: Uint8Array, starts: Int32Array, ends: Int32Array) => boolean;

/** Judges one number; a number of more digits than the table has is never wanted. */
function numberJudge(at: number, wanted: readonly number[]): Judge {
	const table = new Uint8Array(10_000);
	for (const number of wanted) if (number >= 0 && number < table.length) table[number] = 1;
	return (bytes, starts, ends) => {
		const from = starts[at] as number;
		const quoted = bytes[from] === quote ? 1 : 0;
		const number = plainNumber(bytes, from + quoted, (ends[at] as number) - quoted);
		return number < 0 || table[number] === 1;
	};
}

/** Judges the level of a place by the zeros of its code. */
function placeJudge({ fields, wanted }: NonNullable<RowFilter["places"]>): Judge {
	const at = fields.map((field) => field - 1);
	const whole = at.length === 1;
	const levels = new Set(wanted);
	const part = (bytes: Uint8Array, starts: Int32Array, ends: Int32Array, index: number): -1 | 0 | 1 => {
		const field = at[whole ? 0 : index] as number;
		const quoted = bytes[starts[field] as number] === quote ? 1 : 0;
		const from = (starts[field] as number) + quoted;
		const width = whole ? 14 : (widthsOfParts[index] as number);
		if ((ends[field] as number) - quoted - from !== width) return -1;
		const [first, last] = whole ? (bounds[index] as readonly [number, number]) : [0, width];
		return digits(bytes, from + first, from + last);
	};
	return (bytes, starts, ends) => {
		const school = part(bytes, starts, ends, 2);
		const district = part(bytes, starts, ends, 1);
		const county = part(bytes, starts, ends, 0);
		if (school < 0 || district < 0 || county < 0) return true;
		return levels.has(levelOf(county, district, school));
	};
}

/** A filter as a function. */
export function judgeOf({ numbers, places }: RowFilter): Judge {
	const judges = numbers.map(({ field, wanted }) => numberJudge(field - 1, wanted));
	if (places !== undefined) judges.push(placeJudge(places));
	return (bytes, starts, ends) => {
		for (const judge of judges) if (!judge(bytes, starts, ends)) return false;
		return true;
	};
}
