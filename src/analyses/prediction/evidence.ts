/** The evidence word of each school: by its interval, its size, the model's calibration, and the number of comparisons. */

import { evidenceOf, judgeMinimum } from "../../domain/evidence.js";
import { notDefined } from "../../domain/measured.js";
import { schoolLevels } from "../../domain/school-level.js";
import { benjaminiHochberg, benjaminiYekutieli } from "../../stats/index.js";
import type { JudgedSchool } from "./judge.js";
import type { Scale } from "./scale.js";
import type { Family, FittedModel, SchoolPrediction } from "./types.js";

/** False-discovery rate within a family. */
export const falseDiscoveryRate = 0.05;

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
			const { school, within, anywhere, effect, effectSe } = entry;
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
	if (entry.tested < judgeMinimum || model.calibration.verdict === "off") return "not enough data";
	const { upper, lower } = entry.within;
	const word = evidenceOf({ lower: entry.actual - upper, upper: entry.actual - lower }, scale.smallest);
	const survives = q !== undefined && q <= falseDiscoveryRate;
	// A fit over all levels shows nothing of whether its intervals hold for the few schools that borrow it.
	return word === "clear" && (!survives || model.level === "all") ? "some" : word;
}

/** The largest q among them: of a list cut there, that share is expected to be chance. */
const falseShare = (unusual: readonly SchoolPrediction[]): Family["falseShare"] =>
	unusual.length === 0 ? notDefined("no result is clearly unusual") : Math.max(...unusual.map((entry) => entry.q ?? 1));
