/** Who is counted: rows, exclusions, and what students count as under the policy. */

import { known } from "../../domain/measured.js";
import type { EnrolledMark } from "../cohort.js";
import { coreOutcomes } from "../core.js";
import type { Ground } from "../ground.js";
import { type CountedRow, derived, derivedCount, plus, population, ratio, use } from "../leaves.js";
import type { ExaminedBasis, GroupQualification, Population, QualificationCounts } from "../result.js";
import { type BasisId, otherBases, statutoryBases } from "../roster.js";
import { everybody, rowId, type Split } from "../units.js";

/** Rows that are no population of their own section: parts of a whole, each at least as large as a group to be shown. */
export const partRow = (ground: Ground, population: string, unit: string, size: number): CountedRow => ({
	row: rowId(`${ground.prefix}${population}`, unit),
	population: size,
	counts: [],
});

/** Every reason to leave a row out, with its rows; those of the files first. */
export function exclusionRows(ground: Ground): { readonly reason: string; readonly row: CountedRow }[] {
	const { roster, leftOut } = ground.cohort;
	const all = [...roster.excluded, ...leftOut.map(({ reason, students }) => ({ reason, rows: students }))];
	return all.map(({ reason, rows }) => ({ reason, row: partRow(ground, "excluded", reason, rows) }));
}

/** Everybody who is left out: 1 to 10 of them are not told from the number of rows. */
export const excludedAll = (ground: Ground): CountedRow => {
	const size = exclusionRows(ground).reduce((sum, { row }) => sum + row.population, 0);
	return partRow(ground, "excluded", everybody, size);
};

export function populationOf(ground: Ground): Population {
	return {
		rows: derivedCount(
			ground.cohort.roster.rowsRead,
			[plus(excludedAll(ground)), plus(ground.enrolled.all)],
			[use(excludedAll(ground)), use(ground.enrolled.all)],
		),
		analysed: population(ground.enrolled.all),
		excluded: exclusionRows(ground).map(({ reason, row }) => ({ reason, rows: population(row) })),
	};
}

/** What students count as, of the whole district: populations that part the enrolled. */
export const statusNames = ["notQualified", "undetermined", "entryLevel"] as const;

export const statusRows = (ground: Ground): CountedRow[] =>
	statusNames.map((name) => {
		const { all, at } = ground.enrolled;
		return partRow(ground, name, everybody, all.counts[at(name)] ?? 0);
	});

export function qualificationOf(ground: Ground): QualificationCounts {
	const { enrolled, core } = ground;
	const [notQualified, undetermined, entryLevel] = statusRows(ground);
	const of = (row: CountedRow | undefined) => population(row ?? enrolled.all);
	const below = enrolled.at("entryBelow");
	return {
		enrolled: population(enrolled.all),
		qualified: population(core.day1.all),
		notQualified: of(notQualified),
		undetermined: of(undetermined),
		entryLevel: of(entryLevel),
		entryBelowLadder: derivedCount(
			enrolled.all.counts[below] ?? 0,
			[plus(enrolled.all, below)],
			[use(enrolled.all, below)],
		),
		undeterminedShare: derived(
			ratio(undetermined?.population ?? 0, enrolled.all.population),
			...(undetermined === undefined ? [] : [use(undetermined)]),
			use(enrolled.all),
		),
	};
}

/** By group: published only beside an exact number of qualified students, which they would give away together. */
export function qualificationByGroup(ground: Ground): GroupQualification[] {
	const { enrolled, core } = ground;
	return ground.splits.flatMap((split) => {
		const rows = enrolled.over(split);
		const qualified = core.day1.over(split);
		return split.units.flatMap(({ key }, unit): GroupQualification[] => {
			const [row, own] = [rows[unit], qualified[unit]];
			if (key === undefined || row === undefined || own === undefined) return [];
			// With the qualified these three part the enrolled: one that is coded would follow from the others.
			const parts = use(row, ...statusNames.map((name) => enrolled.at(name)));
			const of = (name: EnrolledMark) => {
				const at = enrolled.at(name);
				return derivedCount(row.counts[at] ?? 0, [plus(row, at)], [use(row, at), parts, use(own)]);
			};
			const undetermined = of("undetermined");
			return [
				{
					...key,
					enrolled: population(row),
					qualified: population(own),
					notQualified: of("notQualified"),
					undetermined,
					entryLevel: of("entryLevel"),
					entryBelowLadder: of("entryBelow"),
					undeterminedShare: derived(
						ratio(known(undetermined.exact) ?? 0, row.population),
						use(row, enrolled.at("undetermined")),
						use(own, coreOutcomes.heldBack),
					),
				},
			];
		});
	});
}

const basisLabels: Readonly<Record<BasisId, string>> = {
	ethnicity: "race and ethnicity",
	gender: "gender",
	sed: "socioeconomic background",
	el: "English learners",
	ltel: "long-term English learners",
	swd: "students with disabilities",
	foster: "foster youth",
	homeless: "students experiencing homelessness",
};

/** The statute's bases first, then the others; each with why it was not examined. */
export const examinedOf = ({ splits, enrolled }: Ground): ExaminedBasis[] =>
	examinedBases(splits, enrolled.over, enrolled.all);

/** @param over rows of the enrolled over a split */
export function examinedBases(
	splits: readonly Split[],
	over: (split: Split) => readonly CountedRow[],
	everyone: CountedRow,
): ExaminedBasis[] {
	return [...statutoryBases, ...otherBases].map((basis) => {
		const split = splits.find(({ id }) => id === basis);
		const rows = split === undefined ? [] : over(split);
		const unknown = rows.filter((_, unit) => split?.units[unit]?.key?.kind !== "group");
		return {
			basis,
			label: basisLabels[basis],
			statutory: (statutoryBases as readonly BasisId[]).includes(basis),
			examined: split !== undefined,
			reason: split === undefined ? "not examined: the files have no such column" : "",
			unknown: derivedCount(
				unknown.reduce((sum, row) => sum + row.population, 0),
				unknown.map((row) => plus(row)),
				unknown.length === 0 ? [use(everyone)] : unknown.map((row) => use(row)),
			),
		};
	});
}
