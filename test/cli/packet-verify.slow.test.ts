/** `cimp packet verify` with the real program: another path, time zone, locale and number of workers give the same bytes. */

import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cimp, repository, workdir } from "../helpers/workdir.js";

describe("cimp packet verify", () => {
	it.each([
		["Pacific/Kiritimati", "tr_TR.UTF-8", "0"],
		["America/Los_Angeles", "C", "2"],
	])(
		"finds the same bytes at another path, in %s, in %s, with %s threads, with and without a cache",
		(zone, locale, threads) => {
			const there = join(workdir(), "another place", "ñ");
			mkdirSync(there, { recursive: true });
			for (const name of ["convening", "sample"])
				cpSync(join(repository, "fixtures", name), join(there, name), { recursive: true });
			cpSync(join(repository, "reports", "sample-packet"), join(there, "packet"), { recursive: true });
			const env = { TZ: zone, LC_ALL: locale, LANG: locale };
			const words = ["packet", "verify", "packet", "--config", "convening/convening.yml", "--threads", threads];
			for (const more of [[], ["--no-cache"]]) {
				const found = cimp([...words, ...more], there, env);
				expect([found.code, found.stdout]).toEqual([0, ""]);
				expect(found.stderr).toMatch(/same: \d+ files, byte for byte/);
			}
		},
	);
});
