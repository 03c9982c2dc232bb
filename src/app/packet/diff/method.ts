/** What changed because the method changed: settings, models, scales, versions. */

import { isAbsent, missing } from "../../../domain/measured.js";
import { formatList } from "../../../report/index.js";
import type { PacketDiff } from "../../schemas/packet-diff.js";
import type { FinishedPacket, FinishedPart } from "../read.js";

type Method = PacketDiff["method"][number];

/** One fact of a packet or part, as text; standings of parts where a `vital` one differs can't be compared. */
interface Fact {
	readonly what: string;
	readonly text: string;
	readonly vital?: true;
}

const listed = (items: readonly string[]): string => (items.length === 0 ? "none" : formatList([...items]));

const packetFacts = ({ manifest: { version, options } }: FinishedPacket): Fact[] => [
	{ what: "version of cimp", text: version },
	{ what: "charter schools", text: options.charters, vital: true },
	{ what: "reviewed list of former codes", text: options.crosswalk === undefined ? "none" : "given" },
];

const partFacts = ({ results, standing }: FinishedPart): Fact[] => [
	{ what: "scale of the results", text: results.unit, vital: true },
	{ what: "model", text: listed([...new Set(results.models.map(({ kind }) => kind))].sort()) },
	{
		what: "levels fitted by themselves; all where they borrow",
		text: listed(results.models.map(({ level }) => level)),
	},
	{
		what: "predictors",
		text: listed([...new Set(results.models.flatMap(({ predictors }) => predictors))].sort()),
	},
	{ what: "student mix behind the standings", text: listed([...standing.covariates].sort()), vital: true },
	{ what: "where the standings come from", text: isAbsent(standing.basis) ? standing.basis.reason : standing.basis },
	...results.covariates.map(({ name, from }) => ({ what: `source of ${name}`, text: from })),
];

function differences(part: string, before: readonly Fact[], after: readonly Fact[]): Method[] {
	const names = [...new Set([...before, ...after].map(({ what }) => what))];
	return names.flatMap((what): Method[] => {
		const [old, now] = [before, after].map((facts) => facts.find((fact) => fact.what === what));
		if (old?.text === now?.text) return [];
		const none = missing("not in this packet");
		const vital = (old ?? now)?.vital === true;
		return [{ part, what, before: old?.text ?? none, after: now?.text ?? none, comparable: !vital }];
	});
}

/** Differences of the packets as wholes. */
export const packetMethods = (before: FinishedPacket, after: FinishedPacket): Method[] =>
	differences("packet", packetFacts(before), packetFacts(after));

/** Differences of a part; another set of schools to learn from is one where it is half as large or twice. */
export function partMethods(before: FinishedPart, after: FinishedPart): Method[] {
	const [old, now] = [before.standing.schoolsInFiles, after.standing.schoolsInFiles];
	const schools = (count: number): string => `${count} schools of the files`;
	const moved = old > 0 && now > 0 && (now > 1.5 * old || old > 1.5 * now);
	return [
		...differences(after.entry.id, partFacts(before), partFacts(after)),
		...(moved
			? [
					{
						part: after.entry.id,
						what: "schools that others are set beside",
						before: schools(old),
						after: schools(now),
						comparable: false,
					},
				]
			: []),
	];
}
