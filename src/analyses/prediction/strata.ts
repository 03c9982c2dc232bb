/** The schools of a model cut by size, by disadvantage and by level: coverage must hold in each. */

import { schoolLevelNames, schoolLevels } from "../../domain/school-level.js";
import type { Standing } from "./coverage.js";

const quintiles = 5;

export interface Stratum {
	readonly label: string;
	readonly members: readonly Standing[];
	/** Whether the verdict rests on it too: size and level do, disadvantage is shown. */
	readonly rules: boolean;
}

/** By fifth of size, by fifth of disadvantage, and by level. */
export function stratify(standings: readonly Standing[]): Stratum[] {
	const disadvantage = ({ school }: Standing): number | undefined =>
		school.covariates.percentSed ?? school.covariates.percentFrpm;
	const byLevel = schoolLevels.flatMap((level): Stratum[] => {
		const members = standings.filter((standing) => standing.school.level === level);
		if (members.length === 0 || members.length === standings.length) return [];
		return [{ label: schoolLevelNames[level], members, rules: true }];
	});
	return [
		...fifths(standings, (standing) => standing.tested, { label: "students tested", rules: true }),
		...fifths(standings, disadvantage, { label: "socioeconomically disadvantaged", rules: false }),
		...byLevel,
	];
}

function fifths(
	standings: readonly Standing[],
	key: (standing: Standing) => number | undefined,
	{ label, rules }: Pick<Stratum, "label" | "rules">,
): Stratum[] {
	const ordered = standings
		.flatMap((standing) => {
			const value = key(standing);
			return value === undefined ? [] : [{ standing, value }];
		})
		.sort((a, b) => a.value - b.value || (a.standing.school.cds < b.standing.school.cds ? -1 : 1))
		.map(({ standing }) => standing);
	if (ordered.length < 2 * quintiles) return [];
	return Array.from({ length: quintiles }, (_, fifth): Stratum => {
		const [from, to] = [fifth, fifth + 1].map((cut) => Math.floor((cut * ordered.length) / quintiles));
		const lowest = fifth === 0 ? " (lowest)" : "";
		return {
			label: `${label}, fifth ${fifth + 1} of ${quintiles}${lowest}`,
			members: ordered.slice(from, to),
			rules,
		};
	});
}
