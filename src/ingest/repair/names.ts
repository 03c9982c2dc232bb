/** Names of the copies: those of the files, told apart by a number where two are the same. */

/**
 * Compared without regard to case, as some disks do.
 *
 * @param taken names that no copy may have
 * @example copyNames(["a.txt", "A.txt"], []) // → ["a.txt", "A-2.txt"]
 */
export function copyNames(names: readonly string[], taken: readonly string[]): string[] {
	const used = new Set(taken.map((name) => name.toLowerCase()));
	// A name that some file has by itself is not given to another.
	const own = new Set(names.map((name) => name.toLowerCase()));
	return names.map((name) => {
		let copy = name;
		const dot = name.lastIndexOf(".");
		const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
		for (let number = 2; used.has(copy.toLowerCase()) || (copy !== name && own.has(copy.toLowerCase())); number++) {
			copy = `${stem}-${number}${ending}`;
		}
		used.add(copy.toLowerCase());
		return copy;
	});
}
