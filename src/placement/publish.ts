/** The audit as it may be published: released, and without entries whose being there would say what is withheld. */

import { isKnown } from "../domain/measured.js";
import { protectAll, releaseTracked, withoutEntries } from "../privacy/release-tracked.js";
import type { Audited } from "./audit.js";
import type { Audit, AuditComparison, ReleasedAudit } from "./result.js";

export function publishAudit({ audit, families }: Audited): ReleasedAudit {
	return withoutEntries<Audit>(releaseTracked(audit, protectAll(families)), selected);
}

/**
 * Models are only fitted for groups that are raised, strata only made for groups that are tested, questions only asked where
 * a rule says so. Strata themselves stay with the team: none of their counts is published, and which of them are empty would
 * say something, too.
 */
function selected(audit: Audit): Audit {
	const of = (group: { basis: string; code: string }): AuditComparison | undefined =>
		audit.stages.day1.groups.find(({ basis, code }) => basis === group.basis && code === group.code);
	return {
		...audit,
		sensitivity: audit.sensitivity.filter((group) => ["FLAG", "WATCH"].includes(String(of(group)?.verdict))),
		stratified: audit.stratified
			.filter((group) => isKnown(of(group)?.fisherP ?? 0))
			.map((group) => ({ ...group, strata: [] })),
		questions: audit.questions.filter(({ raised }) => raised === true),
	};
}
