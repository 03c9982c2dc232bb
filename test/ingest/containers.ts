/** Archives made from bytes, for tests: gzip, and zip with members stored or deflated. */

import { crc32, deflateRawSync, gzipSync } from "node:zlib";

export interface Member {
	readonly name: string;
	readonly content: Buffer;
	readonly method?: "stored" | "deflated";
}

/** Fields of two and four bytes, little-endian. */
const packed = (...fields: readonly (readonly [width: 2 | 4, value: number])[]): Buffer =>
	Buffer.concat(
		fields.map(([width, value]) => {
			const field = Buffer.alloc(width);
			field.writeUIntLE(value, 0, width);
			return field;
		}),
	);

/** Names are UTF-8; the date is the first that the format knows. */
const flags = 0x0800;
const [time, date] = [0, 0x0021];

interface Placed {
	readonly name: Buffer;
	/** What both headers of a member say, from its flags on. */
	readonly facts: Buffer;
	readonly data: Buffer;
}

function place({ name, content, method = "deflated" }: Member): Placed {
	const data = method === "stored" ? content : deflateRawSync(content);
	const bytes = Buffer.from(name, "utf8");
	const facts = packed(
		[2, flags],
		[2, method === "stored" ? 0 : 8],
		[2, time],
		[2, date],
		[4, crc32(content)],
		[4, data.length],
		[4, content.length],
		[2, bytes.length],
		[2, 0],
	);
	return { name: bytes, facts, data };
}

/** A zip archive (APPNOTE 6.3, without extensions). */
export function zipOf(members: readonly Member[]): Buffer {
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const { name, facts, data } of members.map(place)) {
		const bytes = Buffer.concat([packed([4, 0x04034b50], [2, 20]), facts, name, data]);
		central.push(
			Buffer.concat([
				packed([4, 0x02014b50], [2, 20], [2, 20]),
				facts,
				packed([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
				name,
			]),
		);
		local.push(bytes);
		offset += bytes.length;
	}
	const directory = Buffer.concat(central);
	const count = members.length;
	const end = packed(
		[4, 0x06054b50],
		[2, 0],
		[2, 0],
		[2, count],
		[2, count],
		[4, directory.length],
		[4, offset],
		[2, 0],
	);
	return Buffer.concat([...local, directory, end]);
}

export const gzipOf = (content: Buffer): Buffer => gzipSync(content);
