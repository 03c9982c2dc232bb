/** The look for canaries finds what is there, in every form, and nothing else. */

import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { workdir } from "../helpers/workdir.js";
import { leaksOf } from "./leaks.js";

const canary = "Zqx Ñame <1>";

it.each([
	["as it is", canary],
	["in another case", canary.toUpperCase()],
	["escaped for a page", "Zqx Ñame &lt;1>"],
	["in an address", encodeURIComponent(canary)],
	["in base64", Buffer.from(`${canary} and more`).toString("base64")],
	["hashed", createHash("sha256").update(canary).digest("hex")],
])("a canary %s is found in files and words", (_what, form) => {
	const folder = workdir();
	mkdirSync(join(folder, "deep"));
	writeFileSync(join(folder, "deep", "page.html"), `<p>words ${form} words</p>`);
	expect(leaksOf([canary], { folders: [folder] })).toEqual([expect.stringMatching(/^deep\/page\.html: /)]);
	expect(leaksOf([canary], { folders: [folder], but: (path) => path === "deep/page.html" })).toEqual([]);
	expect(leaksOf([canary], { said: [{ stdout: "", stderr: form }] }).length).toBe(1);
	expect(leaksOf(["Other"], { folders: [folder], said: [form] })).toEqual([]);
});

it("a canary in the name of a file or an empty folder is found", () => {
	const folder = workdir();
	mkdirSync(join(folder, "ZQX-empty"));
	writeFileSync(join(folder, "zqx.csv"), "");
	expect(leaksOf(["Zqx"], { folders: [folder] }).length).toBe(2);
	expect(leaksOf(["Zqx"], { folders: [join(folder, "none")] })).toEqual([]);
});
