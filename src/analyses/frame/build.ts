/** Tidy rows → one row per school, with what joined, what did not, and why a school stays out of the fit. */

import { districtCode, stateCds } from "../../domain/cds-code.js";
import { type EntityRow, isCharter } from "../../domain/entity.js";
import type { OutcomeScale } from "../../domain/outcome-scale.js";
import type { FormerCode } from "../../domain/places/crosswalk.js";
import type { Subject } from "../../domain/tests.js";
import type { CompanionRow, ResultRow } from "../../domain/tidy.js";
import { baselines } from "./baseline.js";
import { type DescribedSchool, describeSchools } from "./describe.js";
import { districtNames } from "./district-names.js";
import { factsOf } from "./facts.js";
import { joinCompanions } from "./joins.js";
import { reasonToLeaveOut } from "./left-out.js";
import { type ResultReader, resultReader } from "./reader.js";
import { nothing } from "./result.js";
import { sortRows } from "./rows.js";
import type { Reference, School, SchoolFrame } from "./school.js";

export type CharterOption = "include" | "exclude" | "separate";

export interface FrameInput {
	/** The scale of the results. */
	readonly outcome: OutcomeScale;
	readonly subject: Subject;
	readonly group: number;
	readonly year: number;
	readonly baselineYear: number | undefined;
	/** A year before the baseline year, for the mean of two earlier results. */
	readonly beforeBaselineYear?: number | undefined;
	/** Rows of the years: the group asked for, all students, and the groups that serve as covariates. */
	readonly results: readonly ResultRow[];
	readonly entities: readonly EntityRow[];
	readonly companions: readonly CompanionRow[];
	readonly charters: CharterOption;
	/** By the crosswalk: the codes under which schools of the year stood in the baseline year, where they changed. */
	readonly former?: ReadonlyMap<string, readonly FormerCode[]>;
}

/** Builds the frame. Every school with a row in the year is in it, in CDS order, whatever its result. */
export const buildFrame = (input: FrameInput): SchoolFrame => frameBuilder(input)(input.outcome);

/**
 * What all scales share, found once: a function from the scale to its frame.
 *
 * @param input its `outcome` is not looked at
 */
export function frameBuilder(input: Omit<FrameInput, "outcome">): (scale: OutcomeScale) => SchoolFrame {
	const { subject, group, year, baselineYear, beforeBaselineYear } = input;
	const rows = sortRows(input.results).rowsOf(year, group);
	const schoolRows = rows
		.filter((row) => row.level === "school")
		.sort((left, right) => (left.cds < right.cds ? -1 : 1));
	const areaRows = rows.filter((row) => row.level !== "school");
	const facts = factsOf(input);
	const { schools, covariates } = describeSchools(schoolRows, input, facts);
	const kept = input.charters === "exclude" ? schools.filter(({ known }) => !isCharter(known.charter)) : schools;
	const shared = {
		subject,
		group,
		year,
		baselineYear,
		...(beforeBaselineYear === undefined ? {} : { beforeBaselineYear }),
		districtNames: districtNames(input.results, input.companions, facts),
		covariates,
		joins: joinCompanions(input.companions, new Set(schoolRows.map((row) => row.cds))),
	};
	return (scale) => {
		const reader = resultReader(input.results, scale);
		const areas = (level: "district" | "state") => references(areaRows, reader, { ...input, level });
		return {
			...shared,
			outcome: scale,
			...(scale === "z" ? { standardSources: reader.sources } : {}),
			schools: schoolsOn(kept, reader, input),
			districtRows: areas("district"),
			stateRow: areas("state").get(districtCode(stateCds)),
		};
	};
}

/** The schools with their results on a scale, and why some of them stay out of the fit. */
function schoolsOn(
	schools: readonly DescribedSchool[],
	reader: ResultReader,
	input: Omit<FrameInput, "outcome">,
): School[] {
	const baselineOf = baselines(input, reader);
	const { beforeBaselineYear: before, subject, baselineYear, group } = input;
	// Every school has all properties, in one order: objects put together from parts would each be of a kind of their own to the
	// machine, and whatever reads ten thousand of them several times slower.
	return schools.map(({ row, known, kind, enrollment }): School => {
		const { baseline, baselineFrom } = baselineOf(row.cds);
		const current = reader.ofRow(row);
		// Years under other codes are carried over once, for the baseline: two steps back nobody has looked at them.
		const reachesBack = before !== undefined && baselineFrom === undefined;
		return {
			cds: known.cds,
			district: known.district,
			name: known.name,
			level: known.level,
			charter: known.charter,
			kind: kind.kind,
			current,
			baseline,
			beforeBaseline: reachesBack ? reader.result(row.cds, before, group) : undefined,
			baselineFrom,
			covariates: known.covariates,
			withheldCovariates: known.withheldCovariates,
			leftOut: reasonToLeaveOut(current, { outcome: reader.scale, subject, baselineYear, kind, enrollment }),
		};
	});
}

function references(
	rows: readonly ResultRow[],
	reader: ResultReader,
	{ baselineYear, group, level }: Pick<FrameInput, "baselineYear" | "group"> & { level: "district" | "state" },
): Map<string, Reference> {
	const published = rows.filter((row) => row.level === level);
	return new Map(
		published.map((row) => [
			districtCode(row.cds),
			{
				current: reader.ofRow(row),
				baseline: baselineYear === undefined ? nothing : reader.result(row.cds, baselineYear, group),
			},
		]),
	);
}
