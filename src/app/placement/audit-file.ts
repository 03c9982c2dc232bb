/** audit.json: the audit with what it was made from. The public and the internal file have the same shape. */

import { isAbsent, type Measured, missing, suppressed } from "../../domain/measured.js";
import type { Released } from "../../domain/table.js";
import type { Audit, AuditStage, ReleasedAudit } from "../../placement/result.js";
import { madeOf } from "../../privacy/release-tracked.js";
import { problemCounts } from "../problem-counts.js";
import { type AuditFile, placementSchemaId } from "../schemas/placement.js";
import { version } from "../version.js";
import { auditMethods } from "./methods.js";
import type { PlacementInputs } from "./read.js";

export interface FileOptions {
	readonly inputs: PlacementInputs;
	readonly date: string | undefined;
	readonly internal: boolean;
}

/** JSON has no null here: a key without a value says no more than no key. */
function withoutNull(value: unknown): unknown {
	if (Array.isArray(value)) return value.filter((entry) => entry !== null).map(withoutNull);
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
	return Object.fromEntries(entries.map(([name, entry]) => [name, withoutNull(entry)]));
}

export function auditFile(audit: Audit, { inputs, date, internal }: FileOptions): AuditFile {
	const { policy, files, problems } = inputs;
	const noRows = missing("the policy has no rows");
	return {
		schema: placementSchemaId,
		version,
		internal,
		date: date ?? missing("no date was given"),
		inputs: [
			...(policy === undefined
				? []
				: [{ file: policy.file, sha256: policy.sha256, role: "policy" as const, rows: noRows }]),
			...files.map(({ name, sha256, rows }) => ({
				file: name,
				sha256,
				role: "roster" as const,
				rows: internal ? rows : rowsOf,
			})),
		],
		policy: withoutNull(policy?.written ?? {}) as Record<string, unknown>,
		methods: { ...auditMethods },
		problems: problemCounts(problems),
		...audit,
		crossedGroups: internal ? audit.crossedGroups : withTheTeam,
	};
}

const withTheTeam = suppressed(
	"groups within groups stay with the team: they are small, and others could be found out with them",
);

/** Rows of a file less the students analyzed would tell how many were left out of it. */
const rowsOf = missing("see population");

/** True of a count of which nothing is said, not even a band. */
const isSilent = (count: Measured): boolean => isAbsent(count) && !("band" in count);

/** Groups of single levels, schools by groups, strata and score bands of which nothing may be said are not listed: most are so. */
function withoutSilent(audit: Audit): Audit {
	const stage = (one: AuditStage): AuditStage => ({
		...one,
		levels: one.levels.map((level) => ({
			...level,
			groups: level.groups.filter(({ qualified }) => !isSilent(qualified)),
		})),
	});
	const stages = ({ day1, checkpoint }: Audit["stages"]): Audit["stages"] => ({
		day1: stage(day1),
		checkpoint: isAbsent(checkpoint) ? checkpoint : stage(checkpoint),
	});
	const { byGroup } = audit.schools;
	return {
		...audit,
		stages: stages(audit.stages),
		years: audit.years.map((year) => ({ ...year, ...stages(year) })),
		schools: {
			...audit.schools,
			byGroup: isAbsent(byGroup) ? byGroup : byGroup.filter(({ qualified }) => !isSilent(qualified)),
		},
		stratified: audit.stratified.filter(({ informative }) => !isSilent(informative)),
		scoreBands: audit.scoreBands.map((band) => ({
			...band,
			groups: band.groups.filter(({ students }) => !isSilent(students)),
		})),
		ladderSteps: audit.ladderSteps.filter(({ meanSteps }) => !isSilent(meanSteps)),
	};
}

/** The file that may be published: made from nothing but a released audit. */
export const releasedFile = (audit: ReleasedAudit, options: Omit<FileOptions, "internal">): Released<AuditFile> =>
	madeOf(audit, (document: Audit) => auditFile(withoutSilent(document), { ...options, internal: false }));
