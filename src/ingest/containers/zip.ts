/** Zip archives: their members as streams whose size and checksum are verified. */

import { crc32 } from "node:zlib";
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from "yauzl";
import { problem, Refusal } from "../../domain/problem.js";
import type { InputFile } from "../source.js";
import { type Budget, unusable } from "./limits.js";

export interface ZipMember {
	/** Path inside the archive, as the archive says it: never used as a path. */
	readonly path: string;
	readonly isLink: boolean;
	/** The content; ends with CIMP-E125 where the member is damaged, encrypted, or grows too large. */
	readonly content: () => AsyncGenerator<Uint8Array>;
}

export interface ZipArchive {
	/** Folders left out. */
	readonly members: readonly ZipMember[];
	readonly close: () => void;
}

/** File types in the upper half of a Unix archiver's attributes. */
const unixType = (entry: Entry): number =>
	entry.versionMadeBy >> 8 === 3 ? (entry.externalFileAttributes >>> 16) & 0o170000 : 0;
const linkType = 0o120000;

const cut = /signature not found|unexpected (?:EOF|end of file)|overflows|truncated|too few bytes/i;

/** What the library or the inflater found wrong, in our words where the cause is clear. */
export function damage(error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return cut.test(message) ? "an archive that was cut" : `damaged data: ${message}`;
}

/** The refusal for an archive whose reading failed; a failing disk is none of the archive's doing. */
export function readingFailed(file: string, error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	const code = error instanceof Error && "code" in error ? String(error.code) : "";
	const system = /^E[A-Z]{2,}$/.test(code);
	return system ? new Refusal([problem("CIMP-E102", { file }, { found: code })]) : unusable(file, damage(error));
}

/** Packing methods that people meet, by their number. */
const methods: Readonly<Record<number, string>> = {
	9: "Deflate64",
	12: "bzip2",
	14: "LZMA",
	93: "Zstandard",
	95: "xz",
};

function undecodable(entry: Entry): string {
	if (entry.isEncrypted()) return "encrypted with a password";
	const method = entry.compressionMethod;
	return `packed with ${methods[method] ?? `method ${method}`}, not with Deflate`;
}

async function* contentOf(zip: ZipFile, entry: Entry, file: string): AsyncGenerator<Uint8Array> {
	if (!entry.canDecodeFileData()) throw unusable(file, undecodable(entry));
	let sum = 0;
	try {
		for await (const chunk of await zip.openReadStreamPromise(entry)) {
			sum = crc32(chunk as Buffer, sum);
			yield chunk as Buffer;
		}
	} catch (error) {
		throw readingFailed(file, error);
	}
	if (sum !== entry.crc32) throw unusable(file, "damaged data: the checksum does not agree");
}

/**
 * Opens an archive and reads its directory.
 *
 * @throws Refusal CIMP-E125 where it is damaged or has too many members
 */
export async function openZip(file: InputFile, budget: Budget): Promise<ZipArchive> {
	const zip = await openPromise(file.path, { autoClose: false, decodeStrings: false }).catch((error: unknown) => {
		throw readingFailed(file.name, error);
	});
	const members: ZipMember[] = [];
	try {
		budget.allowMembers(file.name, zip.entryCount);
		for await (const entry of zip.eachEntry()) {
			// The names are checked nowhere: nothing is ever written under them.
			const path = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
			if (path.endsWith("/")) continue;
			const content = (): AsyncGenerator<Uint8Array> => budget.counted(contentOf(zip, entry, file.name));
			members.push({ path, isLink: unixType(entry) === linkType, content });
		}
	} catch (error) {
		zip.close();
		throw readingFailed(file.name, error);
	}
	return { members, close: () => zip.close() };
}
