/** Long panels are split between letters, so that none is longer than a printed page. */

/** What splitting looks at. */
interface Named {
	readonly name: string;
}

/** A part of a panel: consecutive rows and what they are called ("A–G"; empty for a whole panel). */
export interface PanelPart<Row> {
	readonly rows: readonly Row[];
	readonly letters: string;
}

/** Rows that a part should have at most; a part may get a few more where that keeps a letter together. */
const rowsPerPart = 30;
const mostRows = 34;

/** Cost of cutting inside a letter, in squared rows off the even share. */
const insideLetter = 60;

/** The first letters or digits of a name, as printed. */
const opening = (row: Named | undefined, length: number): string =>
	[...(row?.name ?? "").normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "")].slice(0, length).join("");

const initial = (row: Named | undefined): string => opening(row, 1).toUpperCase();

/** Where parts begin, chosen for even parts and whole letters: exact, by dynamic programming over cuts. */
function cuts(rows: readonly Named[], parts: number): number[] {
	const share = rows.length / parts;
	let best = new Map<number, { cost: number; starts: number[] }>([[0, { cost: 0, starts: [] }]]);
	for (let part = 0; part < parts; part++) {
		const next: typeof best = new Map();
		for (const [start, so] of best) {
			for (let end = start + 1; end <= Math.min(start + mostRows, rows.length); end++) {
				const splits = end < rows.length && initial(rows[end - 1]) === initial(rows[end]);
				const cost = so.cost + (end - start - share) ** 2 + (splits ? insideLetter : 0);
				if (cost < (next.get(end)?.cost ?? Number.POSITIVE_INFINITY)) {
					next.set(end, { cost, starts: [...so.starts, start] });
				}
			}
		}
		best = next;
	}
	return best.get(rows.length)?.starts ?? [0];
}

/** Letters needed to tell the row at an edge from its neighbor in the next part. */
function lettersNeeded(inside: Named | undefined, outside: Named | undefined): number {
	if (outside === undefined) return 1;
	const differ = (length: number) => opening(inside, length).toUpperCase() !== opening(outside, length).toUpperCase();
	return [1, 2, 3].find(differ) ?? 4;
}

/** What a part is called: "A–G", or "Sa–Sm" where a letter is split. */
function lettersOf(rows: readonly Named[], start: number, end: number): string {
	const [first, last] = [rows[start], rows[end - 1]];
	const atStart = lettersNeeded(first, rows[start - 1]);
	const atEnd = lettersNeeded(last, rows[end]);
	const sameLetter = initial(first) === initial(last);
	const written = (row: Named | undefined, length: number) =>
		initial(row) + opening(row, length).slice(initial(row).length);
	const longest = Math.max(atStart, atEnd);
	const from = written(first, sameLetter ? longest : atStart);
	const to = written(last, sameLetter ? longest : atEnd);
	return from === to ? from : `${from}–${to}`;
}

/**
 * Splits a panel's rows into parts of about 30.
 *
 * @param rows in the order in which they are drawn
 * @returns one part without letters where the rows fit on a page; parts are numbered where names are not in order
 */
export function splitRows<Row extends Named>(rows: readonly Row[]): PanelPart<Row>[] {
	if (rows.length <= mostRows) return [{ rows, letters: "" }];
	const starts = cuts(rows, Math.ceil(rows.length / rowsPerPart));
	const alphabetical = rows.every((row, index) => index === 0 || initial(rows[index - 1]) <= initial(row));
	return starts.map((start, index) => {
		const end = starts[index + 1] ?? rows.length;
		const letters = alphabetical ? lettersOf(rows, start, end) : `part ${index + 1} of ${starts.length}`;
		return { rows: rows.slice(start, end), letters };
	});
}
