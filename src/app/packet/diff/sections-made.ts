/** What changed because data or method changed: apart from what schools did, and from one another. */

import { unitWords } from "../../../analyses/words.js";
import type { Cell } from "../../../domain/table.js";
import { releaseTable } from "../../../privacy/release.js";
import { type Block, formatCount, type Section } from "../../../report/index.js";
import type { PacketDiff } from "../../schemas/packet-diff.js";

export function dataSection({ data, parts }: PacketDiff): Section {
	const blocks = [
		...data.revisions.map((revision): Block => {
			const unit = parts.find(({ part }) => part === revision.part)?.unit ?? "percent";
			const { column } = unitWords(unit);
			const schools = formatCount(revision.schools.length, "school");
			return {
				block: "table",
				table: releaseTable({
					id: `table-revised-${revision.part}-${revision.year}`,
					caption: `Results of ${revision.year} that are not the same in both packets: ${schools}`,
					columns: [
						{ key: "name", label: "School", unit: "text" },
						{ key: "cds", label: "Code", unit: "code" },
						{ key: "before", label: "Older packet", unit: column, digits: 1 },
						{ key: "after", label: "Newer packet", unit: column, digits: 1 },
					],
					rows: revision.schools.map(({ name, cds, before, after }): Cell[] => [name, cds, before, after]),
				}),
			};
		}),
		...(data.files.length === 0 ? [] : [filesBlock(data.files)]),
	];
	const none: Block = { block: "paragraph", text: ["Both packets were made from the same files."] };
	return { id: "data", title: "What changed because the data changed", blocks: blocks.length === 0 ? [none] : blocks };
}

const filesBlock = (files: PacketDiff["data"]["files"]): Block => ({
	block: "table",
	table: releaseTable({
		id: "table-files",
		caption: "Files that one packet read and the other did not",
		columns: [
			{ key: "layout", label: "What it holds", unit: "text" },
			{ key: "years", label: "Years", unit: "text" },
			{ key: "part", label: "Part", unit: "text" },
			{ key: "change", label: "Change", unit: "text" },
			{ key: "before", label: "Older packet", unit: "text" },
			{ key: "after", label: "Newer packet", unit: "text" },
		],
		rows: files.map((file): Cell[] => [
			file.layout,
			file.years.join(", "),
			file.part,
			file.change,
			file.before.join(", "),
			file.after.join(", "),
		]),
		notes: [
			"Revised: both packets hold such a file of the same years, and its bytes differ. Added and gone: one packet alone holds it, as is usual from year to year.",
		],
	}),
});

export function methodSection({ method, parts }: PacketDiff): Section {
	const blocks: Block[] = [
		method.length === 0
			? { block: "paragraph", text: ["Version, settings and models are the same in both packets."] }
			: methodBlock(method),
		modelsBlock(parts),
	];
	return { id: "method-changed", title: "What changed because the method changed", blocks };
}

const methodBlock = (method: PacketDiff["method"]): Block => ({
	block: "table",
	table: releaseTable({
		id: "table-method",
		caption: "Differences of method",
		columns: [
			{ key: "what", label: "What", unit: "text" },
			{ key: "part", label: "Part", unit: "text" },
			{ key: "before", label: "Older packet", unit: "text" },
			{ key: "after", label: "Newer packet", unit: "text" },
			{ key: "comparable", label: "Changes of schools still tested", unit: "text" },
		],
		rows: method.map(({ what, part, before, after, comparable }): Cell[] => [
			what,
			part,
			before,
			after,
			comparable ? "yes" : "no",
		]),
	}),
});

const modelsBlock = (parts: PacketDiff["parts"]): Block => ({
	block: "table",
	table: releaseTable({
		id: "table-models",
		caption: "How well the models of the pages predict, school left out: R²",
		columns: [
			{ key: "model", label: "Model", unit: "text" },
			{ key: "before", label: "Older packet", unit: "number", digits: 2 },
			{ key: "after", label: "Newer packet", unit: "number", digits: 2 },
		],
		rows: parts.flatMap(({ part, models }) =>
			models.map(({ level, r2Before, r2After }): Cell[] => [`${part}, ${level}`, r2Before, r2After]),
		),
	}),
});
