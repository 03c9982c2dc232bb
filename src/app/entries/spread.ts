/** Spreads between schools for results.json. */

import type { DistrictSpread, Spread } from "../../analyses/variation/index.js";
import { notDefined } from "../../domain/measured.js";
import type { AnalyzeResults } from "../schemas/analyze.js";

type District = AnalyzeResults["districts"][number];

const flat = ({ chance, ...spread }: Spread) => ({ ...spread, chanceLower: chance.lower, chanceUpper: chance.upper });

export function spreadEntries(
	own: DistrictSpread | undefined,
): Pick<District, "spread" | "spreadByLevel" | "spreadByYear" | "spreadByGroup" | "spreadBetweenDistricts"> {
	return {
		spread: own?.spread === undefined ? notDefined("fewer than five schools can be compared") : flat(own.spread),
		spreadByLevel: (own?.levels ?? []).map(({ level, spread }) => ({ level, ...flat(spread) })),
		spreadByYear: (own?.years ?? []).map(({ year, spread }) => ({ year, ...flat(spread) })),
		spreadByGroup: (own?.groups ?? []).map(({ group, spread }) => ({
			group: group.id,
			groupName: group.name,
			...flat(spread),
		})),
		spreadBetweenDistricts:
			own?.between === undefined ? notDefined("fewer than five districts can be compared") : flat(own.between),
	};
}
