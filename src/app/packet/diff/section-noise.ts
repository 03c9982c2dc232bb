/** How much of the changes is noise: counts beside those that chance leads one to expect, and regression to the mean by its name. */

import { capitalized, subjectName, unitWords } from "../../../analyses/words.js";
import { isAbsent } from "../../../domain/measured.js";
import { type Block, formatCount, formatNumber, type Section, type Text } from "../../../report/index.js";
import type { DiffNoise, PacketDiff } from "../../schemas/packet-diff.js";

export function noiseSection(diff: PacketDiff): Section {
	const blocks = diff.noise.parts.flatMap((noise): Block[] => {
		const part = diff.parts.find((entry) => entry.part === noise.part);
		return part === undefined ? [] : partBlocks(part, noise, diff.noise.falseDiscoveryRate);
	});
	const none: Block = { block: "paragraph", text: ["No change was tested, so nothing can be said of noise."] };
	return { id: "noise", title: "How much is noise", blocks: blocks.length === 0 ? [none] : blocks };
}

function partBlocks(part: PacketDiff["parts"][number], noise: DiffNoise, rate: number): Block[] {
	const facts = [
		{ term: "Compared", text: [`${formatCount(noise.compared, "school")}: ${noise.family}`] },
		{ term: "Named", text: [named(noise, rate)] },
		{ term: "Outside their own 95 % interval", text: [outside(noise)] },
		{ term: "Spread of the changes", text: [spread(part, noise)] },
		{ term: "Regression to the mean", text: regression(part, noise) },
		{ term: "Ordinary movement of a year", text: [ordinary(noise)] },
		...noise.notCompared.map(({ reason, schools }) => ({
			term: "Not compared",
			text: [`${formatCount(schools, "school")}: ${reason}`],
		})),
	];
	return [{ block: "facts", id: `noise-${part.part}`, title: capitalized(subjectName(part.subject)), facts }];
}

const named = ({ moved, compared }: DiffNoise, rate: number): string =>
	moved === 0
		? `none of ${formatNumber(compared)}`
		: `${formatNumber(moved)} of ${formatNumber(compared)}, so that at most ${formatNumber(100 * rate)} % of those named are expected to be chance`;

const outside = ({ outside95, expectedOutside95 }: DiffNoise): string =>
	`${formatNumber(outside95)}; chance and an ordinary year lead one to expect ${formatNumber(expectedOutside95, { digits: 1 })} without any school moving. Such a list, looked at school by school, is mostly noise where the two numbers are close`;

function spread({ unit }: PacketDiff["parts"][number], { spread, chanceShare }: DiffNoise): string {
	if (isAbsent(spread)) return spread.reason;
	const size = unitWords(unit).difference(spread, 1);
	if (isAbsent(chanceShare)) return `a standard deviation of ${size}; ${chanceShare.reason}`;
	return `a standard deviation of ${size}; ${formatNumber(100 * chanceShare)} % of its variance is what chance among students alone would give`;
}

function regression({ unit, fromYear, toYear }: PacketDiff["parts"][number], { regression }: DiffNoise): Text {
	if (isAbsent(regression)) return [regression.reason];
	const words = unitWords(unit);
	const { schools, before, after, expectedAfter } = regression;
	return [
		`${formatCount(schools, "school")} stood far from ${schools === 1 ? "its" : "their"} expectation in ${fromYear}, by ${words.difference(before, 1)} on average; in ${toYear} by ${words.difference(after, 1)}. Regression to the mean alone leads one to expect ${words.difference(expectedAfter, 1)}: part of an unusual result does not come again, whatever is done`,
	];
}

const ordinary = ({ ordinaryMovementFrom }: DiffNoise): string =>
	ordinaryMovementFrom === "the older packet"
		? "known from the fit over years in the older packet, over all schools in its files; more where the middle half of the changes shows more"
		: "read off the middle half of the changes themselves, since the files of the older packet hold one year alone";
