/**
 * Folders for work in progress. Their names say whose they are, so that what a killed run left behind is known by the
 * number of its process and removed by the next run, while another run's work is left alone.
 */

import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { pid } from "node:process";

/** Of this machine; a shared folder may hold work of others, whose processes nobody here can ask about. */
const host = createHash("sha256").update(hostname()).digest("hex").slice(0, 6);

/** Made by this process: its number may have been a killed one's before. */
const mine = new Set<string>();

/**
 * Makes a folder of its own.
 *
 * @param stem what the name begins with; nothing else in the parent folder may begin so
 * @throws Error of the file system
 */
export function makeAside(parent: string, stem: string): string {
	const path = mkdtempSync(join(parent, `${stem}${host}-${pid}-`));
	mine.add(path);
	return path;
}

/** Removes a folder with all that is in it. */
export function removeAside(path: string): void {
	rmSync(path, { recursive: true, force: true });
	mine.delete(path);
}

function isRunning(process: number): boolean {
	try {
		globalThis.process.kill(process, 0);
		return true;
	} catch (error) {
		// A process that may not be asked is there.
		return (error as NodeJS.ErrnoException).code !== "ESRCH";
	}
}

/** Folders that runs which are gone have left in a parent folder; none where it can't be looked at. */
export function abandonedIn(parent: string, stem: string): string[] {
	let names: string[];
	try {
		names = readdirSync(parent).sort();
	} catch {
		return [];
	}
	return names.flatMap((name) => {
		const found = name.startsWith(stem) ? /^([0-9a-f]{6})-(\d{1,10})-\w{6}$/.exec(name.slice(stem.length)) : null;
		const path = join(parent, name);
		if (found === null || found[1] !== host || mine.has(path)) return [];
		const other = Number(found[2]);
		return other !== pid && isRunning(other) ? [] : [path];
	});
}

/** Removes what runs that are gone have left; what can't be removed stays for another time. */
export function sweepAside(parent: string, stem: string): void {
	for (const path of abandonedIn(parent, stem)) {
		try {
			rmSync(path, { recursive: true, force: true });
		} catch {
			// Another user's, or another run was faster.
		}
	}
}
