/** What a value in a published document says of a count. */

export type Said =
	| { readonly says: "range"; readonly lower: number; readonly upper: number }
	| { readonly says: "withheld" }
	| { readonly says: "nothing" };

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Reads a document by JSON pointer. */
export function saidAt(document: unknown, pointer: string): Said {
	let value = document;
	for (const key of pointer.split("/").slice(1)) {
		const name = key.replaceAll("~1", "/").replaceAll("~0", "~");
		if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return { says: "nothing" };
		value = (value as Json)[name];
	}
	if (typeof value === "number") return { says: "range", lower: value, upper: value };
	if (!isObject(value)) return { says: "nothing" };
	const { band } = value;
	if (isObject(band)) return { says: "range", lower: Number(band.lower), upper: Number(band.upper) };
	return { says: value.absent === "suppressed" ? "withheld" : "nothing" };
}
