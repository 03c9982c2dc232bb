/** Which districts and schools opened, closed, moved or changed their name. */

import type { Cell, ReleasedTable } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import type { Block, Section } from "../../../report/index.js";
import type { PacketDiff } from "../../schemas/packet-diff.js";

type Entities = PacketDiff["entities"];

export function placesSection({ entities, packets }: PacketDiff): Section {
	const { opened, closed, renamed, moved, possibleNewCodes } = entities;
	const { before, after } = packets;
	const tables = [
		placesTable("opened", `Opened: in the files of ${after.year}, not in those of ${before.year}`, opened),
		placesTable("closed", `Closed: in the files of ${before.year}, not in those of ${after.year}`, closed),
		pairsTable("renamed", "Renamed: the same code, another name", renamed),
		pairsTable("moved-places", "Moved: the same school code in another district", moved),
		pairsTable(
			"possible",
			"Perhaps one school under a new code: closed and opened with the same or nearly the same name. A person has to decide",
			possibleNewCodes,
		),
	];
	const blocks = tables.flatMap((table): Block[] => (table.rows.length === 0 ? [] : [{ block: "table", table }]));
	const none: Block = {
		block: "paragraph",
		text: ["No district or school of the packets opened, closed, moved or changed its name."],
	};
	return { id: "places", title: "Places", blocks: [...(blocks.length === 0 ? [none] : blocks), ...notes(entities)] };
}

function notes({ from, countiesNotCompared }: Entities): Block[] {
	const lines = [
		...(from.before === "results" || from.after === "results"
			? [
					"One of the packets was made without a table of entities, so that a school is known by its row of results alone: one without a row looks as if it were closed.",
				]
			: []),
		...(countiesNotCompared.length > 0
			? [`Not compared, since one packet alone has them: counties ${countiesNotCompared.join(", ")}.`]
			: []),
	];
	return lines.map((text) => ({ block: "paragraph", voice: "note", text: [text] }));
}

const placesTable = (id: string, caption: string, places: Entities["opened"]): ReleasedTable =>
	releaseTable({
		id: `table-${id}`,
		caption,
		columns: [
			{ key: "name", label: "Name", unit: "text" },
			{ key: "cds", label: "Code", unit: "code" },
			{ key: "level", label: "What it is", unit: "text" },
			{ key: "district", label: "District", unit: "text" },
			{ key: "charter", label: "Charter", unit: "text" },
		],
		rows: places.map(({ name, cds, level, district, charter }): Cell[] => [name, cds, level, district, charter]),
	});

const pairsTable = (id: string, caption: string, pairs: Entities["moved"]): ReleasedTable =>
	releaseTable({
		id: `table-${id}`,
		caption,
		columns: [
			{ key: "toName", label: "Name now", unit: "text" },
			{ key: "fromName", label: "Name then", unit: "text" },
			{ key: "toCds", label: "Code now", unit: "code" },
			{ key: "fromCds", label: "Code then", unit: "code" },
			{ key: "toDistrict", label: "District now", unit: "text" },
			{ key: "fromDistrict", label: "District then", unit: "text" },
		],
		rows: pairs.map(({ toName, fromName, toCds, fromCds, toDistrict, fromDistrict }): Cell[] => [
			toName,
			fromName,
			toCds,
			fromCds,
			toDistrict,
			fromDistrict,
		]),
	});
