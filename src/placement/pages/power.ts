/** The page of a district's power: how large a true difference its numbers could show, group by group. */

import type { Curve } from "../../charts/curves-input.js";
import { type Chart, curvesChart } from "../../charts/index.js";
import { isKnown, type Measured } from "../../domain/measured.js";
import type { Released, ReleasedTable } from "../../domain/table.js";
import type { ReportDocument } from "../../report/index.js";
import type { GroupKey } from "../result.js";
import { percentIfKnown } from "./figures/parts.js";
import { bannerOf, type ReplayPages, rowIdOf } from "./input.js";
import { cell, percentCell, yesNo } from "./said.js";
import { list, paragraph, section, shownWith, tableBlock } from "./sections/parts.js";
import { number, percentOf, pointsOf, students, tableOf, text } from "./tables/columns.js";
import { basisTitles } from "./words/groups.js";
import { powerWords } from "./words/replay.js";
import { suppressionNote } from "./words/report.js";

type Num = Measured<number>;

interface PowerGroup extends GroupKey {
	readonly qualified: Num;
	readonly othersQualified: Num;
	readonly othersRate: Num;
	readonly minimumsMet: Measured<boolean>;
	readonly detectableGap: Num;
	readonly detectableRiskRatio: Num;
	readonly chanceAtPracticalGap: Num;
	readonly curve: readonly { readonly riskRatio: number; readonly chance: Num }[];
	readonly studentsNeeded: Num;
}

/** What is read of power. */
export interface PowerDocument {
	readonly wantedPower: number;
	readonly groups: readonly PowerGroup[];
}

export interface PowerPages extends ReplayPages {
	readonly document: Released<PowerDocument>;
}

/** The ratio at which the headline asks. */
const doubled = 2;

function groupsTable({ document }: PowerPages): ReleasedTable {
	const { groups } = document;
	return tableOf(document, {
		id: "power",
		caption: "The smallest true difference from all others that would be flagged four times in five",
		columns: [
			text("group", "Group"),
			text("basis", "Basis"),
			students("qualified", "Qualified"),
			students("othersQualified", "Others who qualified"),
			percentOf("othersPercent", "Others held back, of 100"),
			text("minimumsMet", "Enough students to test"),
			pointsOf("detectablePoints", "Smallest difference found, points", { signed: false }),
			number("detectableRatio", "As a ratio", { digits: 1 }),
			percentOf("thresholdPercent", "Chance of a flag at the practical threshold, %"),
			students("studentsNeeded", "Qualified students needed"),
		],
		rows: groups.map((group) => [
			group.group,
			basisTitles[group.basis],
			cell(group.qualified),
			cell(group.othersQualified),
			percentCell(group.othersRate),
			yesNo(group.minimumsMet),
			percentCell(group.detectableGap),
			cell(group.detectableRiskRatio),
			percentCell(group.chanceAtPracticalGap),
			cell(group.studentsNeeded),
		]),
		rowIds: groups.map((group) => rowIdOf("power", group)),
		notes: ["“Students needed” is for a true difference of twice the practical threshold, the others growing alike."],
	});
}

function curveTable({ document }: PowerPages): ReleasedTable {
	const { groups } = document;
	const ratios = [...new Set(groups.flatMap(({ curve }) => curve.map(({ riskRatio }) => riskRatio)))].sort(
		(a, b) => a - b,
	);
	return tableOf(document, {
		id: "power-curve",
		caption: "Chance of a flag in percent, by the true ratio of the group’s rate to that of all others",
		columns: [
			text("group", "Group"),
			...ratios.map((ratio) => percentOf(`ratio${String(ratio).replace(".", "_")}Percent`, `${ratio} times`)),
		],
		rows: groups.map(({ group, curve }) => [
			group,
			...ratios.map((ratio) => {
				const point = curve.find(({ riskRatio }) => riskRatio === ratio);
				return point === undefined ? "" : percentCell(point.chance);
			}),
		]),
		rowIds: groups.map((group) => rowIdOf("power-curve", group)),
	});
}

function curveFigure(input: PowerPages, table: ReleasedTable): Chart | undefined {
	const curves = input.document.groups.flatMap((group): Curve[] => {
		const points = group.curve.flatMap(({ riskRatio, chance }, step) => {
			const value = percentIfKnown(chance);
			return value === undefined ? [] : [{ x: riskRatio, step, value }];
		});
		return points.length < 2 ? [] : [{ id: rowIdOf("power-curve", group), title: group.group, words: "", points }];
	});
	if (curves.length === 0) return undefined;
	const words = powerWords.figure;
	return curvesChart({
		id: "figure-power",
		headline: words.headline,
		subtitle: words.subtitle(input.schoolYear),
		alt: words.alt,
		description: words.description(curves.length),
		source: input.source,
		interval: { none: words.none },
		curves,
		unit: "percent",
		zero: true,
		xTitle: words.xTitle,
		lines: [{ x: doubled, label: words.line }],
		table,
	});
}

/** Of the statute's groups whose chance may be shown, those that would be flagged four times in five at twice the rate. */
function answerOf({ document: { groups, wantedPower } }: PowerPages): string {
	const chances = groups
		.filter(({ statutory }) => statutory)
		.flatMap(({ curve }) => curve.find(({ riskRatio }) => riskRatio === doubled)?.chance ?? [])
		.filter((chance) => isKnown(chance));
	return powerWords.answer(chances.filter((chance) => chance >= wantedPower).length, chances.length);
}

export function powerDocument(input: PowerPages): ReportDocument {
	const { district, schoolYear, policy } = input;
	const title = `${district}: ${powerWords.headline}`;
	const curve = curveTable(input);
	return {
		lang: "en",
		title,
		meta: ["cimp placement power", district, schoolYear],
		...bannerOf(policy),
		answer: answerOf(input),
		lead: [powerWords.lead],
		sections: [
			section("groups", powerWords.tableTitle, [tableBlock(groupsTable(input)), paragraph(suppressionNote, "note")]),
			section("curve", powerWords.curveTitle, shownWith(curveFigure(input, curve), curve)),
			section("limits", powerWords.limitsTitle, [list(powerWords.limits)]),
		],
		running: title,
	};
}
