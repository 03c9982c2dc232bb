/** The files behind a packet, by hash and by their path from convening.yml: what makes it again elsewhere. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { Effects } from "../effects.js";
import { findFiles } from "../files.js";
import type { PacketManifest } from "../schemas/packet-manifest.js";
import { partsOf, type ReadConvening } from "./convening.js";

export type PacketInput = PacketManifest["inputs"][number];

/**
 * Every file that a packet is made from, in the order of their paths.
 *
 * @param effects with the convening's folder as the working folder
 */
export async function inputsOf(convening: ReadConvening, effects: Effects): Promise<PacketInput[]> {
	const { folder, file, notes, crosswalk } = convening;
	const beside = crosswalk === undefined ? [] : [resolve(folder, crosswalk)];
	const data = findFiles([...new Set(partsOf(convening).flatMap(({ files }) => files))], effects, beside);
	const named: (readonly [string, PacketInput["role"]])[] = [
		[resolve(folder, file), "convening"],
		...data.map(({ path }) => [path, "data"] as const),
		...(notes === undefined ? [] : [[resolve(folder, notes), "notes"] as const]),
		...beside.map((path) => [path, "crosswalk"] as const),
	];
	const inputs = await Promise.all(
		named.map(
			async ([path, role]): Promise<PacketInput> => ({
				path: shownPath(folder, path),
				sha256: await hashOf(path),
				role,
			}),
		),
	);
	return inputs.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const shownPath = (folder: string, path: string): string => relative(folder, path).split(sep).join("/");

async function hashOf(path: string): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
	return hash.digest("hex");
}

/** What became of the inputs since a packet was made, by path. */
export interface InputChanges {
	readonly changed: readonly string[];
	readonly gone: readonly string[];
	readonly added: readonly string[];
}

export function inputChanges(before: readonly PacketInput[], now: readonly PacketInput[]): InputChanges {
	const paths = (inputs: readonly PacketInput[]): Map<string, string> =>
		new Map(inputs.map(({ path, sha256 }) => [path, sha256]));
	const [old, present] = [paths(before), paths(now)];
	return {
		changed: [...old].flatMap(([path, hash]) => (present.has(path) && present.get(path) !== hash ? [path] : [])),
		gone: [...old.keys()].filter((path) => !present.has(path)),
		added: [...present.keys()].filter((path) => !old.has(path)),
	};
}

export const isUnchanged = ({ changed, gone, added }: InputChanges): boolean =>
	changed.length + gone.length + added.length === 0;

/**
 * Refuses inputs that are not those of the packet in a folder.
 *
 * @throws Refusal with CIMP-E309, one for each file
 */
export function refuseChanged(changes: InputChanges): void {
	const of = (files: readonly string[], found: string): Problem[] =>
		files.map((file) => problem("CIMP-E309", { file }, { found }));
	const problems = [
		...of(changes.changed, "other bytes than before"),
		...of(changes.gone, "a file that is no longer among the inputs"),
		...of(changes.added, "a file that was not among the inputs"),
	];
	if (problems.length > 0) throw new Refusal(problems);
}
