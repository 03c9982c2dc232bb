/** Records of a CSV file as cimp writes it, for looking only: quotes and line breaks in cells are understood. */

export function readCsv(content: string): string[][] {
	const records: string[][] = [];
	let record: string[] = [];
	const end = content.length;
	let at = content.charCodeAt(0) === 0xfeff ? 1 : 0;
	while (at < end) {
		const [cell, next] = readCell(content, at);
		record.push(cell);
		const mark = content[next];
		at = next + (mark === "\r" && content[next + 1] === "\n" ? 2 : 1);
		if (mark === ",") continue;
		records.push(record);
		record = [];
	}
	if (record.length > 0) records.push([...record, ""]);
	return records;
}

/** A cell and the place of the mark that ends it. */
function readCell(content: string, start: number): [string, number] {
	if (content[start] !== '"') {
		let at = start;
		while (at < content.length && !",\r\n".includes(content[at] ?? "")) at++;
		return [content.slice(start, at), at];
	}
	let at = start + 1;
	while (at < content.length) {
		if (content[at] !== '"') at++;
		else if (content[at + 1] === '"') at += 2;
		else break;
	}
	return [content.slice(start + 1, at).replaceAll('""', '"'), at + 1];
}
