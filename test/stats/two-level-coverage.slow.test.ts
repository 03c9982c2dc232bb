import { beforeAll, describe, expect, it } from "vitest";
import { fitTwoLevel, type LeaveOutPrediction, leaveOut, tQuantile } from "../../src/stats/index.js";
import { defined } from "./reference.js";
import { simulate } from "./two-level-data.js";

const REPLICATES = 400;
const cases = [
	{ districts: 20, perDistrict: 10, tauDistrict2: 64, tauSchool2: 144, phi: 1 },
	{ districts: 40, perDistrict: 5, tauDistrict2: 20, tauSchool2: 60, phi: 1 },
	{ districts: 20, perDistrict: 10, tauDistrict2: 0, tauSchool2: 144, phi: 1 },
	// Few schools: here the plain variance with its df would cover 96 %.
	{ districts: 8, perDistrict: 5, tauDistrict2: 64, tauSchool2: 144, phi: 1 },
];

interface Coverage {
	readonly mean: number;
	/** Standard error of the mean over replicates: schools of one data set share their estimated variances. */
	readonly error: number;
}

function summarize(shares: readonly number[]): Coverage {
	const mean = shares.reduce((sum, share) => sum + share / shares.length, 0);
	const square = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (shares.length - 1);
	return { mean, error: Math.sqrt(square / shares.length) };
}

/** Share of rows whose actual value lies in its 95 % interval. */
function shareInside({ residual, externalVariance, externalDf }: LeaveOutPrediction): number {
	const inside = residual.filter((e, i) => {
		return Math.abs(e) <= tQuantile(0.025, externalDf[i]!, { upper: true }) * Math.sqrt(externalVariance[i]!);
	});
	return inside.length / residual.length;
}

describe.each(cases)(
	"coverage with $districts districts of about $perDistrict, district variance $tauDistrict2",
	(truth) => {
		const shares = { schoolOut: [] as number[], districtOut: [] as number[] };

		beforeAll(() => {
			for (let replicate = 0; replicate < REPLICATES; replicate++) {
				const input = simulate(`coverage ${JSON.stringify(truth)} ${replicate}`, truth);
				const out = leaveOut(defined(fitTwoLevel({ ...input, phi: { fixed: 1 } })));
				for (const kind of ["schoolOut", "districtOut"] as const) shares[kind].push(shareInside(out[kind]));
			}
		}, 600_000);

		it("95 % intervals with the school left out cover 95 %", () => {
			const { mean, error } = summarize(shares.schoolOut);
			expect(Math.abs(mean - 0.95), `coverage ${mean}, standard error ${error}`).toBeLessThanOrEqual(3 * error);
		});

		it("95 % intervals with the district left out cover about 95 %", () => {
			const { mean, error } = summarize(shares.districtOut);
			expect(mean, `coverage ${mean}, standard error ${error}`).toBeGreaterThan(0.925);
			expect(mean, `coverage ${mean}, standard error ${error}`).toBeLessThan(0.975);
		});
	},
);
