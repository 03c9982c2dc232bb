/** The schools of a part in both packets: which moved, and what the changes show together. */

import {
	type BetweenYears,
	compareYears,
	falseDiscoveryRate,
	type SchoolPair,
	type YearStanding,
} from "../../../analyses/between-years/compute.js";
import { subjectName } from "../../../analyses/words.js";
import { judgeMinimum } from "../../../domain/evidence.js";
import { isKnown, known, notDefined } from "../../../domain/measured.js";
import type { DiffChange, DiffNoise } from "../../schemas/packet-diff.js";
import type { PacketStanding } from "../../schemas/packet-standing.js";
import type { FinishedPart } from "../read.js";

export interface ComparedSchools {
	readonly moved: readonly DiffChange[];
	readonly noise: DiffNoise;
}

type SchoolEntry = FinishedPart["results"]["schools"][number];

/** A school in both packets, with all that is known of it. */
interface Both {
	readonly pair: SchoolPair;
	readonly fromCds: string;
	readonly old: SchoolEntry;
	readonly now: SchoolEntry;
}

/**
 * @param codes the code in the newer packet by that in the older one
 * @returns the reason where nothing can be tested
 */
export function compareSchools(
	before: FinishedPart,
	after: FinishedPart,
	codes: ReadonlyMap<string, string>,
): ComparedSchools | { readonly without: string } {
	const { both, reasons } = pairsOf(before, after, codes);
	const lag = after.results.year - before.results.year;
	const found = compareYears(
		both.map(({ pair }) => pair),
		lag,
		after.results.unit,
	);
	if ("without" in found) return found;
	const part = after.entry.id;
	const entries = both.map((entry, index) => changeEntry(part, entry, found.changes[index]));
	const isMoved = ({ q }: DiffChange): boolean => q <= falseDiscoveryRate;
	return {
		moved: entries.filter(isMoved),
		noise: {
			...noiseEntry(after, found),
			notCompared: [...reasons].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, schools]) => ({ reason, schools })),
			schools: entries.filter((entry) => !isMoved(entry)),
		},
	};
}

/** In the order of the newer packet; schools of one packet alone are a matter of the places. */
function pairsOf(before: FinishedPart, after: FinishedPart, codes: ReadonlyMap<string, string>) {
	const former = new Map([...codes].map(([from, to]) => [to, from]));
	const oldSchools = new Map(before.results.schools.map((school) => [school.cds, school]));
	const [first, second] = [before, after].map(
		({ standing }) => new Map(standing.schools.map((entry) => [entry.cds, entry])),
	);
	const reasons = new Map<string, number>();
	const both: Both[] = [];
	for (const now of after.results.schools) {
		const fromCds = former.get(now.cds) ?? now.cds;
		const old = oldSchools.get(fromCds);
		if (old === undefined) continue;
		const [was, is] = [first?.get(fromCds), second?.get(now.cds)];
		const reason = reasonWithout({ old, now, was, is });
		if (reason !== undefined || was === undefined || is === undefined) {
			reasons.set(reason ?? "", (reasons.get(reason ?? "") ?? 0) + 1);
			continue;
		}
		const pair = { cds: now.cds, level: is.level, before: standingOf(was), after: standingOf(is) };
		both.push({ pair, fromCds, old, now });
	}
	return { both, reasons };
}

type StandingEntry = PacketStanding["schools"][number];

interface Sides {
	readonly old: SchoolEntry;
	readonly now: SchoolEntry;
	readonly was: StandingEntry | undefined;
	readonly is: StandingEntry | undefined;
}

function reasonWithout({ old, now, was, is }: Sides): string | undefined {
	const few = (school: SchoolEntry): boolean => !((known<number>(school.tested) ?? 0) >= judgeMinimum);
	if (was === undefined || is === undefined) {
		const lacking = was === undefined ? old : now;
		return isKnown(lacking.leftOut) && !lacking.inModel
			? `no standing: ${lacking.leftOut}`
			: "no standing beside other schools in one of the packets";
	}
	if (few(old) || few(now)) return `fewer than ${judgeMinimum} students in one of the years: not enough data`;
	return was.level === is.level ? undefined : "another school level than before";
}

const standingOf = ({ difference, sampling, phi, lasting, ofYear, slope }: StandingEntry): YearStanding => ({
	difference,
	sampling,
	phi,
	lasting,
	ofYear: known<number>(ofYear),
	slope,
});

function changeEntry(part: string, { fromCds, old, now }: Both, found: BetweenYears["changes"][number] | undefined) {
	if (found === undefined) throw new Error(`school ${now.cds} was not compared`);
	const { change, interval, sd, regression, p, q, evidence } = found;
	const entry: DiffChange = {
		part,
		cds: now.cds,
		fromCds,
		district: now.district,
		name: now.name,
		level: now.level,
		before: old.actual,
		after: now.actual,
		beforeTested: old.tested,
		afterTested: now.tested,
		change,
		...interval,
		sd,
		regression,
		p,
		q,
		evidence,
		direction: change < 0 ? "lower" : "higher",
	};
	return entry;
}

function noiseEntry(
	{ entry, results }: FinishedPart,
	{ noise }: BetweenYears,
): Omit<DiffNoise, "notCompared" | "schools"> {
	const { ordinary, regression, ...counts } = noise;
	return {
		part: entry.id,
		family: `all schools of both packets in ${subjectName(results.subject)} that have a standing in both years`,
		...counts,
		ordinaryMovementFrom: ordinary,
		regression: regression ?? notDefined("no school was outside the middle 80 % in the older packet"),
	};
}
