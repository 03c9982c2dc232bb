/** The answer in plain sentences: title, lead, and what is known of each flagged group. */

import { isAbsent, isKnown } from "../../../domain/measured.js";
import { formatCount, formatList, formatNumber } from "../../../report/index.js";
import type { AuditComparison, AuditStage } from "../../result.js";
import { checkpointOf, day1Of, districtName, type PlacementPages, schoolYear, statutory } from "../input.js";
import { bandOf, between, count, ofHundred, ratio, signedBetween, studentCount } from "../said.js";
import { studentsOf } from "./groups.js";

const withVerdict = (stage: AuditStage, verdict: string): AuditComparison[] =>
	statutory(stage).filter((group) => group.verdict === verdict);

/** Both rates of one group as natural frequencies. */
export const frequencies = ({ group, rate, othersRate }: AuditComparison): string =>
	`Of 100 ${studentsOf(group)} who qualified, ${ofHundred(rate)} were held back; of 100 other qualified students, ${ofHundred(othersRate)}`;

const bothKnown = ({ rate, othersRate }: AuditComparison): boolean => isKnown(rate) && isKnown(othersRate);

/** The page's title: it answers. */
export function answerTitle(input: PlacementPages): string {
	const stage = day1Of(input);
	const district = districtName(input);
	if (stage.qualified === 0) return `${district}: no student qualified for a course above the lowest level`;
	if (stage.heldBack === 0) return `${district}: no qualified student was held back on day 1`;
	const flagged = withVerdict(stage, "FLAG");
	const [only] = flagged;
	if (only !== undefined && flagged.length === 1 && bothKnown(only)) return frequencies(only);
	if (flagged.length > 0) {
		const groups = formatList(flagged.map(({ group }) => group));
		return `${groups}: held back on day 1 more often than chance and the district’s threshold allow`;
	}
	return noFlagTitle(stage);
}

/** Without a flag the title also says how much is open: silence is no clean answer. */
function noFlagTitle(stage: AuditStage): string {
	const all = statutory(stage).filter(({ kind }) => kind === "group");
	const clear = withVerdict(stage, "NO FLAG").length;
	const watch = withVerdict(stage, "WATCH").length;
	const hidden = all.filter(({ verdict }) => isAbsent(verdict)).length;
	const open = all.length - clear - watch;
	const of = formatCount(all.length, "group");
	if (all.length === 0) return "No basis of the statute could be examined";
	if (open === all.length) return `These numbers can’t tell: no verdict for any of ${of}`;
	// A verdict that may not be shown may be a flag: the title must not read as if there were none.
	if (hidden > 0) {
		const shownGroups = formatNumber(all.length - hidden);
		const flags = watch > 0 ? `none is flagged and ${formatNumber(watch)} to watch` : "none is flagged";
		return `Of ${shownGroups} groups whose verdict can be shown, ${flags}; ${formatNumber(hidden)} of ${of} can’t be shown here`;
	}
	const watched = watch > 0 ? `; ${formatNumber(watch)} to watch` : "";
	const unknown = open > 0 ? `, and for ${formatNumber(open)} of ${of} these numbers can’t tell` : "";
	return `No group is flagged on day 1${watched}${unknown}`;
}

/** Who qualified, who was held back, and who could not be examined. */
export function answerLead(input: PlacementPages): string {
	const { audit } = input;
	const stage = day1Of(input);
	const later = checkpointOf(input);
	const { undetermined } = audit.qualification;
	const heldBack = isKnown(stage.rate)
		? `${count(stage.heldBack)} of them (${ofHundred(stage.rate)} of 100) were placed below it on day 1`
		: `how many of them were placed below it on day 1 is ${count(stage.heldBack)}`;
	const after = later === undefined ? "" : `, and ${count(later.heldBack)} after the checkpoint`;
	const open =
		undetermined === 0
			? ""
			: ` For ${studentCount(undetermined)} more the files can’t tell whether they qualified: a measure is missing.`;
	return `In ${districtName(input)}, ${schoolYear(input)}, ${studentCount(stage.qualified)} qualified under the policy for a course above the lowest level; ${heldBack}${after}.${open}`;
}

/** How sure: difference with its interval, counts, ratio. */
export function howSure(group: AuditComparison): string {
	const gap = signedBetween(group.gap);
	const times = between(group.riskRatio, 1, 1);
	const parts = [
		`${count(group.qualified)} ${studentsOf(group.group)} and ${count(group.othersQualified)} others qualified.`,
		gap === undefined ? "" : `The difference is ${pointsWord(group)} percentage points, 95 % interval ${gap}.`,
		times === undefined || !isKnown(group.riskRatio.value)
			? ""
			: `That is ${ratio(group.riskRatio.value)} times the rate of all others, ${times}.`,
	];
	return parts.filter((part) => part !== "").join(" ");
}

const pointsWord = ({ gap }: AuditComparison): string =>
	isKnown(gap.value) ? formatNumber(100 * gap.value) : (bandOf(gap.value) ?? "not shown");

/** One line a group, for the verdict's column: "Black or African American (46 of 100, n 48)". */
export const groupLine = ({ group, rate, qualified }: AuditComparison): string =>
	isKnown(rate) && isKnown(qualified) ? `${group} (${ofHundred(rate)} of 100, n ${count(qualified)})` : group;
