/** `cimp placement simulate`: an invented roster with a planted truth, as a file. */

import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import { basename, resolve } from "node:path";
import { z } from "zod";
import { problem, Refusal } from "../../domain/problem.js";
import { readSchoolYear } from "../../placement/intake/days.js";
import { defaultPlacement, type PlacementOptions } from "../../simulation/placement-options.js";
import { placementRosterChunks } from "../../simulation/placement-roster.js";
import type { Effects } from "../effects.js";
import { flagOf } from "../settings.js";

const number = z.coerce.number("a number");

/** "AA=2" as a pair. */
const ratio = z
	.string()
	.regex(/^[A-Z]{2}=\d+(?:\.\d+)?$/, "a Dashboard code and a ratio, as AA=2")
	.transform((text): readonly [string, number] => [text.slice(0, 2), Number(text.slice(3))]);

const wishes = z.strictObject({
	out: z.string({ error: "a file, with --out" }),
	seed: z.coerce.string().default(String(defaultPlacement.seed)),
	students: number.default(defaultPlacement.students),
	schools: number.default(defaultPlacement.schools),
	heldBack: number.default(defaultPlacement.heldBack),
	disparity: z.array(ratio).default([]),
	schoolSpread: number.default(defaultPlacement.schoolSpread),
	segregation: number.default(defaultPlacement.segregation),
	missing: number.default(defaultPlacement.missing),
	year: z
		.string()
		.transform(readSchoolYear)
		.refine((year) => year > 0, "a school year, as 2025-26")
		.default(defaultPlacement.year),
	force: z.boolean().default(false),
});

const refusal = (
	code: "CIMP-E302" | "CIMP-E303",
	file: string,
	found: string,
	more: { expected?: string; help?: string },
) => new Refusal([problem(code, { file }, { found, ...more })]);

/**
 * Writes the roster, or gives its bytes for `-`.
 *
 * @returns the file's path, or the bytes
 * @throws Refusal CIMP-E303 for a wish that can't be met, E302 where something stands already or nothing can be written
 */
export function simulatePlacement(
	flags: Readonly<Record<string, unknown>>,
	{ cwd }: Pick<Effects, "cwd">,
): { readonly path: string; readonly students: number } | { readonly text: string } {
	const parsed = wishes.safeParse(flags);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const name = String(issue?.path[0] ?? "");
		throw refusal("CIMP-E303", flagOf(name), String(flags[name] ?? "nothing"), { expected: issue?.message ?? "" });
	}
	const { out, force, disparity, ...rest } = parsed.data;
	const options = { ...rest, ratios: Object.fromEntries(disparity) };
	try {
		if (out === "-") return { text: Buffer.concat([...placementRosterChunks(options)]).toString("utf8") };
		const path = resolve(cwd, out);
		writeRoster(path, options, force);
		return { path, students: options.students };
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw refusal("CIMP-E303", "placement simulate", "the wishes given", { expected: error.message });
	}
}

function writeRoster(path: string, options: PlacementOptions, force: boolean): void {
	const name = basename(path);
	if (existsSync(path) && !force) {
		const help = "choose another name with --out, or say --force";
		throw refusal("CIMP-E302", name, "a file that is there already", { help });
	}
	const chunks = placementRosterChunks(options);
	// The first piece checks the options, before anything is written.
	const first = chunks.next();
	let file: number;
	try {
		file = openSync(path, force ? "w" : "wx");
	} catch (error) {
		throw refusal("CIMP-E302", name, (error as NodeJS.ErrnoException).code ?? "an error of the system", {});
	}
	try {
		if (!first.done) writeSync(file, first.value);
		for (const chunk of chunks) writeSync(file, chunk);
	} finally {
		closeSync(file);
	}
}
