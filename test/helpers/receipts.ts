/** Receipts applied by hand, as a person would who has the original file, an editor and repairs.csv. */

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

export interface WrittenReceipt {
	readonly line?: number;
	readonly column?: number;
	readonly code: string;
	readonly before: string;
	readonly after: string;
}

/** Bytes as text by a decoder that sees them as a stream: Node's is wrong about whole texts in Windows-1252. */
export const decodedBy = (bytes: Buffer, encoding: string): string => {
	const decoder = new TextDecoder(encoding);
	return decoder.decode(bytes, { stream: true }) + decoder.decode();
};

const linesOf = (text: string): string[] => text.split(text.includes("\n") ? /(?<=\n)/ : /(?<=\r)/);

function withCell(line: string, { column = 0, before, after }: WrittenReceipt): string {
	const characters = [...line];
	const start = column - 1 + (characters[column - 1] === '"' ? 1 : 0);
	const length = [...before].length;
	const there = characters.slice(start, start + length).join("");
	if (there !== before)
		throw new Error(`${JSON.stringify(there)} stands where a receipt says ${JSON.stringify(before)}`);
	return [...characters.slice(0, start), after, ...characters.slice(start + length)].join("");
}

/**
 * The text that the receipts make of a file.
 *
 * @throws Error where a receipt does not name what stands in the file
 */
export function applied(original: string, receipts: readonly WrittenReceipt[]): string {
	const lines = linesOf(original);
	for (const receipt of [...receipts].sort((a, b) => (b.column ?? 0) - (a.column ?? 0))) {
		if (receipt.line === undefined) continue;
		const index = receipt.line - 1;
		const line = lines[index] ?? "";
		if (receipt.column !== undefined) {
			lines[index] = withCell(line, receipt);
			continue;
		}
		const height = linesOf(receipt.before).length;
		const there = lines.slice(index, index + height).join("");
		if (there.replace(/[\r\n]+$/, "") !== receipt.before)
			throw new Error(`${JSON.stringify(there)} stands where a receipt removes ${JSON.stringify(receipt.before)}`);
		for (let gone = index; gone < index + height; gone++) lines[gone] = "";
	}
	return lines.join("");
}

/** A CSV file of cimp, row by row. */
export const csvRowsOf = (path: string): Record<string, string>[] =>
	parse(readFileSync(path), { columns: true, bom: true }) as Record<string, string>[];

/** repairs.csv by file, with its escapes taken off. */
export function receiptsOf(path: string): Map<string, WrittenReceipt[]> {
	const byFile = new Map<string, WrittenReceipt[]>();
	const plain = (text = ""): string => text.replace(/^'(?=[=+\-@\t\r])/, "");
	for (const { file = "", line, column, code = "", before, after } of csvRowsOf(path)) {
		const place = { ...(line ? { line: Number(line) } : {}), ...(column ? { column: Number(column) } : {}) };
		byFile.set(file, [...(byFile.get(file) ?? []), { ...place, code, before: plain(before), after: plain(after) }]);
	}
	return byFile;
}
