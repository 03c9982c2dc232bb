import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** CI sets a folder for counts; one file per run. */
const counts = process.env.CIMP_TEST_REPORTS;
const reporters = counts === undefined ? ["default"] : ["default", "json"];

// Two projects: `fast` is what `npm test` runs; `slow` holds long simulations (`*.slow.test.ts`) and every page in every view.
export default defineConfig({
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: "fast",
					include: ["test/**/*.test.ts"],
					exclude: ["test/**/*.slow.test.ts"],
					provide: { everyView: false },
				},
			},
			{
				extends: true,
				test: {
					name: "slow",
					include: ["test/**/*.slow.test.ts", "test/browser/*.test.ts"],
					testTimeout: 1_800_000,
					provide: { everyView: true },
				},
			},
		],
		reporters,
		...(counts === undefined ? {} : { outputFile: { json: join(counts, `${process.pid}.json`) } }),
		// Two cores are usual where this runs; the default would leave one of them idle.
		maxWorkers: 2,
		// Files share the modules that a worker has loaded: a third of the time would go into loading them again.
		isolate: false,
		testTimeout: 120_000,
		hookTimeout: 120_000,
		setupFiles: ["test/helpers/setup.ts"],
	},
});
