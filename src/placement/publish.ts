/** The audit as it may be published: released, and without entries whose being there would say what is withheld. */

import { isKnown } from "../domain/measured.js";
import { problem, Refusal } from "../domain/problem.js";
import { type Protected, protectAll, releaseTracked, withoutEntries } from "../privacy/release-tracked.js";
import { type Sums, sumsOf } from "../privacy/sums/document.js";
import { saidAt } from "../privacy/sums/said.js";
import { type Draft, releaseUntilOpen } from "../privacy/sums/withhold.js";
import type { Audited } from "./audit.js";
import { checkpointFamilies, dayOneFamilies } from "./part-families.js";
import { relationsOf } from "./relations.js";
import type { Audit, AuditComparison, ReleasedAudit } from "./result.js";

/**
 * Released as the families allow, and less where all of it together would still give something away. In a small or one-sided
 * roster even the names of courses say where everybody is: then seats and flow are not listed at all.
 *
 * @throws Refusal with CIMP-E402 where counts would be known even so
 */
export function publishAudit(audited: Audited): ReleasedAudit {
	const protection = protectAll(audited.families);
	const withSeats = releaseUntilOpen(protection, (given) => draftOf(audited, given, selected));
	const released = withSeats ?? releaseUntilOpen(protection, (given) => draftOf(audited, given, withoutSeats));
	if (released === undefined) {
		const found = "counts that can be worked out even with all of them withheld";
		throw new Refusal([problem("CIMP-E402", { file: "audit.json" }, { found })]);
	}
	return released;
}

function draftOf(audited: Audited, protection: Protected, chosen: (audit: Audit) => Audit): Draft<ReleasedAudit> {
	const document = releaseTracked(audited.audit, protection);
	const released = withoutEntries<Audit>(document, chosen);
	const said = (pointer: string) => saidAt(document, pointer);
	return {
		released,
		release: { name: "audit.json", sums: sumsOfAudit(audited, released), said },
		idOf: (name) => (protection.rows.has(name) ? name : name.replace(/^\d{4}\//, "")),
	};
}

/** Which counts of the released audit are the same students, and which add up: what a reader knows of them anyway. */
export function sumsOfAudit({ audit, families, grounds }: Audited, released: ReleasedAudit): Sums {
	const { sensitivity: _models, stratified: _strata, questions: _questions, crossedGroups: _team, ...rest } = audit;
	// Moves to the checkpoint are published together or not at all; which of them there are, only with them.
	const moves = released.flow.links.some(({ to }) => to.stage === "checkpoint");
	const seats = released.flow.courses.length > 0;
	const unsaid = [...(moves ? [] : checkpointFamilies), ...(seats ? [] : dayOneFamilies)];
	const year = grounds.at(-1)?.cohort.year ?? 0;
	return sumsOf(
		{
			families: families.filter(({ id }) => !unsaid.some((name) => id.endsWith(name))),
			relations: grounds.flatMap((ground) => relationsOf(ground, { moves, seats })),
			document: seats ? rest : { ...rest, flow: {} },
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
		flow: { ...audit.flow, links: shownLinks(audit.flow.links) },
		questions: audit.questions.filter(({ raised }) => raised === true),
	};
}

/** Which links to the checkpoint there are would say who moved, where a number does not: all of them, or none. */
function shownLinks(links: Audit["flow"]["links"]): Audit["flow"]["links"] {
	const moves = links.filter(({ to }) => to.stage === "checkpoint");
	return moves.every(({ students }) => isKnown(students)) ? links : links.filter(({ to }) => to.stage === "day1");
}

const withoutSeats = (audit: Audit): Audit => ({ ...selected(audit), flow: { links: [], courses: [] } });
