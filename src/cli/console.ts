/** Where words go: results to stdout, everything else to stderr, in color only where a terminal shows it. */

import { Chalk, type ChalkInstance } from "chalk";

export interface Stream {
	write(text: string): unknown;
	readonly isTTY?: boolean;
}

export interface ConsoleOptions {
	readonly stdout: Stream;
	readonly stderr: Stream;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly color: boolean;
}

export type Amount = "quiet" | "normal" | "verbose";

export class Console {
	readonly #options: ConsoleOptions;
	readonly amount: Amount;
	/** Paints what goes to stderr. */
	readonly paint: ChalkInstance;

	constructor(options: ConsoleOptions, amount: Amount) {
		this.#options = options;
		this.amount = amount;
		this.paint = new Chalk({ level: hasColor(options.stderr, options) ? 1 : 0 });
	}

	/** The result, and only the result. */
	result(text: string): void {
		this.#options.stdout.write(text);
	}

	/** What was done; not with --quiet. */
	say(line = ""): void {
		if (this.amount !== "quiet") this.#options.stderr.write(`${line}\n`);
	}

	/** A decision; only with --verbose. */
	note(line: string): void {
		if (this.amount === "verbose") this.#options.stderr.write(`${this.paint.dim(line)}\n`);
	}

	/** What went wrong; always. */
	complain(text: string): void {
		this.#options.stderr.write(text);
	}
}

/** Color per stream: a terminal, and nobody asked for none. */
export function hasColor(stream: Stream, { env, color }: ConsoleOptions): boolean {
	if (!color || (env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") return false;
	return stream.isTTY === true;
}
