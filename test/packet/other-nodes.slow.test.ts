/**
 * A packet made by this Node is made again by others to the same bytes: other versions, another zone and locale, without
 * workers and with two.
 *
 * CIMP_OTHER_NODES names the programs, one a line or with ":" between; where it names none, this Node alone is asked.
 * CONTRIBUTING.md says how to get them.
 */

import { spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cimp, repository, workdir } from "../helpers/workdir.js";

const named = (process.env.CIMP_OTHER_NODES ?? "").split(new RegExp(`[\n${delimiter}]`)).filter((path) => path !== "");
if (named.length === 0)
	process.stderr.write("skipped: verifying with other versions of Node (CIMP_OTHER_NODES names none)\n");

const home = workdir();
const convening = join(repository, "fixtures", "convening", "convening.yml");

beforeAll(() => {
	const words = ["packet", "build", convening, "--out", "packet", "--lang", "es", "--explore", "--quiet"];
	expect(cimp(words, home)).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe.each([process.execPath, ...named])("%s", (node) => {
	it.each([
		{ threads: "0", TZ: "Pacific/Kiritimati", LC_ALL: "de_DE.UTF-8", LANG: "tr_TR.UTF-8" },
		{ threads: "2", TZ: "America/St_Johns", LC_ALL: "tr_TR.UTF-8", LANG: "ar_EG.UTF-8" },
	])("makes the same bytes with $threads workers in $TZ, $LC_ALL", ({ threads, ...place }) => {
		const words = ["packet", "verify", "packet", "--config", convening, "--threads", threads, "--no-cache", "--json"];
		const { NODE_OPTIONS: _ignored, ...inherited } = process.env;
		const run = spawnSync(node, [join(repository, "bin", "cimp.js"), ...words], {
			cwd: home,
			env: { ...inherited, CIMP_CACHE_DIR: join(home, `cache-${threads}`), ...place },
			encoding: "utf8",
		});
		expect(run.stderr).toBe("");
		expect(JSON.parse(run.stdout)).toMatchObject({ same: true, outputs: { different: [], gone: [], added: [] } });
	});
});
