/** Sections that count all analysed students, everybody and group by group: funnel, repeats, over-placement, coverage. */

import { type Absent, isKnown, type Measured, missing, notDefined, suppressed } from "../../domain/measured.js";
import type { CountTerm, RowUse } from "../../privacy/tracked.js";
import type { EnrolledMark } from "../cohort.js";
import { coreOutcomes } from "../core.js";
import type { EnrolledOutcome } from "../enrolled.js";
import type { Ground } from "../ground.js";
import { leastShown } from "../intake/places.js";
import {
	type CountedRow,
	count,
	derived,
	derivedCount,
	minus,
	plus,
	population,
	ratio,
	share,
	use,
} from "../leaves.js";
import type { GroupKey, Num } from "../result.js";
import type {
	CoverageEntry,
	Funnel,
	FunnelStep,
	FunnelStepId,
	MeasureSummary,
	OverPlacement,
	RepeatEntry,
} from "../result-sections.js";
import { measureState } from "../roster.js";
import { partRow } from "./population.js";

/** Everybody or one group, with its rows. */
export interface Whom {
	readonly key: GroupKey | Absent;
	readonly enrolled: CountedRow;
	readonly qualified: CountedRow;
	readonly atCheckpoint: CountedRow | undefined;
}

const allStudents = notDefined("all students");

/** Everybody first, then every group. */
export function everyone(ground: Ground): Whom[] {
	const { enrolled, core } = ground;
	const all = {
		key: allStudents,
		enrolled: enrolled.all,
		qualified: core.day1.all,
		atCheckpoint: core.checkpoint?.all,
	};
	const groups = ground.splits.flatMap((split) => {
		const [rows, qualified, later] = [enrolled.over(split), core.day1.over(split), core.checkpoint?.over(split)];
		return split.units.flatMap(({ key }, unit): Whom[] => {
			const [row, own] = [rows[unit], qualified[unit]];
			if (key === undefined || row === undefined || own === undefined) return [];
			return [{ key, enrolled: row, qualified: own, atCheckpoint: later?.[unit] }];
		});
	});
	return [all, ...groups];
}

/** A count of the enrolled row, or why there is none. */
function enrolledCount(ground: Ground, row: CountedRow, name: EnrolledOutcome, without: string): Num {
	const at = ground.enrolled.at(name);
	return at < 0 ? derived<number>(missing(without), use(row)) : count(row, at);
}

interface Step {
	readonly step: FunnelStepId;
	readonly students: Measured;
	readonly says: readonly CountTerm[];
	readonly from: readonly RowUse[];
}

function stepsOf(ground: Ground, whom: Whom): Step[] {
	const { enrolled, qualified, atCheckpoint } = whom;
	const of = (name: EnrolledMark, without: string): Omit<Step, "step"> => {
		const at = ground.enrolled.at(name);
		const base = [
			use(qualified, coreOutcomes.heldBack),
			...(atCheckpoint === undefined ? [] : [use(atCheckpoint, coreOutcomes.heldBackCheckpoint)]),
		];
		if (at < 0) return { students: missing(without), says: [], from: [] };
		return { students: enrolled.counts[at] ?? 0, says: [plus(enrolled, at)], from: [use(enrolled, at), ...base] };
	};
	const placed = (row: CountedRow, outcome: number): Omit<Step, "step"> => ({
		students: row.population - (row.counts[outcome] ?? 0),
		says: [plus(row), minus(row, outcome)],
		from: [use(row, outcome)],
	});
	const noCheckpoint = { students: missing("the files have no checkpoint placement"), says: [], from: [] };
	return [
		{ step: "enrolled", students: enrolled.population, says: [plus(enrolled)], from: [use(enrolled)] },
		{ step: "priorCourse", ...of("prior", "") },
		{ step: "measured", ...of("measured", "") },
		{ step: "qualified", students: qualified.population, says: [plus(qualified)], from: [use(qualified)] },
		{ step: "placedDay1", ...placed(qualified, coreOutcomes.heldBack) },
		{
			step: "placedCheckpoint",
			...(atCheckpoint === undefined ? noCheckpoint : placed(atCheckpoint, coreOutcomes.heldBackCheckpoint)),
		},
		{ step: "passed", ...of("passed", "the files do not say who passed the grade 9 course") },
		{ step: "nextCourse", ...of("nextCourse", "the files do not say which course came next") },
		{ step: "agMath", ...of("agMath", "the files do not say who met A-G mathematics") },
	];
}

/** A step that few students are short of the one before is not given as a number of students of its own. */
const sayable = (students: number): Measured =>
	students > 0 && students < leastShown ? suppressed("fewer than 11 students") : students;

/** From enrollment to outcome, with what is lost at each step; steps that the files lack stay in the list. */
export function funnelOf(ground: Ground): Funnel[] {
	return everyone(ground).map((whom) => {
		let before: Step | undefined;
		const steps = stepsOf(ground, whom).map((step): FunnelStep => {
			const from = [...step.from, use(whom.enrolled)];
			const previous = before;
			if (isKnown(step.students)) before = step;
			const lost: Measured =
				!isKnown(step.students) || previous === undefined || !isKnown(previous.students)
					? notDefined("no step before it, or not in the files")
					: sayable(previous.students - step.students);
			return {
				step: step.step,
				reached:
					step.step === "enrolled"
						? population(whom.enrolled)
						: step.step === "qualified"
							? population(whom.qualified)
							: derivedCount(step.students, step.says, step.from),
				share: derived(
					isKnown(step.students) ? ratio(step.students, whom.enrolled.population) : step.students,
					...from,
				),
				lost: derived(lost, ...step.from, ...(previous?.from ?? [])),
			};
		});
		return { key: whom.key, steps };
	});
}

export function repeatsOf(ground: Ground): RepeatEntry[] {
	const noConsent = "the files do not say who consented";
	const at = (name: EnrolledMark): number => ground.enrolled.at(name);
	return everyone(ground).map(({ key, enrolled: row }) => {
		const of = (name: EnrolledMark): Num => enrolledCount(ground, row, name, noConsent);
		const counted = (name: EnrolledMark): number => row.counts[at(name)] ?? 0;
		const [repeated, yes, no] = [
			counted("repeated"),
			counted("repeatedWithConsent"),
			counted("repeatedWithoutConsent"),
		];
		// One of the two gives the other: both are said, or none.
		const both = use(row, at("repeatedWithConsent"), at("repeatedWithoutConsent"));
		const consent = (name: EnrolledMark): Num =>
			at(name) < 0 ? of(name) : derivedCount(counted(name), [plus(row, at(name))], [both]);
		const parts = [at("repeated"), at("repeatedWithConsent"), at("repeatedWithoutConsent")].filter((one) => one >= 0);
		return {
			key,
			enrolled: population(row),
			repeated: of("repeated"),
			share: share(row, at("repeated")),
			withConsent: consent("repeatedWithConsent"),
			withoutConsent: consent("repeatedWithoutConsent"),
			consentNotRecorded: derivedCount(
				repeated - yes - no,
				parts.map((one, k) => (k === 0 ? plus(row, one) : minus(row, one))),
				[use(row, ...parts)],
			),
			sameLevel: of("repeatedSameLevel"),
			gradeUnknown: of("repeatGradeUnknown"),
		};
	});
}

export function overPlacementOf(ground: Ground): OverPlacement[] {
	const stages = [
		{ stage: "day1", at: ground.enrolled.at("overPlaced") },
		{ stage: "checkpoint", at: ground.enrolled.at("overPlacedCheckpoint") },
	] as const;
	return stages
		.filter(({ at }) => at >= 0)
		.flatMap(({ stage, at }) =>
			everyone(ground).map(({ key, enrolled: row }) => ({
				key,
				stage,
				enrolled: population(row),
				overPlaced: count(row, at),
				share: share(row, at),
			})),
		);
}

export function coverageOf(ground: Ground): CoverageEntry[] {
	const two = ground.enrolled.at("twoMeasures");
	return everyone(ground).map(({ key, enrolled: row }) => ({
		key,
		enrolled: population(row),
		measures: ground.policy.measures.map(({ id }) => {
			const at = ground.enrolled.at(`present:${id}`);
			return { measure: id, present: count(row, at), share: share(row, at) };
		}),
		twoOrMore: count(row, two),
		twoOrMoreShare: share(row, two),
	}));
}

export const measureStates = ["known", "blank", "withheldByFile", "outOfRange", "unreadable"] as const;
const stateValues = [
	measureState.known,
	measureState.blank,
	measureState.withheld,
	measureState.outOfRange,
	measureState.unreadable,
];

/** Cells of each measure by what they hold: parts of the enrolled. */
export function measureRows(ground: Ground, index: number): CountedRow[] {
	const measure = ground.cohort.roster.measures[index];
	const sizes = stateValues.map(() => 0);
	ground.cohort.analysed.forEach((inside, student) => {
		const at = stateValues.indexOf((measure?.states[student] ?? measureState.blank) as 0);
		if (inside === 1) sizes[at] = (sizes[at] ?? 0) + 1;
	});
	return measureStates.map((name, at) => partRow(ground, `measure:${measure?.id ?? ""}`, name, sizes[at] ?? 0));
}

export function measuresOf(ground: Ground): MeasureSummary[] {
	return ground.policy.measures.map(({ id, cutWritten }, index) => {
		const [known, blank, withheld, outOfRange, unreadable] = measureRows(ground, index).map(population);
		const none = population(partRow(ground, `measure:${id}`, "known", 0));
		return {
			measure: id,
			column: ground.cohort.roster.measures[index]?.column ?? missing("the files have no such column"),
			cut: cutWritten,
			known: known ?? none,
			blank: blank ?? none,
			withheldByFile: withheld ?? none,
			outOfRange: outOfRange ?? none,
			unreadable: unreadable ?? none,
		};
	});
}
