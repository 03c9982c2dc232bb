/**
 * The folder for the district's own eyes (`--internal DIR`): what names single students or shows exact small counts. It is
 * written as any folder of output is, apart from the public one, and only its owner may read it.
 */

import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { problem, Refusal } from "../domain/problem.js";
import { internalNotice } from "../privacy/internal-notice.js";
import { renderJson } from "../report/index.js";
import { checkOutput, manifestName, type OutputFile, producer, writeFolder } from "./output.js";
import { manifestSchemaId } from "./schemas/manifest.js";
import { version } from "./version.js";

export { internalNotice } from "../privacy/internal-notice.js";

/** The file that says so to whoever opens the folder. */
export const noticeName = "NOT-FOR-PUBLICATION.txt";

export interface InternalOptions {
	/** Overwrite files of the same name that cimp did not write. */
	readonly force: boolean;
	/** The folder that may be published; a command that writes none names none. */
	readonly publicFolder?: string;
	/** The command that writes, for the manifest. */
	readonly command: string;
	/** Looked at between files; the former folder stays. */
	readonly interrupted?: AbortSignal;
}

/** Where a path leads once it is made: links of what is there already are followed. */
function placeOf(path: string): string {
	const whole = resolve(path);
	if (existsSync(whole)) return realpathSync(whole);
	const parent = dirname(whole);
	return parent === whole ? whole : join(placeOf(parent), basename(whole));
}

function isAtOrBelow(folder: string, path: string): boolean {
	const way = relative(folder, path);
	return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/**
 * Refuses early, before any work is done, a folder that is not apart from the public one, or holds files of others.
 *
 * @throws Refusal with CIMP-E301
 */
export function checkInternal(
	folder: string,
	{ force, publicFolder }: Pick<InternalOptions, "force" | "publicFolder">,
): void {
	const own = placeOf(folder);
	const open = publicFolder === undefined ? undefined : placeOf(publicFolder);
	if (open !== undefined && (isAtOrBelow(open, own) || isAtOrBelow(own, open))) {
		const found =
			own === open
				? "the public folder"
				: own.startsWith(open)
					? "a folder in the public one"
					: "a folder around the public one";
		const details = {
			found,
			expected: "a folder apart from the public one",
			help: "choose another folder with --internal",
		};
		throw new Refusal([problem("CIMP-E301", { file: basename(own) }, details)]);
	}
	checkOutput(folder, force);
}

/**
 * Writes the internal folder and puts it in the place of the former one: files with mode 0600 in folders with mode 0700, the
 * notice beside them, and a manifest that says that the folder is internal.
 *
 * @param files without manifest and notice; pages (`.html`, `.md`) have to carry `internalNotice` themselves
 * @throws Refusal with CIMP-E301 or CIMP-E302, or the reason of the interruption; nothing of the new folder is left behind
 */
export async function writeInternal(
	folder: string,
	files: Iterable<OutputFile>,
	{ command, force, publicFolder, interrupted }: InternalOptions,
): Promise<void> {
	checkInternal(folder, { force, ...(publicFolder === undefined ? {} : { publicFolder }) });
	const options = { force, closed: true, ...(interrupted ? { interrupted } : {}) } as const;
	await writeFolder(folder, withNotice(files, command), options);
}

function* withNotice(files: Iterable<OutputFile>, command: string): Generator<OutputFile> {
	const outputs = [noticeName];
	yield { path: noticeName, content: `${internalNotice}\n` };
	for (const file of files) {
		const { path, content } = file;
		if (/\.(?:html|md)$/.test(path) && !(typeof content === "string" && content.includes(internalNotice))) {
			throw new Error(`${path} of the internal folder does not say that it is internal`);
		}
		outputs.push(path);
		yield file;
	}
	const manifest = {
		schema: manifestSchemaId,
		producer,
		version,
		command,
		internal: true,
		outputs: [...outputs].sort(),
	};
	yield { path: manifestName, content: renderJson(manifest) };
}
