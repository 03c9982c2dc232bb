/** How far an archive may grow: enough for the state's files many times over, and not enough to fill a disk unseen. */

import { problem, Refusal } from "../../domain/problem.js";

export interface Limits {
	/** Members of one archive. */
	readonly members: number;
	/** Bytes that an archive gives, everything inside it together. */
	readonly bytes: number;
	/** Bytes that come out for each byte of the archive; looked at from `ratioFrom` bytes on. */
	readonly ratio: number;
	readonly ratioFrom: number;
}

/** Research files shrink to a tenth or a twentieth; what shrinks to a five-hundredth is no table. */
export const usualLimits: Limits = { members: 2000, bytes: 40e9, ratio: 500, ratioFrom: 256 * 1024 ** 2 };

/** Archives inside one another, at most. */
export const deepestNesting = 2;

/** Problem CIMP-E125 for an archive. */
export const unusable = (file: string, found: string): Refusal =>
	new Refusal([problem("CIMP-E125", { file }, { found })]);

const millions = (bytes: number): string => `${Math.floor(bytes / 1e6).toLocaleString("en-US")} MB`;

/** Counts the bytes that come out of one archive of the user, archives inside it included. */
export class Budget {
	readonly #file: string;
	readonly #archiveBytes: number;
	readonly #limits: Limits;
	#taken = 0;

	constructor(file: string, archiveBytes: number, limits: Limits = usualLimits) {
		this.#file = file;
		this.#archiveBytes = archiveBytes;
		this.#limits = limits;
	}

	/** @throws Refusal CIMP-E125 where the archive has given more than any archive of tables does */
	take(bytes: number): void {
		this.#taken += bytes;
		const { bytes: most, ratio, ratioFrom } = this.#limits;
		if (this.#taken > most) throw unusable(this.#file, `more than ${millions(most)} when unpacked`);
		if (this.#taken > ratioFrom && this.#taken > ratio * this.#archiveBytes) {
			throw unusable(this.#file, `more than ${ratio} times its size when unpacked`);
		}
	}

	/** @throws Refusal CIMP-E125 for an archive with more members than any archive of tables has */
	allowMembers(file: string, members: number): void {
		if (members > this.#limits.members) throw unusable(file, `${members.toLocaleString("en-US")} members`);
	}

	/** Passes the pieces on and counts them. */
	async *counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of chunks) {
			this.take(chunk.length);
			yield chunk;
		}
	}
}
