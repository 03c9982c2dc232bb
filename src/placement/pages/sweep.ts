/** The page of a sweep: how many would qualify, and who of them would be placed below, for every value of a cut. */

import type { Curve } from "../../charts/curves-input.js";
import { type Chart, curvesChart } from "../../charts/index.js";
import { isKnown, type Measured } from "../../domain/measured.js";
import type { Released, ReleasedTable } from "../../domain/table.js";
import type { Block, ReportDocument } from "../../report/index.js";
import { percentIfKnown } from "./figures/parts.js";
import { bannerOf, type ReplayPages, rowIdOf } from "./input.js";
import { percentCell } from "./said.js";
import { figureBlock, list, section, tableBlock } from "./sections/parts.js";
import { percentOf, students, tableOf, text, whole } from "./tables/columns.js";
import { sweepWords } from "./words/figures.js";
import { basisTitles } from "./words/groups.js";

/** What is read of a sweep; counts may have been withheld since they were made. */
export interface SweptDocument {
	/** The path of the value that changes, as the user named it. */
	readonly parameter: string;
	readonly points: readonly SweptPoint[];
}

interface SweptPoint {
	readonly value: number;
	readonly qualified: Measured<number>;
	readonly undetermined: Measured<number>;
	readonly groups: readonly {
		readonly basis: string;
		readonly code: string;
		readonly heldBackShare: Measured<number>;
	}[];
	readonly seats: readonly { readonly level: number; readonly course: string; readonly students: Measured<number> }[];
}

export interface SweepPages extends ReplayPages {
	readonly document: Released<SweptDocument>;
	/** The policy's own value, where it is a number. */
	readonly present: number | undefined;
}

/** "caaspp8" of "measures.caaspp8.cut". */
const measureOf = ({ parameter }: SweptDocument): string =>
	/^measures\.([^.]+)\.cut$/.exec(parameter)?.[1] ?? parameter;

/** The name of a group from its basis and code: the sweep has no labels. */
const labelOf = ({ basis, code }: { readonly basis: string; readonly code: string }): string =>
	`${(basisTitles as Readonly<Record<string, string>>)[basis] ?? basis}: ${code}`;

function groupsOf(points: readonly SweptPoint[]): { basis: string; code: string }[] {
	const found = new Map(points.flatMap(({ groups }) => groups.map((group) => [rowIdOf("", group), group] as const)));
	return [...found.values()].map(({ basis, code }) => ({ basis, code }));
}

function countsTable({ document }: SweepPages): ReleasedTable {
	const { points } = document;
	return tableOf(document, {
		id: "sweep",
		caption: "The same students under every cut; numbers rounded to tens",
		columns: [
			whole("value", "Cut"),
			students("qualified", "Would qualify"),
			students("undetermined", "Undetermined"),
			...(points[0]?.seats ?? []).map(({ level, course }, seat) =>
				students(`seats${seat}Students`, `Level ${level}: ${course}`),
			),
		],
		rows: points.map(({ value, qualified, undetermined, seats }) => [
			value,
			qualified,
			undetermined,
			...seats.map(({ students: number }) => number),
		]),
		rowIds: points.map(({ value }) => `sweep-${value}`),
	});
}

function groupTable({ document }: SweepPages): ReleasedTable {
	const { points } = document;
	const groups = groupsOf(points);
	return tableOf(document, {
		id: "sweep-groups",
		caption: "Of those who would qualify, in percent, placed below that level on day 1",
		columns: [text("group", "Group"), ...points.map(({ value }) => percentOf(`cut${value}Percent`, String(value)))],
		rows: groups.map((key) => [
			labelOf(key),
			...points.map(({ groups: own }) => {
				const group = own.find(({ basis, code }) => basis === key.basis && code === key.code);
				return group === undefined ? "" : percentCell(group.heldBackShare);
			}),
		]),
		rowIds: groups.map((key) => rowIdOf("sweep-groups", key)),
	});
}

const cutLine = ({ present }: SweepPages): { x: number; label: string }[] =>
	present === undefined ? [] : [{ x: present, label: `now ${present}` }];

function qualifiedChart(input: SweepPages): Chart | undefined {
	const { schoolYear, source, document } = input;
	const { points, parameter } = document;
	if (!points.some(({ qualified }) => isKnown(qualified))) return undefined;
	const what = "Numbers of students who would qualify, rounded to tens";
	return curvesChart({
		id: "figure-sweep",
		headline: sweepWords.headline(measureOf(document)),
		subtitle: sweepWords.subtitle(what, schoolYear),
		alt: sweepWords.alt(parameter, "students who would qualify"),
		description: sweepWords.description,
		source,
		interval: { none: sweepWords.none },
		curves: [
			{
				id: "sweep",
				title: "Would qualify",
				words: "",
				points: points.flatMap(({ value, qualified }, step) =>
					isKnown(qualified) ? [{ id: `sweep-${value}`, x: value, step, value: qualified }] : [],
				),
			},
		],
		unit: "points",
		zero: true,
		xTitle: parameter,
		lines: cutLine(input),
		table: countsTable(input),
	});
}

function groupsChart(input: SweepPages): Chart | undefined {
	const { schoolYear, source, document } = input;
	const { points, parameter } = document;
	const curves = groupsOf(points).map((key): Curve => {
		const own = points.flatMap(({ value, groups }, step) => {
			const group = groups.find(({ basis, code }) => basis === key.basis && code === key.code);
			const share = group && percentIfKnown(group.heldBackShare);
			return share === undefined ? [] : [{ x: value, step, value: share }];
		});
		return { id: rowIdOf("sweep-groups", key), title: labelOf(key), words: "", points: own };
	});
	if (curves.length === 0) return undefined;
	return curvesChart({
		id: "figure-sweep-groups",
		headline: sweepWords.groupsHeadline,
		subtitle: sweepWords.subtitle(
			"Placed below, in percent of students who would qualify, one panel a group",
			schoolYear,
		),
		alt: sweepWords.alt(parameter, "percent placed below, by group"),
		description: [sweepWords.groupsDescription(curves.length), ...sweepWords.description],
		source,
		interval: { none: sweepWords.none },
		curves,
		unit: "percent",
		zero: true,
		xTitle: parameter,
		lines: cutLine(input),
		table: groupTable(input),
	});
}

const withTable = (chart: Chart): Block[] => [figureBlock(chart), tableBlock(chart.table, chart)];

export function sweepDocument(input: SweepPages): ReportDocument {
	const counts = qualifiedChart(input);
	const groups = groupsChart(input);
	const title = `${input.district}: ${sweepWords.headline(measureOf(input.document))}`;
	return {
		lang: "en",
		title,
		meta: ["cimp placement sweep", input.district, input.schoolYear],
		...bannerOf(input.policy),
		answer: sweepWords.headline(measureOf(input.document)),
		lead: [sweepWords.lead],
		sections: [
			section(
				"qualify",
				sweepWords.qualifyTitle,
				counts === undefined ? [tableBlock(countsTable(input))] : withTable(counts),
			),
			...(groups === undefined ? [] : [section("groups", sweepWords.groupsTitle, withTable(groups))]),
			section("limits", sweepWords.limitsTitle, [list(sweepWords.limits)]),
		],
		running: title,
	};
}
