/** How the members of archives are called in messages. */

import { excerpt } from "../../domain/problem.js";

/** The last part of a member's path, in one line; folders of an archive say nothing about the user's disk. */
function baseName(path: string): string {
	const base = path.split(/[\\/]/).at(-1) ?? "";
	return excerpt(base).trim() || "unnamed";
}

/** Folders and files that systems put into archives for themselves. */
export const isHidden = (path: string): boolean =>
	path.split(/[\\/]/).some((part) => part === "__MACOSX" || (part.startsWith(".") && part !== "." && part !== ".."));

/** Names `container/member`, each once: a second member of the same base name gets a number. */
export class MemberNames {
	readonly #container: string;
	readonly #given = new Set<string>();

	constructor(container: string) {
		this.#container = container;
	}

	next(path: string): string {
		const name = `${this.#container}/${baseName(path)}`;
		let given = name;
		for (let number = 2; this.#given.has(given); number++) given = `${name} (${number})`;
		this.#given.add(given);
		return given;
	}
}

/**
 * How messages call a file that nobody named and that turns out to be no table: by its number in the order of the
 * container and its ending, since its name may be a child's.
 *
 * @example aliasOf("downloads", 3, "a letter.pdf") // → "downloads/file 3 (.pdf)"
 */
export function aliasOf(container: string, number: number, name: string): string {
	const ending = /\.[a-z0-9]{1,5}$/i.exec(name)?.[0];
	return `${container}/file ${number}${ending === undefined ? "" : ` (${ending.toLowerCase()})`}`;
}
