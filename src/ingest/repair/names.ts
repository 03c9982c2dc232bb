/** Names of the copies: those of the files, told apart by a number where two are the same. */

const isWorkbook = /\.xls[xm]$/i;

/**
 * The name of one copy: that of the file itself, wherever it was found. Copies are plain text.
 *
 * @example plainCopyName("downloads.zip/results.txt") // → "results.txt"
 */
function plainCopyName(name: string): string {
	if (name === "-") return "standard-input.txt";
	const parts = name.split("/");
	const last = parts.at(-1) ?? "";
	if (parts.length === 1) return last.replace(/(?<=.)\.gz$/i, "");
	// What an archive calls its members must not lead anywhere, on any system.
	const safe = last.replace(/(?<=.)\.gz$/i, "").replace(/[<>:"|?*\\]/g, "_");
	if (/^\.*$/.test(safe)) return "unnamed.txt";
	return isWorkbook.test(parts.at(-2) ?? "") && !/\.(?:csv|txt)$/i.test(safe) ? `${safe}.csv` : safe;
}

/**
 * Compared without regard to case, as some disks do.
 *
 * @param files names of the files, with those of the archives that they are in
 * @param taken names that no copy may have
 * @example copyNames(["a.txt", "b.zip/A.txt"], []) // → ["a.txt", "A-2.txt"]
 */
export function copyNames(files: readonly string[], taken: readonly string[]): string[] {
	const names = files.map(plainCopyName);
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
