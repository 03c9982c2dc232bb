/** The page of a changed policy: who would newly qualify, by group and school, and how many students qualify for each level. */

import type { BarRow } from "../../charts/bars-input.js";
import { barsChart, type Chart } from "../../charts/index.js";
import { isAbsent, isKnown, type Measured } from "../../domain/measured.js";
import type { Released, ReleasedTable } from "../../domain/table.js";
import type { Block, ReportDocument } from "../../report/index.js";
import type { BasisId } from "../roster.js";
import { bannerOf, type ReplayPages, rowIdOf } from "./input.js";
import { bandOf, cell, count, notShown } from "./said.js";
import { list, paragraph, section, shownWith, tableBlock } from "./sections/parts.js";
import { pointsOf, students, tableOf, text, whole } from "./tables/columns.js";
import { basisTitles } from "./words/groups.js";
import { whatIfWords } from "./words/replay.js";
import { suppressionNote } from "./words/report.js";

type Num = Measured<number>;

interface Changed {
	/** Empty for everybody and for schools. */
	readonly basis: string;
	readonly code: string;
	readonly group: string;
	/** Empty for everybody and for groups. */
	readonly school: string;
	readonly students: Num;
}

/** What is read of a what-if. */
export interface WhatIfDocument {
	readonly change: readonly {
		readonly path: string;
		readonly before: string | number;
		readonly after: string | number;
	}[];
	readonly qualifiedBefore: Num;
	readonly qualifiedAfter: Num;
	readonly undeterminedBefore: Num;
	readonly undeterminedAfter: Num;
	readonly gained: readonly Changed[];
	readonly lost: readonly Changed[];
	readonly seats: readonly {
		readonly level: number;
		readonly course: string;
		readonly before: Num;
		readonly after: Num;
		readonly change: Num;
	}[];
}

export interface WhatIfPages extends ReplayPages {
	readonly document: Released<WhatIfDocument>;
}

const basisOf = ({ basis }: Changed): string => basisTitles[basis as BasisId] ?? basis;

function changeTable({ document }: WhatIfPages): ReleasedTable {
	const { change, qualifiedBefore, qualifiedAfter, undeterminedBefore, undeterminedAfter } = document;
	return tableOf(document, {
		id: "whatif-change",
		caption: "What was changed, and what came of it",
		columns: [text("what", "What"), text("before", "Under the policy"), text("after", "Under the change")],
		rows: [
			...change.map(({ path, before, after }) => [path, String(before), String(after)]),
			["students qualified above the lowest level", count(qualifiedBefore), count(qualifiedAfter)],
			["students for whom a missing measure could decide", count(undeterminedBefore), count(undeterminedAfter)],
		],
	});
}

/** Rows of both lists side by side; they name the same groups in the same order. */
function sidesTable(
	{ document }: WhatIfPages,
	parts: { readonly id: string; readonly caption: string; readonly isIn: (one: Changed) => boolean },
): ReleasedTable {
	const { id, caption, isIn } = parts;
	const ofSchools = id === "whatif-schools";
	const both = document.gained.flatMap((gained, at) => {
		const lost = document.lost[at];
		return lost === undefined || !isIn(gained) ? [] : [{ gained, lost }];
	});
	return tableOf(document, {
		id,
		caption,
		columns: [
			...(ofSchools ? [text("school", "School")] : [text("group", "Group"), text("basis", "Basis")]),
			students("gained", "Would newly qualify"),
			students("lost", "Would no longer qualify"),
		],
		rows: both.map(({ gained, lost }) => [
			...(ofSchools ? [gained.school] : [gained.group, gained.basis === "" ? "" : basisOf(gained)]),
			cell(gained.students),
			cell(lost.students),
		]),
		rowIds: both.map(({ gained }, row) => (ofSchools ? `${id}-${row}` : rowIdOf(id, gained))),
	});
}

function seatsTable({ document }: WhatIfPages): ReleasedTable {
	return tableOf(document, {
		id: "whatif-seats",
		caption: "Students who qualify for each level",
		columns: [
			whole("level", "Level"),
			text("course", "Courses"),
			students("before", "Under the policy"),
			students("after", "Under the change"),
			{ ...pointsOf("change", "More or fewer"), unit: "number", digits: 0 },
		],
		rows: document.seats.map(({ level, course, before, after, change }) => [
			level,
			course,
			cell(before),
			cell(after),
			cell(change),
		]),
		rowIds: document.seats.map(({ level }) => `whatif-seats-${level}`),
	});
}

function barOf(one: Changed): BarRow {
	const { students: gained, group } = one;
	const withheld = isAbsent(gained) ? (bandOf(gained) ?? notShown(gained)) : undefined;
	return {
		id: rowIdOf("whatif-groups", one),
		label: group,
		words: "",
		counts: withheld === undefined ? count(gained) : "",
		note: "",
		strong: false,
		parts: isKnown(gained) ? [{ part: "filled", value: gained }] : [],
		withheld,
	};
}

/** Drawn where a number may be shown. */
function groupsFigure(input: WhatIfPages, table: ReleasedTable): Chart | undefined {
	const groups = input.document.gained.filter(({ basis }) => basis !== "");
	if (!groups.some(({ students: gained }) => isKnown(gained) && gained > 0)) return undefined;
	const words = whatIfWords.figure;
	const bases = [...new Set(groups.map(({ basis }) => basis))];
	return barsChart({
		id: "figure-whatif",
		headline: words.headline,
		subtitle: words.subtitle(input.schoolYear),
		alt: words.alt,
		description: words.description(groups.length),
		source: input.source,
		interval: { none: words.none },
		blocks: bases.map((basis) => {
			const own = groups.filter((group) => group.basis === basis);
			return { heading: own[0] === undefined ? "" : basisOf(own[0]), rows: own.map(barOf) };
		}),
		key: {},
		axis: { unit: "points", title: "students" },
		headers: { counts: "Students", note: "" },
		table,
	});
}

export function whatIfDocument(input: WhatIfPages): ReportDocument {
	const { document, district, schoolYear, policy } = input;
	const [first] = document.change;
	const headline = whatIfWords.headline(first?.path ?? "the policy");
	const title = `${district}: ${headline}`;
	const groups = sidesTable(input, {
		id: "whatif-groups",
		caption: "Students who would change sides, by group",
		isIn: ({ school }) => school === "",
	});
	const schools = sidesTable(input, {
		id: "whatif-schools",
		caption: "Students who would change sides, by school",
		isIn: ({ school }) => school !== "",
	});
	const bySchool: Block[] = schools.rows.length === 0 ? [] : [tableBlock(schools)];
	return {
		lang: "en",
		title,
		meta: ["cimp placement whatif", district, schoolYear],
		...bannerOf(policy),
		answer: whatIfWords.answer(count(document.qualifiedBefore), count(document.qualifiedAfter)),
		lead: [whatIfWords.lead],
		sections: [
			section("change", whatIfWords.changeTitle, [tableBlock(changeTable(input))]),
			section("groups", whatIfWords.byGroupTitle, [
				...shownWith(groupsFigure(input, groups), groups),
				paragraph(suppressionNote, "note"),
			]),
			...(bySchool.length === 0 ? [] : [section("schools", whatIfWords.bySchoolTitle, bySchool)]),
			section("seats", whatIfWords.seatsTitle, [
				tableBlock(seatsTable(input)),
				paragraph(whatIfWords.seatsNote, "note"),
			]),
			section("limits", whatIfWords.limitsTitle, [list(whatIfWords.limits)]),
		],
		running: title,
	};
}
