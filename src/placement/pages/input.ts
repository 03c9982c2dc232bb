/** What the pages of an audit are made from: the released result, the policy as the district wrote it, and the run. */

import { isAbsent } from "../../domain/measured.js";
import type { Policy } from "../policy.js";
import type { AuditComparison, AuditStage, ReleasedAudit } from "../result.js";
import { inventedWords } from "./words/report.js";

/** A file that was read, as pages name it. */
export interface SourceFile {
	readonly file: string;
	readonly sha256: string;
}

export interface PlacementPages {
	readonly audit: ReleasedAudit;
	readonly policy: Policy;
	readonly sources: readonly SourceFile[];
	/** The command that makes the pages again, in lines. */
	readonly command: readonly string[];
	/** Given with `--date`. */
	readonly date?: string | undefined;
	readonly version: string;
}

/** What the pages of the other commands are about. */
export interface ReplayPages {
	readonly policy: Policy;
	readonly district: string;
	readonly schoolYear: string;
	/** Files that were read. */
	readonly source: string;
}

export const districtName = ({ audit }: { readonly audit: ReleasedAudit }): string =>
	isAbsent(audit.district) ? "The district" : audit.district;

/** Over every page of invented students. */
export const bannerOf = ({ invented }: Policy): { banner?: string } => (invented ? { banner: inventedWords } : {});

/** "2025–26", or words that say that no year was given. */
export const schoolYear = ({ audit }: { readonly audit: ReleasedAudit }): string =>
	isAbsent(audit.schoolYear) ? "school year not given" : audit.schoolYear;

export const day1Of = ({ audit }: { readonly audit: ReleasedAudit }): AuditStage => audit.stages.day1;

export const checkpointOf = ({ audit }: { readonly audit: ReleasedAudit }): AuditStage | undefined =>
	isAbsent(audit.stages.checkpoint) ? undefined : audit.stages.checkpoint;

export const statutory = (stage: AuditStage): readonly AuditComparison[] =>
	stage.groups.filter((group) => group.statutory);

export const alsoExamined = (stage: AuditStage): readonly AuditComparison[] =>
	stage.groups.filter((group) => !group.statutory);

/** The same group at another stage. */
export const sameGroup = (
	stage: AuditStage | undefined,
	{ basis, code }: { readonly basis: string; readonly code: string },
): AuditComparison | undefined => stage?.groups.find((group) => group.basis === basis && group.code === code);

/** Unique within the page; what links name. */
export const rowIdOf = (prefix: string, { basis, code }: { readonly basis: string; readonly code: string }): string =>
	`${prefix}-${`${basis}-${code}`.replace(/[^A-Za-z0-9]+/g, "_")}`;

/** The policy's level above the lowest, in the words of its courses: "Geometry, Math II". */
export const coursesOf = (policy: Policy, level: number): string =>
	policy.ladder.find((rung) => rung.level === level)?.courses.join(", ") ?? `level ${level}`;

/** One year of a run. */
export interface YearStage {
	readonly year: number;
	readonly schoolYear: string;
	readonly day1: AuditStage;
}

/** Earlier years and the audit's own, ascending; the own one only where its year is known. */
export function allYears({ audit }: { readonly audit: ReleasedAudit }): YearStage[] {
	const { year, schoolYear: name, stages } = audit;
	const own = isAbsent(year) || isAbsent(name) ? [] : [{ year, schoolYear: name, day1: stages.day1 }];
	return [...audit.years, ...own];
}
