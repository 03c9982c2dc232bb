/** The CSV tables of an audit: the same values as audit.json, in rows and columns. */

import { type Absent, isAbsent, isKnown, type Measured } from "../../domain/measured.js";
import type { Cell, Column, RawTable, Unit } from "../../domain/table.js";
import type { Audit, AuditComparison } from "../../placement/result.js";

type Value = Measured<string | number | boolean>;
/** A column: key, heading, unit and where its value stands in an entry. */
type Spec<T> = readonly [key: string, label: string, unit: Unit, of: (entry: T) => Value];

const cellOf = (value: Value): Cell => (typeof value === "boolean" ? (value ? "yes" : "no") : value);

function tableOf<T>(id: string, caption: string, entries: readonly T[], specs: readonly Spec<T>[]): RawTable {
	return {
		id,
		caption,
		columns: specs.map(([key, label, unit]): Column => ({ key, label, unit })),
		rows: entries.map((entry) => specs.map(([, , , of]) => cellOf(of(entry)))),
	};
}

interface Keyed {
	readonly basis: string;
	readonly code: string;
	readonly group: string;
}

const groupSpecs: readonly Spec<Keyed>[] = [
	["basis", "Basis", "text", ({ basis }) => basis],
	["code", "Code", "code", ({ code }) => code],
	["group", "Group", "text", ({ group }) => group],
];

const whomSpecs: readonly Spec<{ readonly key: Keyed | Absent }>[] = [
	["basis", "Basis", "text", ({ key }) => (isAbsent(key) ? "all" : key.basis)],
	["code", "Code", "code", ({ key }) => (isAbsent(key) ? "all" : key.code)],
	["group", "Group", "text", ({ key }) => (isAbsent(key) ? "All students" : key.group)],
];

type Staged = AuditComparison & { readonly stage: string; readonly level: string };

const comparisonSpecs: readonly Spec<Staged>[] = [
	["stage", "Stage", "text", ({ stage }) => stage],
	["level", "Level qualified for", "text", ({ level }) => level],
	...groupSpecs,
	["qualified", "Qualified", "students", ({ qualified }) => qualified],
	["held_back", "Held back", "students", ({ heldBack }) => heldBack],
	["rate", "Rate held back", "share", ({ rate }) => rate],
	["rate_lower", "Rate, lower limit", "share", ({ rateInterval }) => rateInterval.lower],
	["rate_upper", "Rate, upper limit", "share", ({ rateInterval }) => rateInterval.upper],
	["rate_least", "Least rate by undetermined students", "share", ({ rateBounds }) => rateBounds.lower],
	["rate_greatest", "Greatest rate by undetermined students", "share", ({ rateBounds }) => rateBounds.upper],
	["others_qualified", "Others qualified", "students", ({ othersQualified }) => othersQualified],
	["others_held_back", "Others held back", "students", ({ othersHeldBack }) => othersHeldBack],
	["others_rate", "Others' rate", "share", ({ othersRate }) => othersRate],
	["risk_ratio", "Risk ratio", "number", ({ riskRatio }) => riskRatio.value],
	["risk_ratio_lower", "Risk ratio, lower limit", "number", ({ riskRatio }) => riskRatio.lower],
	["risk_ratio_upper", "Risk ratio, upper limit", "number", ({ riskRatio }) => riskRatio.upper],
	["gap", "Gap", "share", ({ gap }) => gap.value],
	["gap_lower", "Gap, lower limit", "share", ({ gap }) => gap.lower],
	["gap_upper", "Gap, upper limit", "share", ({ gap }) => gap.upper],
	["placed_ratio", "Placed ratio", "number", ({ placedRatio }) => placedRatio],
	["selection_ratio", "Selection ratio", "number", ({ selectionRatio }) => selectionRatio],
	["fisher_p", "Fisher p", "number", ({ fisherP }) => fisherP],
	["mid_p", "mid-p", "number", ({ midP }) => midP],
	["q", "q", "number", ({ q }) => q],
	["stratified_p", "p within schools", "number", ({ stratifiedP }) => stratifiedP],
	["idea_exceeds", "Federal example exceeded", "text", ({ idea }) => idea.exceeds],
	["detectable_gap", "Detectable gap", "share", ({ detectable }) => detectable.gap],
	["verdict", "Verdict", "text", ({ verdict }) => verdict],
	["why", "Why", "text", ({ judgment }) => (isKnown(judgment) ? judgment.reasons.join("; ") : judgment)],
	["direction", "Direction", "text", ({ judgment }) => (isKnown(judgment) ? judgment.direction : judgment)],
	["depends_on_missing", "Depends on missing measures", "text", ({ dependsOnMissing }) => dependsOnMissing],
];

function comparisonsOf({ stages }: Audit): Staged[] {
	const known = [stages.day1, stages.checkpoint].filter((stage) => isKnown(stage));
	return known.flatMap((stage) => [
		...stage.groups.map((one) => ({ ...one, stage: stage.stage, level: "all" })),
		...stage.levels.flatMap(({ level, groups }) =>
			groups.map((one) => ({ ...one, stage: stage.stage, level: `${level}` })),
		),
	]);
}

const placeSpecs: readonly Spec<Audit["schools"]["entries"][number]>[] = [
	["place", "School", "text", ({ place }) => place],
	["enrolled", "Enrolled", "students", ({ enrolled }) => enrolled],
	["qualified", "Qualified", "students", ({ qualified }) => qualified],
	["held_back", "Held back", "students", ({ heldBack }) => heldBack],
	["rate", "Rate held back", "share", ({ rate }) => rate],
	["rate_lower", "Rate, lower limit", "share", ({ rateInterval }) => rateInterval.lower],
	["rate_upper", "Rate, upper limit", "share", ({ rateInterval }) => rateInterval.upper],
	["shrunken", "Rate drawn toward the common one", "share", ({ shrunken }) => shrunken.value],
	["shrunken_lower", "Drawn rate, lower limit", "share", ({ shrunken }) => shrunken.lower],
	["shrunken_upper", "Drawn rate, upper limit", "share", ({ shrunken }) => shrunken.upper],
	["held_back_checkpoint", "Held back at the checkpoint", "number", ({ heldBackCheckpoint }) => heldBackCheckpoint],
];

const orNone = <T>(value: readonly T[] | Absent): readonly T[] => (isAbsent(value) ? [] : (value as readonly T[]));

/** Every table; those of what the files lack have no rows. */
export function auditTables(audit: Audit): RawTable[] {
	return [
		tableOf("groups", "Groups among qualified students", comparisonsOf(audit), comparisonSpecs),
		tableOf("schools", "Schools", audit.schools.entries, placeSpecs),
		tableOf("feeders", "Sending schools", orNone(audit.feeders), placeSpecs),
		schoolGroups(audit),
		funnelTable(audit),
		qualificationTable(audit),
		coverageTable(audit),
		repeatsTable(audit),
		tableOf("over-placement", "Placed above what students qualify for", audit.overPlacement, [
			["stage", "Stage", "text", ({ stage }) => stage],
			...whomSpecs,
			["enrolled", "Enrolled", "students", ({ enrolled }) => enrolled],
			["over_placed", "Placed above", "number", ({ overPlaced }) => overPlaced],
			["share", "Share", "share", ({ share }) => share],
		]),
		movesTable(audit),
		recourseTable(audit),
		strataTable(audit),
		betweenTable(audit),
		flowTable(audit),
		tableOf("courses", "Courses and seats", audit.flow.courses, [
			["course", "Course", "text", ({ course }) => course],
			["level", "Level", "number", ({ level }) => level],
			["day1_students", "Day 1", "students", ({ day1 }) => day1],
			["checkpoint_students", "Checkpoint", "students", ({ checkpoint }) => checkpoint],
		]),
		bandTable(audit),
		tableOf("reasons", "Reasons recorded for qualified students held back", orNone(audit.reasons), [
			["reason", "Reason", "text", ({ reason }) => reason],
			["students", "Students", "students", ({ students }) => students],
			["share", "Share", "share", ({ share }) => share],
		]),
		tableOf("thresholds", "Conventions and where they come from", audit.thresholds, [
			["name", "Name", "text", ({ name }) => name],
			["value", "Value", "number", ({ value }) => value],
			["source", "Source", "text", ({ source }) => source],
			["reason", "The district's reason", "text", ({ reason }) => reason],
		]),
	];
}

function schoolGroups({ schools }: Audit): RawTable {
	return tableOf("school-groups", "Schools by groups", orNone(schools.byGroup), [
		["school", "School", "text", ({ school }) => school],
		...groupSpecs,
		["qualified", "Qualified", "students", ({ qualified }) => qualified],
		["held_back", "Held back", "students", ({ heldBack }) => heldBack],
		["rate", "Rate held back", "share", ({ rate }) => rate],
	]);
}

function funnelTable({ funnel }: Audit): RawTable {
	const rows = funnel.flatMap(({ key, steps }) => steps.map((step) => ({ key, ...step })));
	return tableOf("funnel", "From enrollment to outcome", rows, [
		...whomSpecs,
		["step", "Step", "text", ({ step }) => step],
		["reached", "Students who got so far", "number", ({ reached }) => reached],
		["share", "Share of the enrolled", "share", ({ share }) => share],
		["lost", "Fewer than in the step before", "number", ({ lost }) => lost],
	]);
}

function qualificationTable({ qualificationByGroup }: Audit): RawTable {
	return tableOf("qualification", "What students count as", qualificationByGroup, [
		...groupSpecs,
		["enrolled", "Enrolled", "students", ({ enrolled }) => enrolled],
		["qualified", "Qualified above the lowest level", "students", ({ qualified }) => qualified],
		["not_qualified", "Not qualified", "students", ({ notQualified }) => notQualified],
		["undetermined", "Undetermined", "students", ({ undetermined }) => undetermined],
		["entry_level", "Entry level", "number", ({ entryLevel }) => entryLevel],
	]);
}

function coverageTable({ coverage }: Audit): RawTable {
	const rows = coverage.flatMap(({ key, enrolled, measures }) =>
		measures.map((measure) => ({ key, enrolled, ...measure })),
	);
	return tableOf("coverage", "Measures that students have", rows, [
		...whomSpecs,
		["enrolled", "Enrolled", "students", ({ enrolled }) => enrolled],
		["measure", "Measure", "text", ({ measure }) => measure],
		["present", "With the measure", "number", ({ present }) => present],
		["share", "Share", "share", ({ share }) => share],
	]);
}

function repeatsTable({ repeats }: Audit): RawTable {
	return tableOf("repeats", "Courses taken again (EC 51228.2)", orNone(repeats), [
		...whomSpecs,
		["enrolled", "Enrolled", "students", ({ enrolled }) => enrolled],
		["repeated", "In a course already taken", "number", ({ repeated }) => repeated],
		["share", "Share", "share", ({ share }) => share],
		["with_consent", "With consent on record", "number", ({ withConsent }) => withConsent],
		["without_consent", "Without consent", "number", ({ withoutConsent }) => withoutConsent],
		["consent_not_recorded", "Consent not recorded", "number", ({ consentNotRecorded }) => consentNotRecorded],
	]);
}

function movesTable({ moves }: Audit): RawTable {
	return tableOf("moves", "Between day 1 and the checkpoint", isAbsent(moves) ? [] : moves.entries, [
		...whomSpecs,
		["students", "Students", "students", ({ students }) => students],
		["moved_up", "Moved up", "number", ({ movedUp }) => movedUp],
		["moved_down", "Moved down", "number", ({ movedDown }) => movedDown],
		["released", "Qualified, no longer held back", "number", ({ released }) => released],
		["newly_held_back_since", "Qualified, newly held back", "number", ({ newlyHeldBack }) => newlyHeldBack],
		["mcnemar_p", "McNemar p", "number", ({ mcNemarP }) => mcNemarP],
	]);
}

function recourseTable({ recourse }: Audit): RawTable {
	return tableOf("recourse", "Requests for another placement", orNone(recourse), [
		...whomSpecs,
		["enrolled", "Enrolled", "students", ({ enrolled }) => enrolled],
		["requests", "Requests", "students", ({ requests }) => requests],
		["requests_per_100", "Requests per 100", "number", ({ requestsPer100 }) => requestsPer100],
		["granted", "Granted", "number", ({ granted }) => granted],
		["denied", "Denied", "number", ({ denied }) => denied],
		["median_days", "Median days to a decision", "number", ({ medianDays }) => medianDays],
		["in_time", "Decided within the clock", "number", ({ inTime }) => inTime],
	]);
}

function strataTable({ stratified }: Audit): RawTable {
	return tableOf("stratified", "Comparisons inside strata", stratified, [
		["by", "Strata", "text", ({ by }) => by],
		...groupSpecs,
		["risk_ratio", "Risk ratio", "number", ({ riskRatio }) => riskRatio.value],
		["risk_ratio_lower", "Risk ratio, lower limit", "number", ({ riskRatio }) => riskRatio.lower],
		["risk_ratio_upper", "Risk ratio, upper limit", "number", ({ riskRatio }) => riskRatio.upper],
		["risk_difference", "Risk difference", "share", ({ riskDifference }) => riskDifference.value],
		["p", "p", "number", ({ p }) => p],
		["test", "Test", "text", ({ test }) => test],
		["homogeneity_p", "p of one pattern in all strata", "number", ({ homogeneityP }) => homogeneityP],
	]);
}

function betweenTable({ betweenWithin }: Audit): RawTable {
	return tableOf("between-within", "Gap between and within schools", orNone(betweenWithin), [
		...groupSpecs,
		["gap", "Gap", "share", ({ gap }) => gap],
		["between", "Between schools", "share", ({ between }) => between],
		["within", "Within schools", "share", ({ within }) => within],
	]);
}

function flowTable({ flow }: Audit): RawTable {
	return tableOf("flow", "From prior course to placement", flow.links, [
		["from", "From", "text", ({ from }) => from.label],
		["to_stage", "Stage", "text", ({ to }) => to.stage],
		["to", "To", "text", ({ to }) => to.label],
		["students", "Students", "students", ({ students }) => students],
	]);
}

function bandTable({ scoreBands }: Audit): RawTable {
	const rows = scoreBands.flatMap(({ from, to, groups }) => groups.map((group) => ({ from, to, ...group })));
	return tableOf("score-bands", "Like scores, placed above the lowest level or not", rows, [
		["from", "Score from", "number", ({ from }) => from],
		["to", "Score below", "number", ({ to }) => to],
		...groupSpecs,
		["students", "Students", "students", ({ students }) => students],
		["placed_above", "Placed above the lowest level", "number", ({ placedAbove }) => placedAbove],
		["share", "Share", "share", ({ share }) => share],
	]);
}
