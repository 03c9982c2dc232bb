/** One line on a terminal that says what is being read and how far, in bytes; only after a second. */

import type { Stream } from "./console.js";

/** Milliseconds before the line shows. */
const patience = 1000;

const megabytes = (bytes: number): string => Math.round(bytes / 1e6).toLocaleString("en-US");

export class ProgressLine {
	readonly #stream: Stream;
	readonly #now: () => number;
	readonly #started: number;
	#shown = false;

	/** @param now milliseconds of a steady clock */
	constructor(stream: Stream, now: () => number = () => performance.now()) {
		this.#stream = stream;
		this.#now = now;
		this.#started = now();
	}

	readonly show = (file: string, done: number, all: number): void => {
		if (this.#now() - this.#started < patience) return;
		this.#shown = true;
		const share = all === 0 ? "" : `  ${megabytes(done)} of ${megabytes(all)} MB  ${Math.floor((100 * done) / all)} %`;
		this.#stream.write(`\r\u001b[K${all === 0 ? "unpacking" : "reading"} ${file}${share}`);
	};

	/** Leaves the terminal as it was. */
	clear(): void {
		if (this.#shown) this.#stream.write("\r\u001b[K");
		this.#shown = false;
	}
}
