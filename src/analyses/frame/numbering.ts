/** Codes for keys that come in runs, as the places and years of sorted rows do. */

/** Codes 0, 1, 2, … in order of first appearance. */
export class Numbering<Key> {
	readonly #codes = new Map<Key, number>();
	#last: Key | undefined;
	#code = -1;

	/** The code of a key, which gets one if it has none. */
	codeOf(key: Key): number {
		if (key === this.#last) return this.#code;
		const known = this.#codes.get(key);
		const code = known ?? this.#codes.size;
		if (known === undefined) this.#codes.set(key, code);
		this.#last = key;
		this.#code = code;
		return code;
	}

	/** -1 for a key without a code. */
	find(key: Key): number {
		return this.#codes.get(key) ?? -1;
	}

	/** Number of codes. */
	get size(): number {
		return this.#codes.size;
	}

	/** In the order of their codes. */
	keys(): Key[] {
		return [...this.#codes.keys()];
	}
}
