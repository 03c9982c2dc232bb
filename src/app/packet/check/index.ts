/** `cimp packet check`: a finished folder's links, accessibility, print and privacy, before anybody prints or sends it. */

import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { Effects } from "../../effects.js";
import { checkPrivacy, gateRules } from "../../privacy-check.js";
import { type CheckFinding, type PacketCheck, packetCheckSchemaId } from "../../schemas/packet-check.js";
import { readManifest } from "../read.js";
import { checkAccessibility } from "./accessibility.js";
import { checkLinks } from "./links.js";
import { checkPrint } from "./print.js";
import { readPage } from "./tags.js";

/**
 * Checks a packet as it stands in its folder.
 *
 * @throws Refusal with CIMP-E306 for a folder that is no packet
 */
export function checkPacket(typed: string, effects: Pick<Effects, "cwd">): PacketCheck {
	const manifest = readManifest(typed, effects);
	const folder = resolve(effects.cwd, typed);
	const files = filesIn(folder);
	const pages = files
		.filter((path) => path.endsWith(".html"))
		.map((path) => readPage(path, readFileSync(join(folder, ...path.split("/")), "utf8")));
	const { links, findings: broken } = checkLinks({
		files: new Set(files),
		pages: new Map(pages.map((page) => [page.path, page])),
		outputs: manifest.outputs,
	});
	const printed = pages.map((page) => checkPrint(page, manifest.options));
	const privacy = checkPrivacy([typed], effects).violations.map(
		({ file, table, rule, detail }): CheckFinding => ({
			check: "privacy",
			file,
			rule,
			detail: `${table}: ${gateRules[rule as keyof typeof gateRules]} (${detail})`,
		}),
	);
	return {
		schema: packetCheckSchemaId,
		files: files.length,
		pages: pages.length,
		links,
		figures: printed.reduce((sum, { figures }) => sum + figures, 0),
		findings: [
			...broken,
			...pages.flatMap(checkAccessibility),
			...printed.flatMap(({ findings }) => findings),
			...privacy,
		],
	};
}

const filesIn = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
		.sort();
