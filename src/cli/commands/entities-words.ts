/** The comparison of two years' places in plain words. */

import type { EntitiesDiff } from "../../app/schemas/entities-diff.js";
import { formatCount, formatNumber } from "../../report/index.js";

type Account = EntitiesDiff["accounts"]["all"];
type Place = EntitiesDiff["schools"]["opened"][number];
type Pair = EntitiesDiff["schools"]["renamed"][number];

const charterWords: Readonly<Record<Place["charter"], string>> = {
	none: "no charter",
	direct: "direct-funded charter",
	local: "locally funded charter",
	charter: "charter",
	unknown: "type not stated",
};

const nameless = (name: string): string => name || "(no name)";

const placeLine = ({ cds, name, district, charter }: Place): string => {
	const kind = charter === "direct" || charter === "local" ? `, ${charterWords[charter]}` : "";
	return `${cds}  ${nameless(name)}${district === "" ? "" : ` (${district}${kind})`}`;
};

const pairLine = ({ fromCds, toCds, fromName, toName }: Pair): string => {
	const codes = fromCds === toCds ? toCds : `${fromCds} → ${toCds}`;
	return `${codes}  ${fromName === toName ? nameless(toName) : `${nameless(fromName)} → ${nameless(toName)}`}`;
};

function accountLines(title: string, account: Account, { from, to }: EntitiesDiff): string[] {
	const { before, after, unchanged, cosmetic, changed, closed, opened } = account;
	const number = (count: number): string => formatNumber(count);
	const spelled = cosmetic === 0 ? "" : ` (${number(cosmetic)} of them spelled in another way)`;
	return [
		title,
		`  ${from}: ${number(unchanged)} unchanged + ${number(changed)} changed + ${number(closed)} closed = ${number(before)}${spelled}`,
		`  ${to}: ${number(unchanged)} unchanged + ${number(changed)} changed + ${number(opened)} opened = ${number(after)}`,
	];
}

function list(title: string, lines: readonly string[]): string[] {
	return lines.length === 0 ? [] : ["", `${title}: ${formatNumber(lines.length)}`, ...lines.map((line) => `  ${line}`)];
}

function schoolLists({ schools, from, to }: EntitiesDiff): string[] {
	const moved = schools.moved.map((entry) => {
		const why = entry.reorganized ? "; districts were reorganized" : "";
		return `${pairLine(entry)} (${nameless(entry.fromDistrict)} → ${nameless(entry.toDistrict)}${why})`;
	});
	const charter = schools.charterChanged.map(
		(entry) => `${pairLine(entry)} (${charterWords[entry.fromCharter]} → ${charterWords[entry.toCharter]})`,
	);
	const possible = schools.possibleNewCodes.map((entry) => {
		const name = entry.name === "same" ? "same name" : "nearly the same name";
		return `${pairLine(entry)} (${name}, ${entry.where})`;
	});
	return [
		...list(`Schools opened since ${from}`, schools.opened.map(placeLine)),
		...list(`Schools closed before ${to}`, schools.closed.map(placeLine)),
		...list("Schools renamed", schools.renamed.map(pairLine)),
		...list("Schools moved to another district", moved),
		...list("Schools with another charter type", charter),
		...list("Perhaps the same school under a new code, for a person to decide", possible),
	];
}

function districtLists({ districts, from, to }: EntitiesDiff): string[] {
	return [
		...list(`Districts opened since ${from}`, districts.opened.map(placeLine)),
		...list(`Districts closed before ${to}`, districts.closed.map(placeLine)),
		...list("Districts renamed", districts.renamed.map(pairLine)),
	];
}

/** The whole comparison as text: accounts first, then every place that is not as it was. */
export function diffInWords(diff: EntitiesDiff): string {
	const { accounts, countiesAndState: above, schools } = diff;
	const shared = schools.sharedCodes.length;
	const refused = diff.inputs.reduce((sum, input) => sum + input.rowsRefused, 0);
	return [
		`Places of ${diff.from} and ${diff.to}`,
		"",
		...accountLines("Schools", accounts.schools, diff),
		...accountLines("Districts", accounts.districts, diff),
		...accountLines("Counties and the state", accounts.countiesAndState, diff),
		...(refused === 0
			? []
			: [`${formatCount(refused, "row")} of the files did not pass the checks and stand nowhere here.`]),
		...(shared === 0
			? []
			: [
					`${formatCount(shared, "school code")} under several districts in one year: compared by the 14 digits alone.`,
				]),
		...schoolLists(diff),
		...districtLists(diff),
		...list("Counties and the state, opened", above.opened.map(placeLine)),
		...list("Counties and the state, closed", above.closed.map(placeLine)),
		...list("Counties and the state, renamed", above.renamed.map(pairLine)),
		"",
	].join("\n");
}
