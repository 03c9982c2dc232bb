/** A finished page as a list of its tags: enough for rules about structure, since cimp's own writers quote every value. */

export interface Tag {
	readonly name: string;
	/** `false` for a closing tag. */
	readonly opens: boolean;
	readonly attributes: ReadonlyMap<string, string>;
	/** Text between this tag and the next one. */
	readonly text: string;
	readonly line: number;
}

/** A page of the folder, read once for all rules. */
export interface CheckedPage {
	/** Path in the folder, with forward slashes. */
	readonly path: string;
	readonly tags: readonly Tag[];
	/** Ids in order; one that stands twice is here twice. */
	readonly ids: readonly string[];
	readonly style: string;
}

const tagPattern = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>([^<]*)/g;
const attributePattern = /([\w:-]+)(?:="([^"]*)")?/g;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

const plain = (text: string): string =>
	text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? "");

export function readPage(path: string, content: string): CheckedPage {
	const style = /<style>([\s\S]*?)<\/style>/.exec(content)?.[1] ?? "";
	// Rules of style hold ">" and would be taken for tags' ends; their lines stay.
	const markup = content.replace(/<style>[\s\S]*?<\/style>/, (block) => block.replace(/[^\n]/g, ""));
	const tags: Tag[] = [];
	let [line, from] = [1, 0];
	for (const found of markup.matchAll(tagPattern)) {
		const [, slash = "", name = "", attributes = "", text = ""] = found;
		line += countLines(markup, from, found.index);
		from = found.index;
		const values = [...attributes.matchAll(attributePattern)].map(
			([, key = "", value = ""]) => [key.toLowerCase(), plain(value)] as const,
		);
		tags.push({ name: name.toLowerCase(), opens: slash === "", attributes: new Map(values), text: plain(text), line });
	}
	const ids = tags.flatMap(({ attributes }) => attributes.get("id") ?? []);
	return { path, tags, ids, style };
}

function countLines(text: string, from: number, to: number): number {
	let lines = 0;
	for (let at = text.indexOf("\n", from); at >= 0 && at < to; at = text.indexOf("\n", at + 1)) lines++;
	return lines;
}

/** Elements of HTML that have no end. */
const empty = new Set(["meta", "br", "hr", "img", "input", "link", "col", "wbr"]);

/** The tags inside an element, by the place of its opening tag; drawings close their shapes at once or by name alike. */
export function inside(tags: readonly Tag[], start: number): readonly Tag[] {
	const name = tags[start]?.name;
	if (name === undefined || empty.has(name)) return [];
	let depth = 0;
	for (let at = start; at < tags.length; at++) {
		if (tags[at]?.name !== name) continue;
		depth += tags[at]?.opens ? 1 : -1;
		if (depth === 0) return tags.slice(start + 1, at);
	}
	return tags.slice(start + 1);
}

/** The words that an element shows, those of its own tag included. */
export const wordsOf = (tags: readonly Tag[], start: number): string =>
	[tags[start]?.text ?? "", ...inside(tags, start).map(({ text }) => text)].join(" ").replace(/\s+/g, " ").trim();
