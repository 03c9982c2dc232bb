/**
 * `cimp packet diff`: two finished packets → what truly moved, what is noise, what became of the places, and what changed
 * because data or method changed.
 *
 *     1 packets ─▶ 2 places ─▶ 3 parts: method, data, schools ─▶ 4 page, Markdown, JSON ─▶ 5 folder
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { renderJson, renderPage } from "../../../report/index.js";
import { renderMarkdown } from "../../../report/markdown.js";
import type { Effects } from "../../effects.js";
import { checkGround, checkOutput, manifestName, type OutputFile, producer, writeFolder } from "../../output.js";
import { throughGate } from "../../privacy-check.js";
import type { PacketDiff } from "../../schemas/packet-diff.js";
import { version } from "../../version.js";
import { readPacket } from "../read.js";
import { comparePackets } from "./compare.js";
import { diffPage } from "./page.js";

export interface DiffWishes {
	readonly before: string;
	readonly after: string;
	/** Folder for diff.json, diff.html and diff.md. */
	readonly out: string;
	readonly force: boolean;
	readonly dryRun: boolean;
}

export interface DiffOutcome {
	readonly folder: string;
	readonly diff: PacketDiff;
}

/**
 * Compares two finished packets and writes what it found.
 *
 * @throws Refusal with CIMP-E306 or E307 for a folder that is no packet of this version, E303 where the first is newer
 */
export async function diffPackets(wishes: DiffWishes, effects: Effects): Promise<DiffOutcome> {
	const folder = resolve(effects.cwd, wishes.out);
	const { force, dryRun } = wishes;
	checkOutput(folder, force);
	const [before, after] = [readPacket(wishes.before, effects), readPacket(wishes.after, effects)];
	const manifests = [before, after].map((packet) => join(packet.folder, manifestName));
	checkGround(folder, effects.cwd, manifests);
	const diff = comparePackets(before, after);
	const { interrupted } = effects;
	const hashes = manifests.map((path) => createHash("sha256").update(readFileSync(path)).digest("hex"));
	if (!dryRun)
		await writeFolder(folder, throughGate(diffFiles(diff, hashes), [], hashes), {
			force,
			...(interrupted ? { interrupted } : {}),
		});
	return { folder, diff };
}

function* diffFiles(diff: PacketDiff, hashes: readonly string[]): Generator<OutputFile> {
	const document = diffPage(diff);
	yield { path: "diff.html", content: renderPage(document) };
	yield { path: "diff.md", content: renderMarkdown(document) };
	yield { path: "diff.json", content: renderJson(diff) };
	const manifest = {
		schema: "cimp/manifest/1",
		producer,
		version,
		command: "packet diff",
		inputs: hashes.map((sha256, index) => ({ file: index === 0 ? "older packet" : "newer packet", sha256 })),
		outputs: ["diff.html", "diff.json", "diff.md"],
	};
	yield { path: manifestName, content: renderJson(manifest) };
}
