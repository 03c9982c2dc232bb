/** Results in columns: a state's panel has half a million, and one object for each would outweigh all else that a run keeps. */

import { type Absent, isKnown, type Measured } from "../../domain/measured.js";
import type { SchoolResult } from "./school.js";

export interface ResultColumns {
	set(index: number, result: SchoolResult): void;
	get(index: number): SchoolResult;
}

const hasSpread = 1;
const ofSomeGrades = 2;

/** @param length most results that there can be; memory that is never written to is never taken */
export function resultColumns(length: number): ResultColumns {
	const [value, tested, enrolled] = [measuredColumn(length), measuredColumn(length), measuredColumn(length)];
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
	};
}

/** Numbers, and for those that are absent the reason: reasons are few, each is kept once. */
function measuredColumn(length: number) {
	const numbers = new Float64Array(length);
	/** 0 where the number is known, else the place of its reason, counted from 1. */
	const reasons = new Uint16Array(length);
	const absences: Absent[] = [];
	const places = new Map<string, number>();
	const placeOf = (absent: Absent): number => {
		// Absent values of one kind are mostly one object.
		const before = absences.indexOf(absent);
		if (before >= 0) return before + 1;
		const key = `${absent.absent} ${absent.reason}`;
		const place = places.get(key) ?? absences.push(absent);
		places.set(key, place);
		return place;
	};
	return {
		set: (index: number, value: Measured): void => {
			if (isKnown(value)) numbers[index] = value;
			else reasons[index] = placeOf(value);
		},
		get: (index: number): Measured => absences[(reasons[index] ?? 0) - 1] ?? numbers[index] ?? 0,
	};
}
