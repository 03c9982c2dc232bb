/** The files behind a packet, by hash and by their path from convening.yml: what makes it again elsewhere. */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { relative, resolve, sep } from "node:path";
import type { Effects } from "../effects.js";
import { findFiles } from "../files.js";
import type { PacketManifest } from "../schemas/packet-manifest.js";
import type { Packet } from "./packet.js";

type Input = PacketManifest["inputs"][number];

/** In the order of their paths. */
export async function inputsOf({ convening, parts }: Packet, effects: Effects): Promise<Input[]> {
	const { folder, file, notes, crosswalk } = convening;
	const beside = crosswalk === undefined ? [] : [resolve(folder, crosswalk)];
	const data = findFiles([...new Set(parts.flatMap(({ part }) => part.files))], effects, beside);
	const named: (readonly [string, Input["role"]])[] = [
		[resolve(folder, file), "convening"],
		...data.map(({ path }) => [path, "data"] as const),
		...(notes === undefined ? [] : [[resolve(folder, notes), "notes"] as const]),
		...beside.map((path) => [path, "crosswalk"] as const),
	];
	const inputs = await Promise.all(
		named.map(
			async ([path, role]): Promise<Input> => ({ path: shownPath(folder, path), sha256: await hashOf(path), role }),
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
