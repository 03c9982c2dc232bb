/** What one does with a finished packet: verify it, lock it, check it, compare it. What another machine makes of it: packet-verify.slow.test.ts. */

import { appendFileSync, cpSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { packetCheckJsonSchema } from "../../src/app/schemas/packet-check.js";
import { type PacketDiff, packetDiffJsonSchema } from "../../src/app/schemas/packet-diff.js";
import { type PacketVerify, packetVerifyJsonSchema } from "../../src/app/schemas/packet-verify.js";
import { bannedWords } from "../../src/report/index.js";
import { cimpHere } from "../helpers/here.js";
import { folderContents, repository, workdir } from "../helpers/workdir.js";

const valid = (schema: unknown, value: unknown): unknown => {
	const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema as object);
	return validate(value) ? [] : validate.errors;
};

let home: string;
const config = "convening/convening.yml";
beforeAll(() => {
	home = workdir();
	cpSync(join(repository, "fixtures", "convening"), join(home, "convening"), { recursive: true });
	cpSync(join(repository, "fixtures", "sample"), join(home, "sample"), { recursive: true });
	// As test/golden-reports.test.ts makes it.
	cpSync(join(repository, "reports", "sample-packet"), join(home, "packet"), { recursive: true });
});

describe("cimp packet verify", () => {
	it("lists output that differs, is gone or was not made, and says that the inputs are the same", async () => {
		const there = workdir();
		cpSync(join(home, "packet"), join(there, "packet"), { recursive: true });
		appendFileSync(join(there, "packet", "index.html"), "\n");
		renameSync(join(there, "packet", "compare.html"), join(there, "packet", "compared.html"));
		const found = await cimpHere(["packet", "verify", join(there, "packet"), "--config", config, "--json"], home);
		const result = JSON.parse(found.stdout) as PacketVerify;
		expect(found.code).toBe(1);
		expect(valid(packetVerifyJsonSchema(), result)).toEqual([]);
		expect(result).toMatchObject({
			same: false,
			inputs: { added: [], changed: [], gone: [] },
			outputs: { different: ["index.html"], gone: ["compare.html"], added: [] },
		});
	});
});

describe("changed inputs", () => {
	let there: string;
	beforeAll(() => {
		there = workdir();
		for (const name of ["convening", "sample", "packet"])
			cpSync(join(home, name), join(there, name), { recursive: true });
		appendFileSync(join(there, "sample", "frpm.csv"), "\n");
		writeFileSync(join(there, "sample", "more.csv"), "cds\n");
	});

	it("are told apart from changed output", async () => {
		const found = await cimpHere(["packet", "verify", "packet", "--config", config], there);
		expect(found.code).toBe(1);
		expect(found.stdout).toBe("input changed: ../sample/frpm.csv\ninput added: ../sample/more.csv\n");
		expect(found.stderr).toContain("different: inputs changed");
	});

	it("are refused by build --locked, which leaves the packet as it is", async () => {
		const before = folderContents(join(there, "packet"));
		const found = await cimpHere(["packet", "build", config, "--out", "packet", "--locked"], there);
		expect(found.code).toBe(4);
		expect(found.stderr.match(/CIMP-E309/g)).toHaveLength(2);
		expect(folderContents(join(there, "packet"))).toEqual(before);
	});
});

describe("cimp packet check", () => {
	it("finds nothing in the sample packet", async () => {
		const found = await cimpHere(["packet", "check", "packet", "--json"], home);
		const result = JSON.parse(found.stdout) as { findings: unknown[]; links: number; figures: number };
		expect(result.findings).toEqual([]);
		expect(found.code).toBe(0);
		expect(valid(packetCheckJsonSchema(), result)).toEqual([]);
		expect(result.links).toBeGreaterThan(50);
		expect(result.figures).toBeGreaterThan(5);
	});

	it("lists what is broken, one line each, and says what it can't see", async () => {
		const there = workdir();
		cpSync(join(home, "packet"), join(there, "packet"), { recursive: true });
		const path = join(there, "packet", "index.html");
		const content = readFileSync(path, "utf8");
		writeFileSync(
			path,
			content.replace('href="compare.html"', 'href="gone.html"').replace('<html lang="en">', "<html>"),
		);
		const found = await cimpHere(["packet", "check", "packet"], there);
		expect(found.code).toBe(1);
		expect(found.stdout).toMatch(/^index\.html: links \(address\): line \d+, a: gone\.html: no such file$/m);
		expect(found.stdout).toContain("index.html: accessibility (language)");
		expect(found.stderr).toContain("axe looks at them in cimp's own tests");
	});

	it("says plainly what is no packet", async () => {
		expect((await cimpHere(["packet", "check", "convening"], home)).stderr).toContain("CIMP-E306");
	});
});

describe("cimp packet diff", () => {
	let older: string;
	const diffOf = (out: string): PacketDiff =>
		JSON.parse(readFileSync(join(home, out, "diff.json"), "utf8")) as PacketDiff;
	beforeAll(async () => {
		older = join(home, "convening", "older.yml");
		const yml = readFileSync(join(home, config), "utf8").replace("[2024, 2025]", "[2024]");
		writeFileSync(older, yml);
		expect((await cimpHere(["packet", "build", older, "--out", "older"], home)).code).toBe(0);
		expect((await cimpHere(["packet", "diff", "older", "packet", "--out", "changes"], home)).code).toBe(0);
	});

	it("writes a page, Markdown and JSON that say the same, in words that reports use", async () => {
		const files = folderContents(join(home, "changes"));
		expect([...files.keys()]).toEqual(["diff.html", "diff.json", "diff.md", "manifest.json"]);
		const diff = diffOf("changes");
		expect(valid(packetDiffJsonSchema(), diff)).toEqual([]);
		const names = [...diff.moved, ...diff.noise.parts.flatMap(({ schools }) => schools)].map(({ name }) => name);
		expect(bannedWords(files.get("diff.md") ?? "", names)).toEqual([]);
		for (const section of ["How much is noise", "Places", "because the data changed", "because the method changed"])
			for (const page of ["diff.html", "diff.md"]) expect(files.get(page)).toContain(section);
		expect((await cimpHere(["privacy", "check", "changes"], home)).code).toBe(0);
	});

	it("keeps places, data and method apart", () => {
		const diff = diffOf("changes");
		const truth = JSON.parse(readFileSync(join(home, "sample", "truth.json"), "utf8")) as {
			changes: Record<"opened" | "closed" | "renamed", { cds: string }[]>;
		};
		const own = (places: readonly { readonly cds: string }[]): string[] =>
			places.map(({ cds }) => cds).filter((cds) => diff.packets.after.districts.includes(cds.slice(0, 7)));
		expect(own(diff.entities.opened)).toEqual(own(truth.changes.opened));
		expect(own(diff.entities.closed)).toEqual(own(truth.changes.closed));
		expect(diff.entities.renamed.map(({ toCds }) => toCds)).toEqual(own(truth.changes.renamed));
		expect(diff.entities.opened.length + diff.entities.closed.length).toBeGreaterThan(0);
		expect(diff.method.map(({ what }) => what)).toContain("model");
		expect(diff.data.revisions).toEqual([]);
	});

	it("tests no change within one year, and names what differs as data or method", async () => {
		expect((await cimpHere(["packet", "diff", "packet", "packet", "--out", "same"], home)).code).toBe(0);
		const diff = diffOf("same");
		expect(diff).toMatchObject({ moved: [], method: [], data: { files: [], revisions: [] } });
		expect(diff.parts[0]).toMatchObject({
			kind: "same year",
			sameYear: { results: 0, predictions: 0, because: "neither data nor method changed" },
		});
	});

	it("sets a revised result of the same year apart from what schools did", async () => {
		cpSync(join(home, "packet"), join(home, "revised"), { recursive: true });
		const path = join(home, "revised", "data", "math", "results.json");
		const results = JSON.parse(readFileSync(path, "utf8")) as {
			inputs: { file: string; sha256: string }[];
			schools: { cds: string; actual: unknown }[];
		};
		const school = results.schools.find(({ actual }) => typeof actual === "number");
		const input = results.inputs.find(({ file }) => file === "results-2025.txt");
		if (school === undefined || input === undefined) throw new Error("the sample has no such school or file");
		school.actual = Number(school.actual) + 3;
		input.sha256 = "0".repeat(64);
		writeFileSync(path, JSON.stringify(results));
		expect((await cimpHere(["packet", "diff", "packet", "revised", "--out", "revision"], home)).code).toBe(0);
		const { data, parts, moved, method } = diffOf("revision");
		expect(data.files).toMatchObject([{ change: "revised", years: [2025], before: ["results-2025.txt"] }]);
		expect(data.revisions).toMatchObject([{ year: 2025, schools: [{ cds: school.cds, after: school.actual }] }]);
		expect(parts[0]?.sameYear).toMatchObject({ results: 1, because: "the data changed, the method did not" });
		expect([moved, method]).toEqual([[], []]);
	});

	it("tests no change where the standings were made in another way, and says which", async () => {
		cpSync(join(home, "packet"), join(home, "other"), { recursive: true });
		const path = join(home, "other", "manifest.json");
		const manifest = JSON.parse(readFileSync(path, "utf8")) as { options: { charters: string } };
		manifest.options.charters = "exclude";
		writeFileSync(path, JSON.stringify(manifest));
		expect((await cimpHere(["packet", "diff", "older", "other", "--out", "method"], home)).code).toBe(0);
		const { parts, method, noise } = diffOf("method");
		expect(parts[0]?.tested).toMatchObject({ reason: "the method changed: charter schools" });
		expect(method).toContainEqual(
			expect.objectContaining({ what: "charter schools", before: "include", after: "exclude", comparable: false }),
		);
		expect(noise.parts).toEqual([]);
	});

	it("wants the older packet first", async () => {
		const found = await cimpHere(["packet", "diff", "packet", "older", "--out", "wrong"], home);
		expect([found.code, found.stderr]).toEqual([2, expect.stringContaining("say cimp packet diff OLD NEW")]);
	});
});
