/**
 * The cache of checked rows: a folder per file's content and layout, with its typed rows and its account.
 *
 * An entry is believed only if its account is whole and its rows have the hash that the account gives; anything else is
 * removed and made again. Entries are written aside and renamed, so that an interrupted run leaves none behind that
 * looks whole.
 */

import { createHash } from "node:crypto";
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeAside, removeAside, sweepAside } from "./aside.js";
import { checkerText } from "./check.js";
import type { ColumnMap } from "./column-map.js";
import type { Reading } from "./reading.js";
import type { Recognition } from "./recognise.js";
import { type Fingerprint, fingerprintOf, type InputFile } from "./source.js";

export interface CacheOptions {
	readonly folder: string;
	/** Of the program: entries of another version are not used. */
	readonly version: string;
}

/** Bytes of a file below which reading it again is as fast as looking it up. */
export const worthCaching = 4 << 20;

const schema = "cimp/cache/1";
const accountName = "account.json";
const rowsName = "rows.parquet";

/** Entries in the making. */
const asideStem = ".new-";

interface Account {
	readonly schema: typeof schema;
	readonly version: string;
	/** Base name of the file when it was read, for people who list the cache. */
	readonly file: string;
	readonly source: Fingerprint;
	readonly rows: Fingerprint;
	readonly reading: Reading;
}

/** One entry, for people. */
export interface CacheEntry {
	readonly key: string;
	readonly file: string;
	readonly layout: string;
	readonly years: readonly number[];
	readonly records: number;
	readonly bytes: number;
	readonly version: string;
}

export interface CachedRows {
	readonly reading: Reading;
	readonly rowsPath: string;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The name of an entry: the file's content, and everything that decides how it is read, the checker's rules included. */
export const cacheKey = (
	fingerprint: Fingerprint,
	recognition: Recognition,
	how: { readonly version: string; readonly map: ColumnMap | undefined },
): string =>
	sha256(
		JSON.stringify([schema, fingerprint, recognition, checkerText(recognition), how.version, how.map ?? null]),
	).slice(0, 40);

const entriesFolder = (folder: string): string => join(folder, "rows");
const hashesFolder = (folder: string): string => join(folder, "hashes");

/** What the file system says of a file's content: if none of it changed, the content did not. */
async function stampOf(path: string): Promise<{ readonly text: string; readonly changed: bigint }> {
	const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
	return { text: [dev, ino, size, mtimeNs, ctimeNs].join(" "), changed: ctimeNs };
}

/** Nanoseconds within which a file system may give two changes the same time. */
const sameMoment = 1_000_000_000n;

/**
 * Hash and length of a file's bytes. They are remembered with what the file system says of the file (device, number,
 * size, times of content and of status to the nanosecond), so that a large file is not read again to learn its hash.
 */
export async function rememberedFingerprint(file: InputFile, folder: string): Promise<Fingerprint> {
	const path = join(hashesFolder(folder), sha256(file.path).slice(0, 40));
	const before = await stampOf(file.path);
	try {
		const [known, sha, bytes] = (await readFile(path, "utf8")).split("\n");
		if (known === before.text && /^[0-9a-f]{64}$/.test(sha ?? "") && Number(bytes) >= 0) {
			return { sha256: sha ?? "", bytes: Number(bytes) };
		}
	} catch {
		// Not known yet.
	}
	const fingerprint = await fingerprintOf(file);
	await remember(path, file.path, before.text, fingerprint).catch(() => undefined);
	return fingerprint;
}

/** Notes a hash, but not that of a file that changed so lately that the next change could bear the same time. */
async function remember(
	path: string,
	source: string,
	before: string,
	{ sha256: sha, bytes }: Fingerprint,
): Promise<void> {
	const after = await stampOf(source);
	if (after.text !== before) return;
	await replaceFile(path, `${before}\n${sha}\n${bytes}\n`);
	const noted = await stampOf(path);
	if (noted.changed - after.changed < sameMoment) await rm(path, { force: true });
}

/** Writes a small file aside and puts it in its place. */
async function replaceFile(path: string, content: string): Promise<void> {
	const folder = join(path, "..");
	await mkdir(folder, { recursive: true, mode: 0o700 });
	sweepAside(folder, asideStem);
	const aside = makeAside(folder, asideStem);
	try {
		await writeFile(join(aside, "file"), content, { mode: 0o600 });
		await rename(join(aside, "file"), path);
	} finally {
		removeAside(aside);
	}
}

/** Reads an entry's account; `undefined` for what is none. */
async function readAccount(folder: string): Promise<Account | undefined> {
	try {
		const account: unknown = JSON.parse(await readFile(join(folder, accountName), "utf8"));
		if (typeof account !== "object" || account === null) return undefined;
		const { schema: by, rows, reading } = account as Partial<Account>;
		const whole = by === schema && typeof rows?.sha256 === "string" && typeof reading?.records === "number";
		return whole ? (account as Account) : undefined;
	} catch {
		return undefined;
	}
}

/** Looks an entry up; one that is damaged is removed. */
export async function findCached(key: string, { folder, version }: CacheOptions): Promise<CachedRows | undefined> {
	const entry = join(entriesFolder(folder), key);
	try {
		await stat(entry);
	} catch {
		return undefined;
	}
	const account = await readAccount(entry);
	const rowsPath = join(entry, rowsName);
	const rows = await fingerprintOf({ path: rowsPath, name: rowsName }).catch(() => undefined);
	if (account?.version === version && rows?.sha256 === account.rows.sha256) {
		return { reading: account.reading, rowsPath };
	}
	await rm(entry, { recursive: true, force: true });
	return undefined;
}

/**
 * Keeps a file's rows and account.
 *
 * @throws Error of the file system where the entry can't be written, or stands there already
 */
export async function storeCached(
	key: string,
	source: { readonly file: InputFile; readonly fingerprint: Fingerprint },
	made: { readonly reading: Reading; readonly rowsPath: string },
	{ folder, version }: CacheOptions,
): Promise<void> {
	const parent = entriesFolder(folder);
	await mkdir(parent, { recursive: true, mode: 0o700 });
	sweepAside(parent, asideStem);
	const aside = makeAside(parent, asideStem);
	try {
		const rowsPath = join(aside, rowsName);
		await copyFile(made.rowsPath, rowsPath);
		await chmod(rowsPath, 0o600);
		const account: Account = {
			schema,
			version,
			file: source.file.name,
			source: source.fingerprint,
			rows: await fingerprintOf({ path: rowsPath, name: rowsName }),
			reading: made.reading,
		};
		await writeFile(join(aside, accountName), JSON.stringify(account), { mode: 0o600 });
		// Where another run was faster, this fails and its entry stays: it says the same.
		await rename(aside, join(parent, key));
	} finally {
		removeAside(aside);
	}
}

async function namesIn(folder: string): Promise<string[]> {
	try {
		return (await readdir(folder)).sort();
	} catch {
		return [];
	}
}

/** All entries, by file name, then key; remains of interrupted runs have no account and are not listed. */
export async function listCache(folder: string): Promise<CacheEntry[]> {
	const entries: CacheEntry[] = [];
	for (const key of await namesIn(entriesFolder(folder))) {
		const account = await readAccount(join(entriesFolder(folder), key));
		if (account === undefined) continue;
		const { file, reading, rows, version } = account;
		const { layout, years, records } = reading;
		entries.push({ key, file, layout, years, records, bytes: rows.bytes, version });
	}
	return entries.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.key < b.key ? -1 : 1));
}

/** Removes everything that the cache wrote, remains of interrupted runs included. */
export async function clearCache(folder: string): Promise<void> {
	for (const part of [entriesFolder(folder), hashesFolder(folder)]) await rm(part, { recursive: true, force: true });
}
