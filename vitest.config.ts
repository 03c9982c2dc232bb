import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** CI sets a folder for counts; one file per run. */
const counts = process.env.CIMP_TEST_REPORTS;
const reporters = counts === undefined ? ["default"] : ["default", "json"];

// Two projects: `fast` is what `npm test` runs; `slow` holds long simulations (`*.slow.test.ts`).
export default defineConfig({
	test: {
		projects: [
			{
				extends: true,
				test: { name: "fast", include: ["test/**/*.test.ts"], exclude: ["test/**/*.slow.test.ts"] },
			},
			{
				extends: true,
				test: { name: "slow", include: ["test/**/*.slow.test.ts"], testTimeout: 1_800_000 },
			},
		],
		reporters,
		...(counts === undefined ? {} : { outputFile: { json: join(counts, `${process.pid}.json`) } }),
		// Two cores are usual where this runs; the default would leave one of them idle.
		maxWorkers: 2,
		testTimeout: 120_000,
		hookTimeout: 120_000,
		setupFiles: ["test/helpers/setup.ts"],
	},
});
