/** `packet build --pdf`: every page of the sample packet printed by the Chromium that is there. */

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withoutBrowser } from "../helpers/browser.js";
import { cimp, repository, workdir } from "../helpers/workdir.js";

describe.skipIf(withoutBrowser("a packet printed by Chromium"))("the sample packet", () => {
	it("prints itself where a Chromium is present, and says what to do where none is", () => {
		const home = workdir();
		const out = join(home, "printed");
		const words = ["packet", "build", "fixtures/convening/convening.yml", "--out", join(home, "packet"), "--quiet"];
		const lost = cimp([...words, "--pdf", out], repository, { CIMP_CHROMIUM: join(home, "none") });
		expect(lost.code).toBe(2);
		expect(lost.stderr).toContain("CIMP_CHROMIUM");
		const made = cimp([...words, "--pdf", out], repository, {
			CIMP_CHROMIUM: process.env.CIMP_CHROMIUM ?? "/usr/bin/chromium",
		});
		expect(made).toEqual({ code: 0, stdout: "", stderr: "" });
		const { districts } = JSON.parse(readFileSync(join(home, "packet", "manifest.json"), "utf8")) as {
			readonly districts: readonly { readonly folder: string }[];
		};
		const poster = readFileSync(join(out, `${districts[0]?.folder}/poster.pdf`));
		expect(poster.subarray(0, 5).toString()).toBe("%PDF-");
		writeFileSync(join(home, "poster.pdf"), poster);
		const reader = "pdftotext";
		const read = spawnSync(reader, [join(home, "poster.pdf"), "-"], { encoding: "utf8" });
		if (read.error) process.stderr.write(`skipped: reading the printed poster (there is no ${reader})\n`);
		else expect(read.stdout).toContain("Make-Believe Mesa");
	});
});
