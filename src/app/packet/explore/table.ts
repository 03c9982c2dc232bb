/** The table that the interactive page shows and draws: every number of the figure is a cell that readers see. */

import { unitWords } from "../../../analyses/words.js";
import { type Measured, notDefined } from "../../../domain/measured.js";
import { schoolLevelNames } from "../../../domain/school-level.js";
import type { Cell, Column, ReleasedTable } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import { districtName, type Packet, type PartRun, profileOf } from "../packet.js";
import { readingOf } from "../pages/local.js";
import { commonWords } from "../words/common.js";
import { exploreWords } from "../words/explore.js";
import { tableInSpanish } from "../words/sections-es.js";

/** Places of the columns that the page's choices look at; `explore.js` knows the order of all. */
export const exploreColumns = { district: 7, level: 8 } as const;

export const levelName = ({ lang }: Packet, level: string): string =>
	commonWords[lang].panelTitle(level, schoolLevelNames[level as keyof typeof schoolLevelNames] ?? level);

/** Schools of the packet's districts, by district and name. */
export function exploreTable(packet: Packet, part: PartRun): ReleasedTable {
	const words = exploreWords[packet.lang];
	const common = commonWords[packet.lang];
	const { column, fineDigits } = unitWords(part.run.input.predictions.unit);
	const digits = Math.max(1, fineDigits);
	const value = (key: string, label: string): Column => ({ key, label, unit: column, digits });
	const text = (key: string, label: string): Column => ({ key, label, unit: "text" });
	const schools = packet.districts.flatMap((code) =>
		profileOf(part, code).schools.map((entry) => ({ entry, name: districtName(packet, code) })),
	);
	const none = notDefined(words.none);
	const orNone = (number: number | undefined): Measured => number ?? none;
	const table = releaseTable({
		id: `table-explore-${part.part.id}`,
		caption: words.caption(common.subjectTitle(part.part.subject)),
		columns: [
			text("school", common.school),
			{ key: "tested", label: common.studentsHead, unit: "students" },
			value("actual", words.actual(part.run.input.frame.year)),
			value("predicted", words.predicted),
			value("lower", words.lower),
			value("upper", words.upper),
			text("reading", words.reading),
			text("district", common.district),
			text("level", words.level),
		],
		rows: schools.map(({ entry, name }): Cell[] => [
			entry.school.name,
			entry.school.current.tested,
			entry.school.current.value,
			orNone(entry.within?.predicted),
			orNone(entry.within?.lower),
			orNone(entry.within?.upper),
			readingOf(packet, entry),
			name,
			levelName(packet, entry.school.level),
		]),
		rowIds: schools.map(({ entry }) => `explore-${entry.school.cds}`),
		notes: [words.note],
	});
	return packet.lang === "en" ? table : tableInSpanish(table);
}
