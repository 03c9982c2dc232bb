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
