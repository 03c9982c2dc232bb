/** Reads a finished packet: manifest, places, and for each part results and standings. */

import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import { problem, Refusal } from "../../domain/problem.js";
import type { Effects } from "../effects.js";
import { manifestName } from "../output.js";
import { analyzeSchema } from "../schemas/analyze.js";
import { type PacketManifest, packetManifestSchema } from "../schemas/packet-manifest.js";
import {
	type PacketPlaces,
	type PacketStanding,
	packetPlacesSchema,
	packetStandingSchema,
} from "../schemas/packet-standing.js";

/** What is asked of results.json; other keys are not looked at. */
const { subject, year, baselineYear, group, unit, inputs, covariates, models, schools, districts } =
	analyzeSchema.shape;
const resultsShape = z.object({
	subject,
	year,
	baselineYear,
	group,
	unit,
	inputs,
	covariates,
	models,
	schools,
	districts,
});

export interface FinishedPart {
	readonly entry: PacketManifest["parts"][number];
	readonly results: z.infer<typeof resultsShape>;
	readonly standing: PacketStanding;
}

export interface FinishedPacket {
	readonly folder: string;
	readonly manifest: PacketManifest;
	readonly places: PacketPlaces;
	readonly parts: readonly FinishedPart[];
}

/**
 * Reads the manifest of a finished packet.
 *
 * @param typed folder as the user named it
 * @throws Refusal with CIMP-E306 for a folder that is no packet, E307 for a manifest of another shape
 */
export function readManifest(typed: string, { cwd }: Pick<Effects, "cwd">): PacketManifest {
	const folder = resolve(cwd, typed);
	return readShape(folder, manifestName, packetManifestSchema);
}

/**
 * Reads what a finished packet says.
 *
 * @throws Refusal with CIMP-E306 for a folder that is no packet, E307 for files of another shape
 */
export function readPacket(typed: string, effects: Pick<Effects, "cwd">): FinishedPacket {
	const folder = resolve(effects.cwd, typed);
	const manifest = readManifest(typed, effects);
	return {
		folder,
		manifest,
		places: readShape(folder, "data/places.json", packetPlacesSchema),
		parts: manifest.parts.map((entry) => ({
			entry,
			results: readShape(folder, entry.results, resultsShape),
			standing: readShape(folder, `data/${entry.id}/standing.json`, packetStandingSchema),
		})),
	};
}

function readShape<Shape extends z.ZodType>(folder: string, path: string, shape: Shape): z.infer<Shape> {
	const place = { file: `${basename(folder)}/${path}` };
	const expected = "a folder that this version of cimp packet build wrote";
	let content: string;
	try {
		content = readFileSync(join(folder, ...path.split("/")), "utf8");
	} catch (error) {
		const found = (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : "a file that can't be read";
		throw new Refusal([problem("CIMP-E306", place, { found, expected, help: "build the packet again" })]);
	}
	const parsed = shape.safeParse(parseJson(content));
	if (parsed.success) return parsed.data;
	const way = parsed.error.issues[0]?.path.map(String).join(".") ?? "";
	const found = way === "" ? "another kind of file" : `${way} is not as expected`;
	throw new Refusal([problem("CIMP-E307", place, { found, expected, help: "build the packet again" })]);
}

function parseJson(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
}
