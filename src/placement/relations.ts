/** What is true of the counts of an audit by what they mean, whatever the file says: a reader knows it, too. */

import { plainName } from "../domain/suggest.js";
import { outcomeOf, type SumRelation } from "../privacy/sums/document.js";
import { coreOutcomeNames, coreOutcomes } from "./core.js";
import type { EnrolledOutcome } from "./enrolled.js";
import { enrolledPopulation } from "./enrolled.js";
import type { Ground } from "./ground.js";
import { rulesByCourse } from "./ladder.js";
import {
	bandRows,
	courseParts,
	endsOf,
	flowParts,
	levelOfCourse,
	levelParts,
	type Part,
	reasonParts,
} from "./sections/flow.js";
import { requestsOf, timingOf } from "./sections/moves.js";
import { statusNames, statusRows } from "./sections/population.js";
import { scoreMeasure } from "./sections/stratified.js";
import { measureRows, measureStates } from "./sections/students.js";
import { everybody, rowId } from "./units.js";

const equal = (left: readonly string[], right: readonly string[]): SumRelation => ({ left, right });
const atLeast = (left: readonly string[], right: readonly string[]): SumRelation => ({ left, right, atLeast: true });

/** Names of the counts of one unit: everybody, a group or a place. */
interface Unit {
	readonly id: string;
	readonly enrolled: string;
	readonly qualified: string;
	/** Qualified with a placement at the checkpoint; the qualified themselves where all have one. */
	readonly later: string;
	readonly of: (name: EnrolledOutcome) => string;
}

function unitsOf(ground: Ground, ids: readonly string[]): Unit[] {
	const { core, prefix } = ground;
	return ids.map((id) => {
		const enrolled = rowId(`${prefix}${enrolledPopulation}`, id);
		return {
			id,
			enrolled,
			qualified: rowId(core.day1.population, id),
			later: rowId((core.checkpoint ?? core.day1).population, id),
			of: (name) => outcomeOf(enrolled, name),
		};
	});
}

/** Students whom the measures settled, and who do not qualify for a level above the lowest. */
const measuredNotQualified = "measured and not qualified";

const outcome = (row: string, name: keyof typeof coreOutcomes): string =>
	outcomeOf(row, coreOutcomeNames[coreOutcomes[name]] ?? "");

/** What the released audit lists: which entries there are is known only then. */
export interface Listed {
	/** Moves to the checkpoint. */
	readonly moves: boolean;
	/** Seats of day 1 and the flow to it. */
	readonly seats: boolean;
}

/** Across all families of one year. */
export function relationsOf(ground: Ground, { moves, seats }: Listed): SumRelation[] {
	const groups = unitsOf(ground, [everybody, ...ground.splits.flatMap(({ units }) => units.map(({ id }) => id))]);
	const places = [ground.schools, ground.feeders].flatMap((split) => split?.units.map(({ id }) => id) ?? []);
	const topics = { bands: bandRows(ground).length, requests: requestsOf(ground) !== undefined };
	return [
		...[...groups, ...unitsOf(ground, places)].map(({ enrolled, qualified }) =>
			equal([enrolled], [qualified, `${enrolled} without ${qualified}`]),
		),
		...groups.flatMap((unit) => [
			...standingRelations(ground, unit),
			...stageRelations(ground, unit),
			...topicRelations(ground, unit, topics),
		]),
		...wholeRelations(ground),
		...(seats ? priorRelations(ground) : []),
		...(moves ? checkpointRelations(ground) : []),
	];
}

/** Nobody who took a course of the lowest level's rules is asked anything: all of them are entry level. */
const lowestIsOpen = ({ policy, cohort }: Ground): boolean =>
	policy.rules
		.filter(({ qualifiesFor }) => qualifiesFor <= cohort.qualification.lowestLevel)
		.every(({ require }) => require.kind === "all" && require.of.length === 0);

/** Everybody has a prior course that a rule names: the flow's links say so. */
const allHaveRules = ({ cohort }: Ground): boolean =>
	cohort.analysed.every((inside, student) => inside === 0 || (cohort.qualification.rule[student] ?? -1) >= 0);

function standingRelations(ground: Ground, { enrolled, qualified, of }: Unit): SumRelation[] {
	const measuredNot = outcomeOf(enrolled, measuredNotQualified);
	const open = lowestIsOpen(ground);
	const complete = open && allHaveRules(ground);
	return [
		equal([enrolled], [qualified, ...statusNames.map(of)]),
		equal([of("prior")], [of("measured"), of("undeterminedLow"), of("undeterminedPlaced")]),
		equal([of("measured")], [qualified, measuredNot]),
		open ? equal([of("notQualified")], [measuredNot]) : atLeast([of("notQualified")], [measuredNot]),
		(complete ? equal : atLeast)([enrolled], [of("prior"), of("entryLevel")]),
		(complete ? equal : atLeast)([of("undetermined")], [of("undeterminedLow"), of("undeterminedPlaced")]),
		atLeast([of("entryLevel")], [of("entryBelow")]),
	];
}

function stageRelations({ core, enrolled: { at } }: Ground, { enrolled, qualified, later, of }: Unit): SumRelation[] {
	const last = core.checkpoint === undefined ? outcome(later, "heldBack") : outcome(later, "heldBackCheckpoint");
	const after = (["passed", "nextCourse", "agMath"] as const).filter((name) => at(name) >= 0);
	const [first] = after;
	const steps = [
		...(first === undefined ? [] : [atLeast([later], [last, of(first)])]),
		...after.slice(1).map((name, k) => atLeast([of(after[k] ?? name)], [of(name)])),
	];
	if (core.checkpoint === undefined) return steps;
	const newly = outcome(later, "newly");
	const [day1, released] = [outcome(later, "heldBack"), outcome(later, "released")];
	return [
		...steps,
		...(later === qualified ? [] : [atLeast([outcome(qualified, "heldBack")], [day1])]),
		atLeast([day1], [released]),
		equal([last, released], [day1, newly]),
		atLeast([later], [day1, newly]),
		atLeast([of("movedUp")], [released]),
		atLeast([of("movedDown")], [newly]),
		atLeast([enrolled], [of("movedUp"), of("movedDown")]),
	];
}

/** What the audit has of topics that not every roster has. */
interface Topics {
	/** How many bands of scores. */
	readonly bands: number;
	readonly requests: boolean;
}

function topicRelations(ground: Ground, { id, enrolled, of }: Unit, topics: Topics): SumRelation[] {
	const { policy, prefix, enrolled: counted } = ground;
	const consent = (["repeatedWithConsent", "repeatedWithoutConsent"] as const).filter((name) => counted.at(name) >= 0);
	const present = policy.measures.map((measure) => of(`present:${measure.id}`));
	const two = of("twoMeasures");
	const score = scoreMeasure(ground);
	const bands = Array.from({ length: topics.bands }, (_, band) => rowId(`${prefix}band${band}`, id));
	const requests = rowId(`${prefix}requests`, id);
	const requestOf = (name: string): string => outcomeOf(requests, name);
	return [
		atLeast([of("repeated")], consent.map(of)),
		atLeast([enrolled], [of("repeated"), of("repeatedSameLevel"), of("repeatGradeUnknown")]),
		...(present.length === 0
			? []
			: [atLeast(present, [two, two]), atLeast([enrolled, ...present.slice(1).map(() => two)], present)]),
		...(score === undefined || bands.length === 0
			? []
			: [atLeast([of("prior")], bands), atLeast([of(`present:${score.id}`)], bands)]),
		...(!topics.requests
			? []
			: [
					atLeast([enrolled], [requests]),
					atLeast([requests], ["granted", "denied", "pending"].map(requestOf)),
					atLeast([requestOf("dated")], [requestOf("inTime")]),
				]),
	];
}

/** Of everybody: counts that other sections say as numbers of students of their own. */
function wholeRelations(ground: Ground): SumRelation[] {
	const { policy, prefix } = ground;
	const [all] = unitsOf(ground, [everybody]);
	if (all === undefined) return [];
	const known = measureStates.indexOf("known");
	return [
		...statusRows(ground).map(({ row }, at) => equal([all.of(statusNames[at] ?? "notQualified")], [row])),
		...policy.measures.map(({ id }, index) =>
			equal([all.of(`present:${id}`)], [measureRows(ground, index)[known]?.row ?? ""]),
		),
		...((reasonParts(ground) ?? []).length === 0
			? []
			: [equal([outcome(all.qualified, "heldBack")], [rowId(`${prefix}reasons`, everybody)])]),
		...(timingOf(ground) === undefined
			? []
			: [atLeast([all.enrolled], [`${rowId(`${prefix}dated`, everybody)} and impossible`])]),
		equal([all.of("prior")], [rowId(`${prefix}prior1`, "above")]),
	];
}

/** Not a number for what is no level. */
const levelOf = (label: string): number => (label === "below the ladder" ? 0 : Number(label.replace("level ", "")));

const rowsOf = (parts: readonly Part[]): string[] => parts.map(({ row }) => row.row);

/** Links to the checkpoint, seats there and moves of everybody. */
function checkpointRelations(ground: Ground): SumRelation[] {
	const { second } = flowParts(ground);
	const [all] = unitsOf(ground, [everybody]);
	if (all === undefined || second.length === 0) return [];
	const between = (wanted: (from: number, to: number) => boolean): string[] =>
		rowsOf(second.filter((part) => wanted(levelOf(endsOf(part).from), levelOf(endsOf(part).to))));
	const seats = courseParts(ground).checkpoint;
	return [
		...levelParts(ground).map(({ label, row }) =>
			equal([row.row], rowsOf(second.filter((part) => endsOf(part).from === label))),
		),
		equal(
			between((from, to) => to > from),
			[all.of("movedUp")],
		),
		equal(
			between((from, to) => to < from),
			[all.of("movedDown")],
		),
		...[...new Set(second.map((part) => endsOf(part).to))].map((label) =>
			equal(
				rowsOf(second.filter((part) => endsOf(part).to === label)),
				rowsOf(seats.filter((part) => levelOfCourse(ground, part.label) === label)),
			),
		),
	];
}

/** From prior courses to day 1: who is below the level that the course leads to is held back, undetermined or not qualified. */
function priorRelations(ground: Ground): SumRelation[] {
	const { first } = flowParts(ground);
	const [all] = unitsOf(ground, [everybody]);
	if (all === undefined) return [];
	const rules = rulesByCourse(ground.policy);
	const target = (part: Part): number =>
		ground.policy.rules[rules.get(plainName(endsOf(part).from)) ?? -1]?.qualifiesFor ?? 0;
	const level = (part: Part): number => levelOf(endsOf(part).to);
	const { lowestLevel } = ground.cohort.qualification;
	const above = first.filter((part) => target(part) > lowestLevel);
	const below = (wanted: (part: Part) => boolean): string[] => rowsOf(above.filter(wanted));
	const measuredNot = outcomeOf(all.enrolled, measuredNotQualified);
	const [low, placed] = [`${measuredNot}, placed below`, `${measuredNot}, placed at it or above`];
	const over = rowsOf(
		first.filter((part) => target(part) > 0 && level(part) > lowestLevel && level(part) > target(part)),
	);
	const heldBack = outcome(all.qualified, "heldBack");
	const placedRight = outcomeOf(all.qualified, "placed as qualified");
	return [
		equal([measuredNot], [low, placed]),
		equal([all.qualified], [heldBack, placedRight]),
		equal(
			below((part) => level(part) < target(part)),
			[heldBack, all.of("undeterminedLow"), low],
		),
		equal(
			below((part) => level(part) >= target(part)),
			[placedRight, all.of("undeterminedPlaced"), placed],
		),
		atLeast([all.of("overPlaced")], over),
		...ground.levels.flatMap(({ level: own, core }) => {
			const row = rowId(core.day1.population, everybody);
			const mine = (wanted: (at: number) => boolean): string[] =>
				rowsOf(first.filter((part) => target(part) === own && wanted(level(part))));
			return [
				atLeast(
					mine((at) => at < own),
					[outcome(row, "heldBack")],
				),
				atLeast([...mine((at) => at >= own), outcome(row, "heldBack")], [row]),
			];
		}),
	];
}
