/** Codes for keys that come in runs, as the places and years of sorted rows do. */

/** Codes 0, 1, 2, … in order of first appearance. */
export class Numbering<Key> {
	readonly #codes = new Map<Key, number>();
	#last: Key | undefined;
	#code = -1;

	/** The code of a key, which gets one if it has none. */
	codeOf(key: Key): number {
		const code = this.find(key);
		if (code >= 0) return code;
		this.#code = this.#codes.size;
		this.#codes.set(key, this.#code);
		return this.#code;
	}

	/** -1 for a key without a code. */
	find(key: Key): number {
		if (key !== this.#last) {
			this.#last = key;
			this.#code = this.#codes.get(key) ?? -1;
		}
		return this.#code;
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
