/** The evidence word of each school: by its interval, its size, the model's calibration, and the number of comparisons. */

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

function wordOf(
	entry: JudgedSchool,
	q: number | undefined,
	{ model, scale }: { readonly model: Omit<FittedModel, "families">; readonly scale: Scale },
): SchoolPrediction["evidence"] {
	const { upper, lower } = entry.within;
	return weighEvidence({
		tested: entry.tested,
		verdict: model.calibration.verdict,
		difference: { lower: entry.actual - upper, upper: entry.actual - lower },
		smallest: scale.smallest,
		q,
		borrowed: model.level === "all",
		dependsOnModel: false,
	}).word;
}

/** The largest q among them: of a list cut there, that share is expected to be chance. */
const falseShare = (unusual: readonly SchoolPrediction[]): Family["falseShare"] =>
	unusual.length === 0 ? notDefined("no result is clearly unusual") : Math.max(...unusual.map((entry) => entry.q ?? 1));
