/** The audit as it may be published: released, and without entries whose being there would say what is withheld. */

import { isKnown } from "../domain/measured.js";
import { protectAll, releaseTracked, withoutEntries } from "../privacy/release-tracked.js";
import { type Sums, sumsOf } from "../privacy/sums/document.js";
import type { Audited } from "./audit.js";
import { checkpointFamilies } from "./part-families.js";
import { relationsOf } from "./relations.js";
import type { Audit, AuditComparison, ReleasedAudit } from "./result.js";

export function publishAudit({ audit, families }: Audited): ReleasedAudit {
	return withoutEntries<Audit>(releaseTracked(audit, protectAll(families)), selected);
}

/** Which counts of the released audit are the same students, and which add up: what a reader knows of them anyway. */
export function sumsOfAudit({ audit, families, grounds }: Audited, released: ReleasedAudit): Sums {
	const { sensitivity: _models, stratified: _strata, questions: _questions, crossedGroups: _team, ...document } = audit;
	// Moves to the checkpoint are published together or not at all; which of them there are, only with them.
	const links = released.flow.links.some(({ to }) => to.stage === "checkpoint");
	const year = grounds.at(-1)?.cohort.year ?? 0;
	return sumsOf(
		{
			families: links ? families : families.filter(({ id }) => !checkpointFamilies.some((name) => id.endsWith(name))),
			relations: grounds.flatMap((ground) => relationsOf(ground, links)),
			document,
		},
		(id) => (/^\d{4}\//.test(id) ? id : `${year}/${id}`),
	);
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
		// Which links there are would say who moved, where their numbers do not.
		flow: {
			...audit.flow,
			links: audit.flow.links.filter(({ to, students }) => to.stage === "day1" || isKnown(students)),
		},
		questions: audit.questions.filter(({ raised }) => raised === true),
	};
}
