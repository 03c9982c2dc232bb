/** Results called unusual against schools drawn from a known truth: how many of them are false. */

import { describe, expect, it } from "vitest";
import { falseDiscoveryRate } from "../../src/analyses/prediction/evidence-rule.js";
import { predictSchools } from "../../src/analyses/prediction/predict.js";
import { drawFrame, type Place, type Truth } from "../helpers/frames.js";
import { meanOf, printed, type Simulated } from "../helpers/simulations.js";

const sets = 200;
const usual = { districts: 12, schools: 12, tauDistrict: 0.25, tauSchool: 0.35, students: [30, 600] } as const;
const points = { ...usual, outcome: "dfs", tauDistrict: 0.4, tauSchool: 0.6 } as const;

/** The first school of each of six districts is one of another kind: far above or far below what its mix suggests. */
const isOdd = ({ district, school }: Pick<Place, "district" | "school">): boolean => school === 0 && district < 6;
const oddBy =
	(difference: number) =>
	(place: Place): number =>
		isOdd(place) ? (place.district % 2 === 0 ? difference : -difference) : 0;

interface Found {
	/** Share of false ones among those with q at most 0.05, 0 where there is none: the false discovery rate. */
	readonly byQ: Simulated;
	/** The same of schools called `clear`. */
	readonly clear: Simulated;
	/** Share of the odd schools with q at most 0.05, and called clear. */
	readonly oddByQ: number;
	readonly oddClear: number;
}

function search(truth: Omit<Truth, "seed">): Found {
	const found = { byQ: [] as number[], clear: [] as number[], oddByQ: [] as number[], oddClear: [] as number[] };
	for (let set = 0; set < sets; set++) {
		const frame = drawFrame({ ...truth, seed: `unusual ${set}` });
		const odd = new Set(frame.schools.filter((_, row) => truth.planted && isOdd(placeOf(row))).map(({ cds }) => cds));
		const { schools } = predictSchools(frame, "auto");
		const share = (named: typeof schools): { wrong: number; right: number } => {
			const right = named.filter(({ school }) => odd.has(school.cds)).length;
			return { wrong: (named.length - right) / Math.max(1, named.length), right: right / Math.max(1, odd.size) };
		};
		const byQ = share(schools.filter(({ q }) => q !== undefined && q <= falseDiscoveryRate));
		const clear = share(schools.filter(({ evidence }) => evidence === "clear"));
		found.byQ.push(byQ.wrong);
		found.clear.push(clear.wrong);
		found.oddByQ.push(byQ.right);
		found.oddClear.push(clear.right);
	}
	const { byQ, clear, oddByQ, oddClear } = found;
	return { byQ: meanOf(byQ), clear: meanOf(clear), oddByQ: meanOf(oddByQ).mean, oddClear: meanOf(oddClear).mean };
}

/** Schools are drawn district by district. */
const placeOf = (row: number): Pick<Place, "district" | "school"> => ({
	district: Math.floor(row / usual.schools),
	school: row % usual.schools,
});

function atOrUnderLevel({ mean, error }: Simulated): void {
	// Where nothing was found the spread is zero too; a rate at the level itself would have this error.
	const atLevel = Math.sqrt((falseDiscoveryRate * (1 - falseDiscoveryRate)) / sets);
	expect(mean).toBeLessThanOrEqual(falseDiscoveryRate + 3 * Math.max(error, atLevel));
}

describe("where no school is of another kind, a data set with anything found", () => {
	it.each([
		["percents, no school differs", { ...usual, tauDistrict: 0, tauSchool: 0 }],
		["percents, schools differ as a normal distribution has it", usual],
		["points, no school differs", { ...points, tauDistrict: 0, tauSchool: 0 }],
		["points, schools differ as a normal distribution has it", points],
	] as const)("is as rare as stated: %s", (what, truth) => {
		const found = search(truth);
		process.stderr.write(`${what}: found by q in ${printed(found.byQ)}, clear in ${printed(found.clear)}\n`);
		atOrUnderLevel(found.byQ);
		atOrUnderLevel(found.clear);
		// What is called clear has passed more tests than that of the many comparisons.
		expect(found.clear.mean).toBeLessThanOrEqual(found.byQ.mean);
	});
});

describe("where six schools of 144 are of another kind, the false ones among those found", () => {
	it.each([
		["percents", { ...usual, planted: oddBy(2.5) }],
		["points", { ...points, planted: oddBy(3.5) }],
	] as const)("are as few as stated, and most of the six are found: %s", (what, truth) => {
		const found = search(truth);
		process.stderr.write(
			`six odd schools, ${what}: false among those found by q ${printed(found.byQ)}, among clear ${printed(found.clear)}; of the six found by q ${found.oddByQ.toFixed(3)}, clear ${found.oddClear.toFixed(3)}\n`,
		);
		atOrUnderLevel(found.byQ);
		atOrUnderLevel(found.clear);
		expect(found.oddByQ).toBeGreaterThan(0.5);
		expect(found.oddClear).toBeGreaterThan(0.5);
	});
});
