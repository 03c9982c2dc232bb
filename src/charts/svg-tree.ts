/** The tree that Vega's string renderer writes, taken from it element by element instead of as text. */

export interface SvgElement {
	readonly name: string;
	/** Values escaped. */
	readonly attributes: ReadonlyMap<string, string>;
	/** Elements, and text escaped. */
	readonly children: readonly (SvgElement | string)[];
}

interface OpenElement {
	readonly name: string;
	readonly attributes: Map<string, string>;
	readonly children: (SvgElement | string)[];
}

/** What the renderer writes to: it opens an element with its attributes, adds text, closes. */
export interface SvgWriter {
	open(name: string, ...attributes: readonly (Readonly<Record<string, unknown>> | null | undefined)[]): SvgWriter;
	text(text: unknown): SvgWriter;
	close(): SvgWriter;
}

/** A writer that keeps elements; `root` is what all of them stand in. */
export class SvgTree implements SvgWriter {
	readonly root: OpenElement = { name: "", attributes: new Map(), children: [] };
	private readonly path: OpenElement[] = [this.root];

	open(name: string, ...attributes: readonly (Readonly<Record<string, unknown>> | null | undefined)[]): this {
		const element: OpenElement = { name, attributes: new Map(), children: [] };
		for (const set of attributes)
			for (const key in set) {
				const value = set[key];
				if (value !== null && value !== undefined) element.attributes.set(key, escapeXml(String(value)));
			}
		this.path.at(-1)?.children.push(element);
		this.path.push(element);
		return this;
	}

	text(text: unknown): this {
		this.path.at(-1)?.children.push(String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"));
		return this;
	}

	close(): this {
		this.path.pop();
		return this;
	}
}

/** `<name a="…">`, self-closing where nothing is inside. Attribute values and content are taken as escaped already. */
export function svgTag(name: string, attributes: Iterable<readonly [string, string]>, content = ""): string {
	const written = [...attributes].map(([key, value]) => ` ${key}="${value}"`).join("");
	return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Text for an attribute value or content. */
export const escapeXml = (text: string): string =>
	text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
