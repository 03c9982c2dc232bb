/** `cimp simulate`: invented districts written to a folder, with the truth beside them. */

import { resolve } from "node:path";
import { z } from "zod";
import { problem, Refusal } from "../domain/problem.js";
import { suggest } from "../domain/suggest.js";
import { subjects } from "../domain/tests.js";
import { renderJson } from "../report/index.js";
import { defaultOptions, simulate, writtenLayouts } from "../simulation/index.js";
import type { Effects } from "./effects.js";
import { checkGround, manifestName, type OutputFile, producer, writeFolder } from "./output.js";
import { flagOf } from "./settings.js";
import { version } from "./version.js";

const numbers = z.preprocess(
	(value) => (typeof value === "string" ? value.split(",").map(Number) : value),
	z.array(z.number("whole numbers with commas, e.g. 2024,2025").int("whole numbers")),
);
const number = z.coerce.number("a number");

const layoutIds = ["auto", ...writtenLayouts];
const layout = z.string().superRefine((asked, context) => {
	if (layoutIds.includes(asked)) return;
	const [near] = suggest(asked, layoutIds, 1);
	const message = near === undefined ? `one of ${layoutIds.join(", ")}` : `did you mean ${near}?`;
	context.addIssue({ code: "custom", message });
});

const wishes = z.strictObject({
	out: z.string({ error: "a folder, with --out" }),
	seed: z.coerce.string().default(String(defaultOptions.seed)),
	districts: number.default(defaultOptions.districts),
	schools: number.default(defaultOptions.schools),
	years: numbers.default([...defaultOptions.years]),
	layout: layout.default(defaultOptions.layout),
	tauDistrict: number.default(defaultOptions.tauDistrict),
	tauSchool: number.default(defaultOptions.tauSchool),
	gap: number.default(defaultOptions.gap),
	damage: z.boolean().default(false),
	roster: z.boolean().default(false),
	subject: z.array(z.enum(subjects as ["ela", "math", "science"])).optional(),
	groups: z.union([z.literal("all"), numbers], "all, or ids with commas, e.g. 1,31").default("all"),
	force: z.boolean().default(false),
});

export interface Simulated {
	readonly folder: string;
	readonly files: readonly string[];
}

/** @throws Refusal with CIMP-E303 for a wish that can't be met */
export async function writeSimulation(flags: Readonly<Record<string, unknown>>, effects: Effects): Promise<Simulated> {
	const parsed = wishes.safeParse(flags);
	if (!parsed.success) {
		throw new Refusal(
			parsed.error.issues.map((issue) => {
				const name = String(issue.path[0] ?? "");
				const found = String(flags[name] ?? "nothing");
				return problem("CIMP-E303", { file: flagOf(name) }, { found, expected: issue.message });
			}),
		);
	}
	const { out, force, subject, ...rest } = parsed.data;
	const science = rest.layout.startsWith("cast");
	const options = {
		...rest,
		subjects: subject ?? (science ? (["science"] as const) : defaultOptions.subjects),
	};
	const folder = resolve(effects.cwd, out);
	checkGround(folder, effects.cwd, []);
	const files: string[] = [];
	const made = (): Generator<OutputFile> => withManifest(options, files);
	try {
		const { interrupted } = effects;
		await writeFolder(folder, made(), { force, ...(interrupted ? { interrupted } : {}) });
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		throw new Refusal([
			problem("CIMP-E303", { file: "simulate" }, { found: "the wishes given", expected: error.message }),
		]);
	}
	return { folder, files };
}

function* withManifest(options: Parameters<typeof simulate>[0], files: string[]): Generator<OutputFile> {
	for (const file of simulate(options)) {
		files.push(file.name);
		yield { path: file.name, content: file.chunks };
	}
	const manifest = {
		schema: "cimp/manifest/1",
		producer,
		version,
		command: "simulate",
		options,
		outputs: [...files].sort(),
	};
	yield { path: manifestName, content: renderJson(manifest) };
}
