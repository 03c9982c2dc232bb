/** Where the cache of checked rows is. */

import { join } from "node:path";

/**
 * The user's cache folder, by the habits of the system: `CIMP_CACHE_DIR` first.
 *
 * @param home the user's home folder
 */
export function cacheFolderOf(
	env: Readonly<Record<string, string | undefined>>,
	platform: string,
	home: string,
): string {
	const named = env.CIMP_CACHE_DIR ?? "";
	if (named !== "") return named;
	if (platform === "darwin") return join(home, "Library", "Caches", "cimp");
	if (platform === "win32") return join(env.LOCALAPPDATA ?? join(home, "AppData", "Local"), "cimp", "cache");
	return join(env.XDG_CACHE_HOME || join(home, ".cache"), "cimp");
}
