/** How files are read, from the user's settings and the outside world. */

import type { OpenOptions } from "../ingest/index.js";
import type { Effects } from "./effects.js";
import { version } from "./version.js";

/** What the commands that read files have in common. */
export interface ReadingSettings {
	readonly threads: number;
	/** Checked rows of statewide files are kept between runs. */
	readonly cache: boolean;
}

export const readingOptions = ({ threads, cache }: ReadingSettings, effects: Effects): OpenOptions => {
	const { temporaryFolder, cacheFolder, interrupted, progress } = effects;
	return {
		threads,
		temporaryFolder,
		...(cache ? { cache: { folder: cacheFolder, version } } : {}),
		...(interrupted === undefined ? {} : { interrupted }),
		...(progress === undefined ? {} : { progress }),
	};
};
