/**
 * Canaries: words planted where nothing may go out, looked for in everything that came out — content and names of files, and
 * what was said. Each is also looked for as others would write it: in another case, escaped, encoded, hashed.
 */

import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Finished } from "../helpers/workdir.js";
import { folderContents } from "../helpers/workdir.js";

export interface Looked {
	/** Folders of output, with all that is in them. */
	readonly folders?: readonly string[];
	/** Files whose content is the user's own; their names are looked at all the same. */
	readonly but?: (path: string) => boolean;
	/** What was said on the way. */
	readonly said?: readonly (Pick<Finished, "stdout" | "stderr"> | string)[];
}

/** The forms in which a canary may turn up, in lower case. */
function formsOf(canary: string): string[] {
	const hashes = ["md5", "sha1", "sha256"].map((algorithm) => createHash(algorithm).update(canary).digest("hex"));
	const escaped = canary.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
	const encoded = [encodeURIComponent(canary), JSON.stringify(canary).slice(1, -1)];
	const base64 = Buffer.from(canary).toString("base64").replace(/=+$/, "");
	// The end of a short text in base64 depends on what follows it.
	const forms = [canary, escaped, ...encoded, ...hashes, ...(base64.length > 8 ? [base64.slice(0, -2)] : [])];
	return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** Paths of all files and folders below a folder, empty ones too. */
const namesIn = (folder: string): string[] =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) =>
				relative(folder, join(entry.parentPath, entry.name)),
			)
		: [];

/** Where canaries were found, a few characters around each; empty where nothing leaked. */
export function leaksOf(canaries: readonly string[], { folders = [], but = () => false, said = [] }: Looked): string[] {
	const forms = canaries.flatMap(formsOf);
	const look = (place: string, text: string): string[] => {
		const lower = text.toLowerCase();
		return forms.flatMap((form) => {
			const at = lower.indexOf(form);
			return at < 0 ? [] : [`${place}: ${text.slice(Math.max(0, at - 30), at + form.length + 10)}`];
		});
	};
	return [
		...folders.flatMap((folder) => namesIn(folder).flatMap((name) => look("name", name))),
		...folders.flatMap((folder) =>
			[...(existsSync(folder) ? folderContents(folder) : [])].flatMap(([path, content]) =>
				but(path) ? [] : look(path, content),
			),
		),
		...said.flatMap((words) => look("said", typeof words === "string" ? words : `${words.stdout}\n${words.stderr}`)),
	].slice(0, 20);
}
