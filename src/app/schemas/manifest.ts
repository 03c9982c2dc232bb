/** The shape of manifest.json of `cimp analyze`: what made the folder, and what its pages show. Keys are only added. */

import { z } from "zod";
import { absent } from "./absent.js";
import { publishedSchema } from "./published.js";

export const manifestSchemaId = "cimp/manifest/1";

const text = z.union([z.string(), absent]);
const district = z.union([z.string().regex(/^\d{7}$/), absent]);

/** Number on the page named, in reading order. */
const number = z.number().int().min(1);

const figure = z.strictObject({
	id: z.string(),
	number,
	/** Absent for a figure of the whole run. */
	district,
	page: z.string(),
	headline: z.string(),
	subtitle: z.string(),
	source: z.string(),
	/** What the drawn interval is, or why none is drawn. */
	interval: z.string(),
	/** Id of the table with the same rows as the marks. */
	table: z.string(),
	/** Id of the method in results.json. */
	method: text,
	files: z.array(z.string()),
});

const column = z.strictObject({ key: z.string(), label: z.string(), unit: z.string() });

const table = z.strictObject({
	id: z.string(),
	/** Absent for the table of a figure that the page does not print. */
	number: z.union([number, absent]),
	district,
	page: z.string(),
	caption: z.string(),
	csv: z.string(),
	method: text,
	columns: z.array(column),
	notes: z.array(z.string()),
});

/** Options and inputs are for `--from` to repeat, not to judge: other commands write others. */
export const manifestSchema = z.strictObject({
	schema: z.literal(manifestSchemaId),
	producer: z.literal("cimp"),
	version: z.string(),
	command: z.enum(["analyze", "placement audit"]),
	options: z.record(z.string(), z.unknown()),
	inputs: z.array(z.strictObject({ file: z.string(), sha256: z.string(), layout: z.string() })),
	outputs: z.array(z.string()),
	figures: z.array(figure),
	tables: z.array(table),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type FigureEntry = Manifest["figures"][number];
export type TableEntry = Manifest["tables"][number];

/** The published JSON Schema. */
export const manifestJsonSchema = (): unknown =>
	publishedSchema(manifestSchema, {
		title: "Manifest of cimp analyze",
		description:
			"What made an output folder, and every figure and table of its pages with the CSV file that holds its numbers.",
	});
