/** audit.json: the audit with what it was made from. The public and the internal file have the same shape. */

import { missing, suppressed } from "../../domain/measured.js";
import type { Released } from "../../domain/table.js";
import type { Audit, ReleasedAudit } from "../../placement/result.js";
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

/** The file that may be published: made from nothing but a released audit. */
export const releasedFile = (audit: ReleasedAudit, options: Omit<FileOptions, "internal">): Released<AuditFile> =>
	madeOf(audit, (document: Audit) => auditFile(document, { ...options, internal: false }));
