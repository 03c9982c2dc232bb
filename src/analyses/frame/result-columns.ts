/** Results in columns: a state's panel has half a million, and one object for each would outweigh all else that a run keeps. */

import { type Absent, isKnown, type Measured } from "../../domain/measured.js";
import type { SchoolResult } from "./school.js";

/** What sums and fits ask of results, one entry per result. */
export interface ResultNumbers {
	/** Not a number where not known. */
	readonly value: Float64Array;
	readonly tested: Float64Array;
	readonly enrolled: Float64Array;
	readonly studentSd: Float64Array;
	/** 1 where the number of students tested is withheld. */
	readonly testedWithheld: Uint8Array;
	/** 1 where value and counts are those of some grades alone. */
	readonly someGradesOnly: Uint8Array;
}

/** Numbers of results of which none is known. */
export const noNumbers = (length: number): ResultNumbers => ({
	value: new Float64Array(length).fill(Number.NaN),
	tested: new Float64Array(length).fill(Number.NaN),
	enrolled: new Float64Array(length).fill(Number.NaN),
	studentSd: new Float64Array(length).fill(Number.NaN),
	testedWithheld: new Uint8Array(length),
	someGradesOnly: new Uint8Array(length),
});

export interface ResultColumns {
	set(index: number, result: SchoolResult): void;
	get(index: number): SchoolResult;
	/** Writes the numbers of a result to a place among others, where there were none. */
	copy(index: number, to: ResultNumbers, place: number): void;
}

const hasSpread = 1;
const ofSomeGrades = 2;

/** @param length most results that there can be; memory that is never written to is never taken */
export function resultColumns(length: number): ResultColumns {
	const [value, tested, enrolled] = [
		new MeasuredColumn(length),
		new MeasuredColumn(length),
		new MeasuredColumn(length),
	];
	const studentSd = new Float64Array(length);
	const flags = new Uint8Array(length);
	return {
		set: (index, result) => {
			value.set(index, result.value);
			tested.set(index, result.tested);
			enrolled.set(index, result.enrolled);
			if (result.studentSd !== undefined) studentSd[index] = result.studentSd;
			flags[index] =
				(result.studentSd === undefined ? 0 : hasSpread) | (result.someGradesOnly === true ? ofSomeGrades : 0);
		},
		get: (index) => {
			const result = { value: value.get(index), tested: tested.get(index), enrolled: enrolled.get(index) };
			const flag = flags[index] ?? 0;
			if (flag === 0) return result;
			return {
				...result,
				...((flag & hasSpread) === 0 ? {} : { studentSd: studentSd[index] ?? 0 }),
				...((flag & ofSomeGrades) === 0 ? {} : { someGradesOnly: true }),
			};
		},
		copy: (index, to, place) => {
			const flag = flags[index] ?? 0;
			to.value[place] = value.numbers[index] ?? Number.NaN;
			to.tested[place] = tested.numbers[index] ?? Number.NaN;
			to.enrolled[place] = enrolled.numbers[index] ?? Number.NaN;
			if ((flag & hasSpread) !== 0) to.studentSd[place] = studentSd[index] ?? Number.NaN;
			to.someGradesOnly[place] = (flag & ofSomeGrades) === 0 ? 0 : 1;
			to.testedWithheld[place] = tested.absenceAt(index)?.absent === "suppressed" ? 1 : 0;
		},
	};
}

/** Numbers, and for those that are absent the reason: reasons are few, each is kept once. */
class MeasuredColumn {
	/** Not a number where absent. */
	readonly numbers: Float64Array;
	/** 0 where the number is known, else the place of its reason, counted from 1. */
	readonly #reasons: Uint16Array;
	readonly #absences: Absent[] = [];
	readonly #places = new Map<string, number>();

	constructor(length: number) {
		this.numbers = new Float64Array(length);
		this.#reasons = new Uint16Array(length);
	}

	set(index: number, value: Measured): void {
		if (isKnown(value)) {
			this.numbers[index] = value;
		} else {
			this.numbers[index] = Number.NaN;
			this.#reasons[index] = this.#placeOf(value);
		}
	}

	get(index: number): Measured {
		return this.absenceAt(index) ?? this.numbers[index] ?? 0;
	}

	absenceAt(index: number): Absent | undefined {
		const place = this.#reasons[index] ?? 0;
		return place === 0 ? undefined : this.#absences[place - 1];
	}

	#placeOf(absent: Absent): number {
		// Absent values of one kind are mostly one object.
		const before = this.#absences.indexOf(absent);
		if (before >= 0) return before + 1;
		const key = `${absent.absent} ${absent.reason}`;
		const place = this.#places.get(key) ?? this.#absences.push(absent);
		this.#places.set(key, place);
		return place;
	}
}
