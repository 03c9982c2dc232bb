/**
 * `cimp packet verify`: makes a packet again from its inputs and compares bytes.
 *
 * Inputs are looked at first: where one changed, the packet made again would differ whatever happened to this one.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { notDefined } from "../../domain/measured.js";
import { problem, Refusal } from "../../domain/problem.js";
import type { Effects } from "../effects.js";
import { manifestName } from "../output.js";
import type { PacketManifest } from "../schemas/packet-manifest.js";
import { type PacketVerify, packetVerifySchemaId } from "../schemas/packet-verify.js";
import { version } from "../version.js";
import { buildPacket } from "./build.js";
import { type ReadingChoice, readConvening } from "./convening.js";
import { inputChanges, inputsOf, isUnchanged } from "./inputs.js";
import { readManifest } from "./read.js";

export interface VerifyWishes extends Pick<ReadingChoice, "threads" | "cache"> {
	/** Folder of the packet. */
	readonly packet: string;
	/** Path of convening.yml; looked for in the working folder and beside the packet if not given. */
	readonly config?: string | undefined;
}

/**
 * Verifies a packet; nothing in its folder changes.
 *
 * @throws Refusal with CIMP-E306 for a folder that is no packet, CIMP-E101 where convening.yml or data are not there
 */
export async function verifyPacket(wishes: VerifyWishes, effects: Effects): Promise<PacketVerify> {
	const folder = resolve(effects.cwd, wishes.packet);
	const manifest = readManifest(wishes.packet, effects);
	const config = configOf(wishes, manifest, folder, effects);
	const convening = readConvening(config, effects);
	const now = await inputsOf(convening, { ...effects, cwd: dirname(config) });
	const changes = inputChanges(manifest.inputs, now);
	const outputs = isUnchanged(changes)
		? await compareAgain(wishes, { folder, manifest, config }, effects)
		: notDefined("inputs changed, so a packet made again would differ whatever happened to this one");
	return {
		schema: packetVerifySchemaId,
		same: "files" in outputs && outputs.different.length + outputs.gone.length + outputs.added.length === 0,
		versions: { packet: manifest.version, program: version },
		inputs: { changed: [...changes.changed], gone: [...changes.gone], added: [...changes.added] },
		outputs,
	};
}

/** The convening that the packet names, given or found. */
function configOf(
	{ config }: VerifyWishes,
	{ inputs }: PacketManifest,
	folder: string,
	{ cwd }: Pick<Effects, "cwd">,
): string {
	if (config !== undefined) return resolve(cwd, config);
	const name = inputs.find(({ role }) => role === "convening")?.path ?? "convening.yml";
	const found = [cwd, dirname(folder)].map((place) => join(place, name)).find((path) => existsSync(path));
	if (found !== undefined) return found;
	const details = {
		found: "no such file here or beside the packet",
		help: `say where it is: --config path/to/${name}`,
	};
	throw new Refusal([problem("CIMP-E101", { file: basename(name) }, details)]);
}

interface Again {
	readonly folder: string;
	readonly manifest: PacketManifest;
	readonly config: string;
}

async function compareAgain({ threads, cache }: VerifyWishes, { folder, manifest, config }: Again, effects: Effects) {
	const workplace = mkdtempSync(join(effects.temporaryFolder, "cimp-verify-"));
	try {
		const out = join(workplace, "packet");
		const { language, explore } = manifest.options;
		const settings = {
			convening: config,
			out,
			language,
			explore,
			force: false,
			dryRun: false,
			strict: false,
			threads,
			cache,
		};
		await buildPacket(settings, { ...effects, env: { ...effects.env, ...epochOf(folder, manifest) } });
		const again = readManifest(out, effects);
		return compareFolders(folder, out, [manifest.outputs, again.outputs]);
	} finally {
		rmSync(workplace, { recursive: true, force: true });
	}
}

/** The day that the packet prints where a build system had set it: it stands in the results alone. */
function epochOf(folder: string, { options, parts }: PacketManifest): { SOURCE_DATE_EPOCH?: string | undefined } {
	if (options.date !== undefined) return {};
	const printed = parts.flatMap(({ results }): string[] => {
		const path = join(folder, ...results.split("/"));
		const { date } = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { date?: unknown }) : {};
		return typeof date === "string" ? [date] : [];
	});
	const seconds = Date.parse(`${printed[0]}T00:00:00Z`) / 1000;
	return { SOURCE_DATE_EPOCH: Number.isFinite(seconds) ? String(seconds) : undefined };
}

function compareFolders(
	before: string,
	again: string,
	[listed = [], made = []]: readonly (readonly string[])[],
): Exclude<PacketVerify["outputs"], { absent: string }> {
	const bytes = (folder: string, path: string): Buffer | undefined => {
		const file = join(folder, ...path.split("/"));
		return existsSync(file) ? readFileSync(file) : undefined;
	};
	const expected = [...made, manifestName].sort();
	const differs = (path: string): boolean => {
		const [one, other] = [bytes(before, path), bytes(again, path)];
		return one !== undefined && other !== undefined && !one.equals(other);
	};
	return {
		files: expected.length,
		different: expected.filter(differs),
		gone: expected.filter((path) => bytes(before, path) === undefined),
		added: listed.filter((path) => !made.includes(path)).sort(),
	};
}
