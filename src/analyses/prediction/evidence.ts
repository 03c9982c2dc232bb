/** The evidence word of each school: by its interval, its size, the model's calibration, and the number of comparisons. */

import type { Interval } from "../../domain/evidence.js";
import { notDefined } from "../../domain/measured.js";
import { schoolLevels } from "../../domain/school-level.js";
import { benjaminiHochberg, benjaminiYekutieli } from "../../stats/index.js";
import { weighEvidence } from "./evidence-rule.js";
import type { JudgedSchool } from "./judge.js";
import type { Scale } from "./scale.js";
import type { Family, FittedModel, SchoolPrediction } from "./types.js";

/**
 * Weighs the schools that a model judges, each level a family of its own: a list of unusual results is read level by level.
 */
export function weigh(
	judges: readonly JudgedSchool[],
	model: Omit<FittedModel, "families">,
	scale: Scale,
): { schools: SchoolPrediction[]; families: Family[] } {
	const families: Family[] = [];
	const schools: SchoolPrediction[] = [];
	for (const level of schoolLevels) {
		const members = judges.filter((entry) => entry.school.level === level);
		if (members.length === 0) continue;
		const p = members.map((entry) => entry.within.p);
		const [q, conservative] = [benjaminiHochberg(p), benjaminiYekutieli(p)];
		const weighed = members.map((entry, index): SchoolPrediction => {
			const evidence = wordOf(entry, q[index], { model, scale });
			const { school, within, anywhere, effect, effectSe, working } = entry;
			return {
				school,
				model: model.id,
				without: undefined,
				within,
				anywhere,
				effect,
				effectSe,
				evidence,
				q: q[index],
				qConservative: conservative[index],
				working,
			};
		});
		const unusual = weighed.filter((entry) => entry.evidence === "clear");
		families.push({ level, schools: members.length, unusual: unusual.length, falseShare: falseShare(unusual) });
		schools.push(...weighed);
	}
	return { schools, families };
}

/** With a p above this, a result lies inside its 95 % interval whatever rounding does; the limits need not be found. */
export const surelyInside = 0.06;
const anyDifference: Interval = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

/** Actual minus each of the limits. */
const differenceOf = ({ actual, within: { upper, lower } }: JudgedSchool): Interval => ({
	lower: actual - upper,
	upper: actual - lower,
});

function wordOf(
	entry: JudgedSchool,
	q: number | undefined,
	{ model, scale }: { readonly model: Omit<FittedModel, "families">; readonly scale: Scale },
): SchoolPrediction["evidence"] {
	return weighEvidence({
		tested: entry.tested,
		verdict: model.calibration.verdict,
		difference: entry.within.p > surelyInside ? anyDifference : differenceOf(entry),
		smallest: scale.smallest,
		q,
		borrowed: model.level === "all",
		dependsOnModel: false,
	}).word;
}

/** The largest q among them: of a list cut there, that share is expected to be chance. */
const falseShare = (unusual: readonly SchoolPrediction[]): Family["falseShare"] =>
	unusual.length === 0 ? notDefined("no result is clearly unusual") : Math.max(...unusual.map((entry) => entry.q ?? 1));
