/** A strict reading of XML, independent of the code under test: what it returns is what is wrong. */

const name = "[A-Za-z_][\\w.-]*";
const reference = /&(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 forbids
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/u;

function tagProblem(tag: string, open: string[]): string | undefined {
	const closing = new RegExp(`^</(${name})\\s*>$`).exec(tag);
	if (closing) return open.pop() === closing[1] ? undefined : `unexpected ${tag}`;
	const opening = new RegExp(`^<(${name})((?:\\s+${name}="[^"<]*")*)\\s*(/?)>$`).exec(tag);
	if (!opening) return `malformed tag ${tag}`;
	const [, element = "", attributes = "", empty] = opening;
	const keys = [...attributes.matchAll(new RegExp(`(${name})="`, "g"))].map(([, key]) => key);
	if (new Set(keys).size < keys.length) return `attribute twice in ${tag}`;
	if (!empty) open.push(element);
	return undefined;
}

/** The first thing that an XML parser would refuse; `undefined` for one well-formed element. */
export function xmlProblem(text: string): string | undefined {
	const character = forbidden.exec(text);
	if (character) return `forbidden character at ${character.index}`;
	if (text.replace(reference, "").includes("&")) return "bare ampersand";
	const open: string[] = [];
	let roots = 0;
	for (const [part] of text.matchAll(/<[^>]*>|[^<]+/g)) {
		if (!part.startsWith("<")) {
			if (open.length === 0) return "text outside the element";
			if (part.includes(">")) return "bare >";
			continue;
		}
		if (open.length === 0) roots += 1;
		const problem = tagProblem(part, open);
		if (problem) return problem;
	}
	return open.length > 0 || roots !== 1 ? "not one whole element" : undefined;
}
