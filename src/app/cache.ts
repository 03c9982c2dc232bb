/** What is in the cache of checked rows. */

import { type CacheEntry, clearCache, listCache } from "../ingest/index.js";
import type { Effects } from "./effects.js";

export const listCached = ({ cacheFolder }: Effects): Promise<CacheEntry[]> => listCache(cacheFolder);

/** Empties the cache. Returns what was in it. */
export async function clearCached({ cacheFolder }: Effects): Promise<CacheEntry[]> {
	const entries = await listCache(cacheFolder);
	await clearCache(cacheFolder);
	return entries;
}
