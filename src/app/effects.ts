/** The outside world, handed in: nothing below this room looks at files, clock or environment by itself. */

import type { Progress } from "../ingest/index.js";

export interface Effects {
	/** Folder against which relative paths are read. */
	readonly cwd: string;
	/** Environment variables; only `CIMP_…` and `SOURCE_DATE_EPOCH` are read. */
	readonly env: Readonly<Record<string, string | undefined>>;
	/** Folder for temporary files. */
	readonly temporaryFolder: string;
	/** Where checked rows are kept between runs. */
	readonly cacheFolder: string;
	/** Told what is being read and how far, in bytes; absent where nobody watches. */
	readonly progress?: Progress;
	/** One decision, for `--verbose`. */
	readonly note: (line: string) => void;
	/** Bytes piped in; not there where standard input is a terminal, on which nobody means to type a table. */
	readonly stdin?: { readonly content: () => AsyncIterable<Uint8Array> };
	/** Ends the work at its next pause, with the signal's reason; nothing is left behind. */
	readonly interrupted?: AbortSignal;
}

/** The day that SOURCE_DATE_EPOCH names, where a build system sets it. */
export function dateOfEpoch({ SOURCE_DATE_EPOCH: epoch }: Effects["env"]): string | undefined {
	if (epoch === undefined || !/^\d{1,11}$/.test(epoch)) return undefined;
	return new Date(Number(epoch) * 1000).toISOString().slice(0, 10);
}
