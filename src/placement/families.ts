/**
 * All counts that an audit publishes, as families of rows that add up: what the privacy room decides over.
 *
 * The core (qualified students and those held back, by group, by school and by sending school) comes first: its decisions
 * bind the others, which say more of the same students and never cost the core a number.
 */

import { displayMinimum } from "../domain/evidence.js";
import { codeExtreme } from "../privacy/bands.js";
import type { CountRow, Partition } from "../privacy/count-family.js";
import type { NamedCounts } from "../privacy/release-tracked.js";
import { type Core, checkpointPopulation, coreOutcomeNames, coreOutcomes, type StageCounts } from "./core.js";
import type { Ground } from "./ground.js";
import type { CountedRow } from "./leaves.js";
import { bandFamilies, flowFamilies } from "./part-families.js";
import { alone, asRow, ids, overBases, type Parted, parting, withoutNobody } from "./parting.js";
import { statutorySplits } from "./sections/flow.js";
import { requestOutcomes, requestsOf } from "./sections/moves.js";
import { crossedSplits } from "./sections/places.js";
import { excludedAll, exclusionRows, statusRows } from "./sections/population.js";
import { measureRows, measureStates } from "./sections/students.js";
import type { Split, Unit } from "./units.js";

/** Every family of one year. Years have no student in common, and no row. */
export function familiesOf(ground: Ground): NamedCounts[] {
	const { enrolled, schools, feeders } = ground;
	const excluded = exclusionRows(ground).map(({ row }) => row);
	return [
		...coreFamilies(ground),
		...changeFamilies(ground),
		...alone("everybody", enrolled.all),
		...(excluded.length === 0
			? alone("left out", excludedAll(ground))
			: parting("left out", excludedAll(ground), excluded)),
		...parting("standing", enrolled.all, [ground.core.day1.all, ...statusRows(ground)]),
		...ground.splits.map((split) => enrolledFamily(ground, split)),
		...[schools, feeders].flatMap((split) => (split === undefined ? [] : [enrolledPlaces(ground, split)])),
		...ground.policy.measures.flatMap(({ id }, index) => measureFamily(ground, id, index)),
		...requestFamilies(ground),
		...flowFamilies(ground),
		...bandFamilies(ground),
		...crossedFamilies(ground),
		...levelFamilies(ground),
	].map((named) => ({ ...named, id: `${ground.prefix}${named.id}` }));
}

/**
 * The qualified of each basis, by school and by sending school, after everybody: only the counts of everybody, which are
 * decided first and stay, join one of these families to the next.
 */
function coreFamilies(ground: Ground): NamedCounts[] {
	const { core, schools, feeders } = ground;
	const places = [schools, feeders].filter((one) => one !== undefined);
	const everyone = [...stagesOf(core).map(({ all }) => ({ whole: all, parts: [] })), ...laterRows(core, [])];
	return [
		coreLike("qualified", everyone),
		...[...ground.splits, ...places].map((split) => {
			const parted = stagesOf(core).map((stage) => ({ whole: stage.all, parts: stage.over(split) }));
			const named = coreLike(`qualified by ${split.id}`, [...parted, ...laterRows(core, [split])]);
			return withoutNobody(named, new Set(parted.flatMap(({ parts }) => ids(parts))));
		}),
	];
}

/** Day 1, and the checkpoint where its population is another one. */
const stagesOf = ({ day1, checkpoint }: Core): StageCounts[] =>
	checkpoint === undefined || checkpoint.population === day1.population ? [day1] : [day1, checkpoint];

/** Qualified students with and without a checkpoint placement part the qualified: everybody, and each unit. */
function laterRows(core: Core, splits: readonly Split[]): Parted[] {
	const [first, second] = stagesOf(core);
	if (first === undefined || second === undefined) return [];
	const of = (stage: StageCounts): CountedRow[] => [stage.all, ...splits.flatMap((split) => stage.over(split))];
	const later = of(second);
	return of(first).flatMap((row, at): Parted[] => {
		const part = later[at];
		if (part === undefined) return [];
		const rest: CountedRow = {
			row: `${row.row} without ${checkpointPopulation}`,
			population: row.population - part.population,
			counts: row.counts.map((count, outcome) => count - (part.counts[outcome] ?? 0)),
		};
		return [{ whole: row, parts: [part, rest] }];
	});
}

/** Schools by groups of one basis: every cell belongs to a school and to a group. */
function crossedFamilies(ground: Ground): NamedCounts[] {
	const { core, schools } = ground;
	if (schools === undefined) return [];
	const stage = core.day1;
	return crossedSplits(ground).flatMap((crossed) => {
		const inner = ground.splits.find(({ id }) => `${schools.id}&${id}` === crossed.id);
		if (inner === undefined) return [];
		const rows = stage.over(crossed);
		const cells = (wanted: (id: string) => boolean): CountedRow[] =>
			rows.filter((_, at) => wanted(crossed.units[at]?.id ?? ""));
		const whole = [stage.over(schools), stage.over(inner)].map((parts) => ({ whole: stage.all, parts }));
		const bySchool = partsOf(stage, schools).map(({ unit, row }) => ({
			whole: row,
			parts: cells((id) => id.startsWith(`${unit.id}&`)),
		}));
		const byGroup = partsOf(stage, inner).map(({ unit, row }) => ({
			whole: row,
			parts: cells((id) => id.endsWith(`&${unit.id}`)),
		}));
		return [coreLike(`schools by ${inner.id}`, [...whole, ...bySchool, ...byGroup])];
	});
}

/** A family with the outcomes of the core, from wholes and their parts. */
function coreLike(id: string, parted: readonly Parted[]): NamedCounts {
	const stages = (row: CountedRow): CountRow => ({
		...asRow(row),
		outcomes: row.counts.slice(0, stageOutcomes.length),
	});
	const rows = new Map(parted.flatMap(({ whole, parts }) => [whole, ...parts]).map((row) => [row.row, stages(row)]));
	const partitions = parted
		.filter(({ parts }) => parts.length > 0)
		.map(({ whole, parts }): Partition => ({ whole: whole.row, parts: ids(parts) }));
	return { id, family: { outcomes: stageOutcomes, exhaustive: false, rows: [...rows.values()], partitions } };
}

/** The outcomes that comparisons are made of; what changed between the stages is decided after them. */
const stageOutcomes = coreOutcomeNames.slice(0, 2);

/** Students held back at one stage alone, everybody and basis by basis. */
function changeFamilies({ core, splits }: Ground): NamedCounts[] {
	const { checkpoint } = core;
	if (checkpoint === undefined) return [];
	const over = splits.map((split) => ({ id: split.id, parts: checkpoint.over(split) }));
	return overBases("changes", checkpoint.all, { outcomes: coreOutcomeNames, over }).map((named) => ({
		...named,
		topics: [[coreOutcomes.released, coreOutcomes.newly]],
	}));
}

const partsOf = (stage: StageCounts, split: Split): { readonly unit: Unit; readonly row: CountedRow }[] => {
	const rows = stage.over(split);
	return split.units.flatMap((unit, at) => {
		const row = rows[at];
		return row === undefined ? [] : [{ unit, row }];
	});
};

/** Levels part the qualified, everybody and group by group; for the statute's bases. */
function levelFamilies(ground: Ground): NamedCounts[] {
	const { core, levels } = ground;
	if (levels.length === 0) return [];
	return stagesOf(core).flatMap((stage, at) => {
		const own = levels.flatMap((one) => stagesOf(one.core)[at] ?? []);
		if (own.length !== levels.length) return [];
		const everyone = coreLike(`levels, ${stage.stage}`, [{ whole: stage.all, parts: own.map(({ all }) => all) }]);
		const byBasis = statutorySplits(ground).map((basis) => {
			const groups = partsOf(stage, basis).map(({ row }, unit) => ({
				whole: row,
				parts: own.flatMap((one) => one.over(basis)[unit] ?? []),
			}));
			const byLevel = own.map((one) => ({ whole: one.all, parts: one.over(basis) }));
			const whole = [own.map(({ all }) => all), stage.over(basis)].map((parts) => ({ whole: stage.all, parts }));
			return coreLike(`levels by ${basis.id}, ${stage.stage}`, [...whole, ...groups, ...byLevel]);
		});
		return [everyone, ...byBasis];
	});
}

/** Which outcomes of the enrolled belong together: those of one topic can be added to one another. */
const topicPatterns = [
	/^(?:notQualified|undetermined|entry|prior|measured)/,
	/^repeat/,
	/^overPlaced/,
	/^moved/,
	/^(?:present:|twoMeasures)/,
];

const topicsOf = (names: readonly string[]): number[][] => {
	const topic = (name: string): number => topicPatterns.findIndex((pattern) => pattern.test(name));
	return [...topicPatterns.keys(), -1]
		.map((wanted) => names.flatMap((name, at) => (topic(name) === wanted ? [at] : [])))
		.filter((positions) => positions.length > 0);
};

/**
 * Enrolled students of a split. A part from which the qualified differ by 1 to 10 students is never shown as enrolled: the two
 * numbers together would give those few away.
 */
function enrolledRows({ enrolled, core }: Ground, split: Split): CountRow[] {
	const qualified = core.day1.over(split);
	return enrolled.over(split).map((row, unit): CountRow => {
		const rest = row.population - (qualified[unit]?.population ?? 0);
		const isClose = rest > 0 && rest < displayMinimum;
		return isClose ? { ...asRow(row), neverShown: true } : asRow(row);
	});
}

/** Enrolled students by school or sending school. */
function enrolledPlaces(ground: Ground, split: Split): NamedCounts {
	const rows = [asRow(ground.enrolled.all), ...enrolledRows(ground, split)].map((row) => ({ ...row, outcomes: [] }));
	return {
		id: `enrolled ${split.id}`,
		family: {
			outcomes: [],
			exhaustive: false,
			rows,
			partitions: [{ whole: ground.enrolled.all.row, parts: rows.slice(1).map(({ id }) => id) }],
		},
	};
}

/** Enrolled students of one basis with everything counted of them. */
function enrolledFamily(ground: Ground, split: Split): NamedCounts {
	const { enrolled } = ground;
	const rows = enrolledRows(ground, split);
	return {
		id: `enrolled ${split.id}`,
		topics: topicsOf(enrolled.names),
		family: {
			outcomes: [...enrolled.names],
			exhaustive: false,
			rows: [asRow(enrolled.all), ...rows],
			partitions: [{ whole: enrolled.all.row, parts: rows.map(({ id }) => id) }],
		},
	};
}

/**
 * Cells of a measure by what they hold. How many are known is in the coverage, too: where that is coded as near all or none,
 * it is not shown here.
 */
function measureFamily(ground: Ground, id: string, index: number): NamedCounts[] {
	const { all } = ground.enrolled;
	const isCoded = ({ population }: CountRow): boolean => codeExtreme(population, all.population) !== undefined;
	const known = measureStates.indexOf("known");
	return parting(`measure ${id}`, all, measureRows(ground, index)).map((named) => {
		const rows = named.family.rows.map((row, at) =>
			at === known + 1 && isCoded(row) ? { ...row, neverShown: true } : row,
		);
		return { ...named, family: { ...named.family, rows } };
	});
}

function requestFamilies(ground: Ground): NamedCounts[] {
	const requests = requestsOf(ground);
	if (requests === undefined) return [];
	const over = ground.splits.map((split) => ({ id: split.id, parts: requests.over(split) }));
	return overBases("requests", requests.all, { outcomes: requestOutcomes, over });
}
