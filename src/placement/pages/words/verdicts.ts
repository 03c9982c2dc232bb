/** What each verdict is called, what it means, and the sentence for each reason: by the printed rules, nothing more. */

import type { NoteMark } from "../../../charts/intervals-input.js";
import { isAbsent, type Measured } from "../../../domain/measured.js";
import type { AuditComparison, Verdict, VerdictReason } from "../../result.js";
import { notShown } from "../said.js";

export const verdictOrder: readonly Verdict[] = ["FLAG", "WATCH", "NO FLAG", "NOT ENOUGH DATA", "NOT DEFINED"];

interface VerdictWords {
	readonly word: string;
	readonly shape: NoteMark;
	/** What it says and what it does not. */
	readonly meaning: string;
}

export const verdictWords: Readonly<Record<Verdict, VerdictWords>> = {
	FLAG: {
		word: "Flag",
		shape: "square",
		meaning: "held back more often than chance would give, and beyond the practical threshold",
	},
	WATCH: {
		word: "Watch",
		shape: "diamond",
		meaning: "one of the two, or the answer within schools differs from the answer for the district",
	},
	"NO FLAG": {
		word: "No flag",
		shape: "circle",
		meaning: "a difference beyond the practical threshold is unlikely",
	},
	"NOT ENOUGH DATA": {
		word: "Not enough data",
		shape: "dashed",
		meaning: "too few students to tell: neither a flag nor a clean answer",
	},
	"NOT DEFINED": {
		word: "Not defined",
		shape: "dashed",
		meaning: "nobody qualified, or nobody was held back, so that there is no rate to compare",
	},
};

export const reasonWords: Readonly<Record<VerdictReason, string>> = {
	"more than chance would give": "more often than even-handed decisions would give by chance",
	"beyond the practical threshold": "beyond the practical threshold",
	"beyond the practical threshold in two of three years": "beyond the practical threshold in two of three years",
	"the difference lies between schools": "the difference lies between schools",
	"the difference lies within schools": "the difference lies within schools",
	"a difference beyond the practical threshold is unlikely": "a difference beyond the practical threshold is unlikely",
	"too few to test": "too few students to test",
	inconclusive: "tested, but the data do not settle it",
	"nobody qualified": "nobody in the group qualified",
	"nobody else qualified": "nobody outside the group qualified",
	"nobody held back": "nobody was held back",
};

/** Beside the groups whose verdict is hidden. */
export const hiddenWhy =
	"to protect students: few in the group, or others could be worked out from it; the verdict may be any";

const hidden = { word: "Not shown", shape: "dashed" } as const;

/** Word and shape of a verdict, also of a withheld one. */
export const verdictLook = (verdict: Measured<Verdict>): { readonly word: string; readonly shape: NoteMark } =>
	isAbsent(verdict) ? hidden : verdictWords[verdict];

/** Why a group has its verdict, in words. */
export function whyOf({ judgment, verdict }: Pick<AuditComparison, "judgment" | "verdict">): string {
	if (isAbsent(verdict)) return notShown(verdict);
	if (isAbsent(judgment)) return verdictWords[verdict].meaning;
	return judgment.reasons.map((reason) => reasonWords[reason]).join("; ");
}
