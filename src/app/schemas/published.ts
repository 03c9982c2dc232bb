/** How a shape becomes the JSON Schema that is published of it. */

import { z } from "zod";

/** What a shape describes, as the program makes it: nothing of it changes. */
export type Published<Shape extends z.ZodType> = Frozen<z.infer<Shape>>;

type Frozen<T> = T extends readonly (infer U)[]
	? readonly Frozen<U>[]
	: T extends object
		? { readonly [K in keyof T]: Frozen<T[K]> }
		: T;

/** What the published schema says of itself. */
export interface SchemaWords {
	readonly $id?: string;
	readonly title: string;
	readonly description: string;
}

/**
 * The JSON Schema of a shape. A part that is used more than once is written once, under `$defs`, and referred to; one with an
 * id (`.meta({ id })`) has its name there.
 *
 * @param io which side of the shape files have: `input` for what users write, with defaults left out
 */
export const publishedSchema = (shape: z.ZodType, words: SchemaWords, io: "input" | "output" = "output"): unknown => ({
	...z.toJSONSchema(shape, { io, reused: "ref" }),
	...words,
});
