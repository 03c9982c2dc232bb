/**
 * Containers: what a person has (a plain file, an archive, a workbook, standard input) → plain text tables.
 *
 * What a file is, its first bytes say, never its name. Whether a text is a table that cimp knows is decided later, by its
 * header; here only what is no text at all is set aside.
 */

import { type Problem, problem, Refusal } from "../../domain/problem.js";
import { type ContainerKind, containerKind, readSignature } from "../encoding.js";
import { fileBytes, type InputFile, readHead } from "../source.js";
import { gunzipped } from "./gzip.js";
import { Budget, deepestNesting, type Limits, unusable } from "./limits.js";
import { aliasOf, isHidden, MemberNames } from "./names.js";
import { Spool, type SpoolOptions } from "./spool.js";
import { isStranger, nameless } from "./strangers.js";
import { unpackWorkbook, workbookPart } from "./workbook.js";
import { openZip, type ZipArchive, type ZipMember } from "./zip.js";

/** Bytes that tell what a file is. */
const headBytes = 1 << 16;

/** What a container holds. */
export interface Unpacked {
	/** Texts, in the container's order; the file itself where it is no container. */
	readonly files: readonly InputFile[];
	/** Why members were set aside, as problems of a file that stands alone. */
	readonly strangers: readonly Problem[];
}

export interface UnpackOptions extends SpoolOptions {
	/** How far archives may grow, if not as far as usual. */
	readonly limits?: Limits;
}

interface Opening {
	readonly spool: Spool;
	readonly budget: Budget;
	/** Containers around the file. */
	readonly depth: number;
}

const notText = (file: string, found: string): Problem => problem("CIMP-E104", { file }, { found });

/** Opens containers, one after the other, into one work folder. */
export class Unpacker {
	readonly #spool: Spool;
	readonly #limits: Limits | undefined;

	constructor(options: UnpackOptions) {
		this.#spool = new Spool(options);
		this.#limits = options.limits;
	}

	/**
	 * The plain files that a file stands for. Nothing is written outside the work folder, and there only under numbers.
	 *
	 * @throws Refusal for a file that can't be read (CIMP-E101, E102), a container that can't be used (E125), a document
	 *   that holds no tables (E104), a workbook or an archive with nothing in it (E103), a full disk (E302)
	 */
	async unpack(file: InputFile): Promise<Unpacked> {
		const { content, ...rest } = file;
		const { path } = content === undefined ? file : await this.#spool.write(content, file.name);
		const plain = { ...rest, path };
		const kind = containerKind(await readHead(plain, headBytes));
		if (kind === undefined) return { files: [plain], strangers: [] };
		const budget = new Budget(file.name, await fileBytes(plain), this.#limits);
		return open(plain, kind, { spool: this.#spool, budget, depth: 0 });
	}
}

async function open(file: InputFile, kind: ContainerKind, opening: Opening): Promise<Unpacked> {
	if (opening.depth >= deepestNesting) throw unusable(file.name, "an archive inside an archive inside an archive");
	return kind === "gzip" ? openGzip(file, opening) : openZipFile(file, opening);
}

async function openGzip(file: InputFile, { spool, budget, depth }: Opening): Promise<Unpacked> {
	const { path } = await spool.write(budget.counted(gunzipped(file)), file.name);
	const inner = { ...file, path };
	const kind = containerKind(await readHead(inner, headBytes));
	if (kind === undefined) return { files: [inner], strangers: [] };
	const unpacked = await open(inner, kind, { spool, budget, depth: depth + 1 });
	await spool.remove(path);
	return unpacked;
}

async function openZipFile(file: InputFile, opening: Opening): Promise<Unpacked> {
	const archive = await openZip(file, opening.budget);
	try {
		const parts = new Set(archive.members.map((member) => member.path));
		if (parts.has(workbookPart)) {
			return { files: await unpackWorkbook(file, archive, opening), strangers: [] };
		}
		const document = documentKind(parts);
		if (document !== undefined) throw new Refusal([notText(file.name, document)]);
		return await openMembers(file, archive, opening);
	} finally {
		archive.close();
	}
}

/** What a zip archive is that is neither a workbook nor an archive of files. */
function documentKind(parts: ReadonlySet<string>): string | undefined {
	if (parts.has("xl/workbook.bin")) return "a binary spreadsheet (.xlsb)";
	if (parts.has("[Content_Types].xml")) return "an office document";
	if (parts.has("mimetype") && parts.has("content.xml")) return "an OpenDocument file (.ods, .odt)";
	return undefined;
}

async function openMembers(file: InputFile, archive: ZipArchive, opening: Opening): Promise<Unpacked> {
	const files: InputFile[] = [];
	const strangers: Problem[] = [];
	const names = new MemberNames(file.name);
	const visible = archive.members.filter((member) => !isHidden(member.path));
	for (const [position, member] of visible.entries()) {
		const alias = aliasOf(file.alias ?? file.name, position + 1, member.path);
		const unpacked = await openMember(member, { name: names.next(member.path), alias }, opening);
		files.push(...unpacked.files);
		strangers.push(...unpacked.strangers);
	}
	if (visible.length === 0) {
		throw new Refusal([problem("CIMP-E103", { file: file.name }, { found: "an archive without files" })]);
	}
	return { files, strangers };
}

async function openMember(
	member: ZipMember,
	{ name, alias }: { readonly name: string; readonly alias: string },
	opening: Opening,
): Promise<Unpacked> {
	if (member.isLink)
		return { files: [], strangers: [notText(alias, "a link to another place, which is not followed")] };
	const content = member.content();
	const { head, chunks } = await peeked(content);
	const kind = containerKind(head);
	const signature = readSignature(head);
	if (kind === undefined && signature.kind === "binary") {
		await content.return(undefined);
		return { files: [], strangers: [notText(alias, signature.what)] };
	}
	const { path } = await opening.spool.write(chunks, name);
	const file: InputFile = { path, name, alias, offered: "found" };
	return kind === undefined ? { files: [file], strangers: [] } : openInner(file, kind, opening);
}

/** A container inside a container; where it is a document without tables, it is set aside like a document. */
async function openInner(file: InputFile, kind: ContainerKind, opening: Opening): Promise<Unpacked> {
	try {
		return await open(file, kind, { ...opening, depth: opening.depth + 1 });
	} catch (error) {
		if (!(error instanceof Refusal) || !error.problems.every(isStranger)) throw error;
		return { files: [], strangers: error.problems.map((entry) => nameless(entry, file)) };
	} finally {
		await opening.spool.remove(file.path);
	}
}

/** The first bytes of a stream, and the whole stream again. */
async function peeked(
	chunks: AsyncGenerator<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly chunks: AsyncGenerator<Uint8Array> }> {
	const first: Uint8Array[] = [];
	let length = 0;
	while (length < headBytes) {
		const { done, value } = await chunks.next();
		if (done) break;
		first.push(value);
		length += value.length;
	}
	async function* whole(): AsyncGenerator<Uint8Array> {
		yield* first;
		yield* chunks;
	}
	return { head: Buffer.concat(first), chunks: whole() };
}
