/** What changed because the data changed: files revised, added or gone, and results of a year that are not what they were. */

import { isKnown } from "../../../domain/measured.js";
import type { PacketDiff } from "../../schemas/packet-diff.js";
import type { FinishedPart } from "../read.js";

type FileChange = PacketDiff["data"]["files"][number];
type Revision = PacketDiff["data"]["revisions"][number];

interface Content {
	readonly layout: string;
	readonly years: readonly number[];
	readonly files: readonly { readonly file: string; readonly sha256: string }[];
}

/** The inputs by what they hold; a file's name says nothing of it. */
function contentsOf({ results }: FinishedPart): Map<string, Content> {
	const contents = new Map<string, Content>();
	for (const { layout, years, file, sha256 } of results.inputs) {
		const key = `${layout} ${years.join(" ")}`;
		const files = [...(contents.get(key)?.files ?? []), { file, sha256 }];
		contents.set(key, { layout, years, files });
	}
	return contents;
}

/**
 * Files of a part. In another year new files are what one expects; they are named, so that a revised file of a year that
 * both packets hold stands out.
 */
export function fileChanges(before: FinishedPart, after: FinishedPart): FileChange[] {
	const [old, now] = [contentsOf(before), contentsOf(after)];
	const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
	return keys.flatMap((key): FileChange[] => {
		const [first, second] = [old.get(key), now.get(key)];
		const hashes = (content: Content | undefined): string =>
			[...new Set(content?.files.map(({ sha256 }) => sha256))].sort().join(" ");
		if (hashes(first) === hashes(second)) return [];
		const { layout, years } = (first ?? second) as Content;
		const names = (content: Content | undefined): string[] => content?.files.map(({ file }) => file) ?? [];
		const change = first === undefined ? "added" : second === undefined ? "gone" : "revised";
		return [{ part: after.entry.id, layout, years: [...years], change, before: names(first), after: names(second) }];
	});
}

type Value = FinishedPart["results"]["schools"][number]["actual"];

/** The part's results of a year by code: its own year, or the earlier one that it compares with. */
function resultsOf({ results }: FinishedPart, year: number): Map<string, { name: string; value: Value }> | undefined {
	const key = results.year === year ? "actual" : results.baselineYear === year ? "baseline" : undefined;
	if (key === undefined) return undefined;
	const own = results.schools.filter(({ baselineFrom }) => key === "actual" || baselineFrom === undefined);
	return new Map(own.map((school) => [school.cds, { name: school.name, value: school[key] }]));
}

/** Results of years that both packets have. Numbers are published to one or two decimals; rounding is no revision. */
const sameValue = (one: Value, other: Value): boolean =>
	isKnown<number>(one) && isKnown<number>(other) ? Math.abs(one - other) < 1e-6 : isKnown(one) === isKnown(other);

export function revisions(before: FinishedPart, after: FinishedPart): Revision[] {
	if (before.results.unit !== after.results.unit) return [];
	const years = [before.results.year, before.results.baselineYear].filter((entry): entry is number =>
		isKnown<number>(entry),
	);
	return years
		.sort((a, b) => a - b)
		.flatMap((year): Revision[] => {
			const [old, now] = [resultsOf(before, year), resultsOf(after, year)];
			if (old === undefined || now === undefined) return [];
			const schools = [...old].flatMap(([cds, { name, value }]) => {
				const second = now.get(cds);
				return second === undefined || sameValue(value, second.value)
					? []
					: [{ cds, name, before: value, after: second.value }];
			});
			return schools.length === 0 ? [] : [{ part: after.entry.id, year, schools }];
		});
}
