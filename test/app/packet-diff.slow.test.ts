/** Packets of invented districts with a known truth, built twice a year apart and compared. */

import { describe, expect, it } from "vitest";
import { diffPackets } from "../../src/app/packet/diff/index.js";
import { isKnown } from "../../src/domain/measured.js";
import { buildTwoPackets } from "../helpers/two-packets.js";
import { workdir } from "../helpers/workdir.js";
import { effectsIn } from "./effects.js";

const seeds = ["packets-1", "packets-2", "packets-3"];

describe("two packets with a known truth", () => {
	let [named, wrong] = [0, 0];

	it.each(seeds)("names every planted move and every change of a place: %s", async (seed) => {
		const home = workdir();
		const effects = effectsIn(home);
		const { planted, before, after } = await buildTwoPackets(
			home,
			{ seed, districts: 10, schools: 14, points: 110, every: 12 },
			effects,
		);
		const { diff } = await diffPackets({ before, after, out: "diff", force: false, dryRun: false }, effects);

		const compared = new Set(
			[...diff.moved, ...diff.noise.parts.flatMap(({ schools }) => schools)].map(({ cds }) => cds),
		);
		const found = new Map(diff.moved.map(({ cds, direction }) => [cds, direction]));
		const moves = [...planted.moves].filter(([cds]) => compared.has(cds));
		const missed = moves.filter(([cds, points]) => found.get(cds) !== (points > 0 ? "higher" : "lower"));
		const others = [...found.keys()].filter((cds) => !planted.moves.has(cds));
		named += found.size;
		wrong += others.length;
		process.stderr.write(
			`${seed}: ${found.size} named of ${compared.size}; ${moves.length} planted, ${missed.length} missed, ${others.length} others\n`,
		);
		expect(moves.length).toBeGreaterThan(3);
		expect(missed).toEqual([]);

		const { opened, closed, renamed, moved, possibleNewCodes } = diff.entities;
		const codes = (places: readonly { readonly cds: string }[]): string[] => places.map(({ cds }) => cds).sort();
		expect(codes(opened)).toEqual(planted.opened);
		expect(codes(closed)).toEqual(planted.closed);
		expect(renamed.map(({ fromCds }) => fromCds).sort()).toEqual(planted.renamed);
		expect(moved.map(({ fromCds, toCds }) => [fromCds, toCds])).toEqual([planted.toAnotherDistrict]);
		expect(possibleNewCodes.map(({ fromCds, toCds }) => [fromCds, toCds])).toContainEqual(planted.underNewCode);
		expect(compared).toContain(planted.toAnotherDistrict[1]);

		expect(diff.data.revisions).toEqual([]);
		expect(diff.data.files.map(({ change }) => change)).not.toContain("revised");
		expect(diff.method).toEqual([]);
		expect(diff.parts.every(({ tested }) => isKnown(tested))).toBe(true);
	});

	it("names others no more often than stated", () => {
		process.stderr.write(`others among those named: ${wrong} of ${named}\n`);
		expect(named).toBeGreaterThan(15);
		expect(wrong).toBeLessThanOrEqual(0.05 * named + 3 * Math.sqrt(0.05 * 0.95 * named));
	});
});
