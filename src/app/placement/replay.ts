/** `cimp placement whatif`, `sweep` and `power`: the same students under other cuts, and what their numbers can find. */

import { resolve } from "node:path";
import { isAbsent } from "../../domain/measured.js";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { Released } from "../../domain/table.js";
import { type Audited, auditOf } from "../../placement/audit.js";
import { powerOf } from "../../placement/detection.js";
import type { ReplayPages } from "../../placement/pages/index.js";
import { sweepPoint, whatIf } from "../../placement/whatif.js";
import { releaseJson } from "../../privacy/release-json.js";
import { madeOf, protectAll, releaseTracked } from "../../privacy/release-tracked.js";
import { renderReleasedJson } from "../../report/index.js";
import type { Effects } from "../effects.js";
import { checkGround, checkOutput, manifestName, type OutputFile, producer, writeFolder } from "../output.js";
import { gated } from "../privacy-check.js";
import {
	type PowerFile,
	powerSchemaId,
	type SweepFile,
	sweepSchemaId,
	type WhatIfFile,
	whatIfSchemaId,
} from "../schemas/placement-replay.js";
import { version } from "../version.js";
import { changePolicy } from "./change.js";
import { powerFiles, sweepFiles, whatIfFiles } from "./pages/files.js";
import type { ReadPolicy } from "./policy-file.js";
import { type PlacementWishes, readPlacement } from "./read.js";

type Wishes = PlacementWishes & { readonly policy: string };

interface Read {
	readonly audited: Audited;
	readonly policy: ReadPolicy;
	readonly problems: readonly Problem[];
	/** Names of the rosters. */
	readonly names: readonly string[];
}

async function read(wishes: Wishes, effects: Effects): Promise<Read> {
	const { policy, roster, problems, files } = await readPlacement(wishes, effects);
	if (policy === undefined) throw new Error("a replay without a policy");
	return { audited: auditOf(roster, policy.policy), policy, problems, names: files.map(({ name }) => name) };
}

export interface Replayed<T> {
	readonly file: Released<T & object>;
	readonly problems: readonly Problem[];
	/** Made only where a folder is written. */
	readonly pages?: () => Iterable<OutputFile>;
}

/** @throws Refusal as `readPlacement` and `changePolicy` do */
export async function replayWhatIf(
	wishes: Wishes & { readonly set: readonly string[] },
	effects: Effects,
): Promise<Replayed<WhatIfFile>> {
	const found = await read(wishes, effects);
	const { audited, policy, problems } = found;
	const { policy: changed, changes } = changePolicy(policy, wishes.set);
	const { result, families } = whatIf(audited.ground, changed);
	const released = releaseTracked(result, protectAll(families));
	const file = madeOf(
		released,
		(document): WhatIfFile => ({ schema: whatIfSchemaId, version, change: changes, ...document }),
	);
	return { file, problems, pages: () => whatIfFiles({ ...pagesOf(found), document: file }) };
}

/** Points of a sweep beyond which nobody reads them. */
const mostPoints = 400;

export interface SweepWishes extends Wishes {
	readonly parameter: string;
	readonly from: number;
	readonly to: number;
	readonly step: number;
}

/** @throws Refusal CIMP-E303 for a range without end, else as `replayWhatIf` */
export async function replaySweep(wishes: SweepWishes, effects: Effects): Promise<Replayed<SweepFile>> {
	const { parameter, from, to, step } = wishes;
	const count = Math.floor((to - from) / step + 1e-9) + 1;
	if (!(step > 0 && to >= from && count <= mostPoints)) {
		const found = `from ${from} to ${to} by ${step}`;
		throw new Refusal([
			problem("CIMP-E303", { file: "--from" }, { found, expected: `at most ${mostPoints} points upward` }),
		]);
	}
	const found = await read(wishes, effects);
	const { audited, policy, problems } = found;
	const points = Array.from({ length: count }, (_, index) => {
		const value = Number((from + index * step).toPrecision(12));
		return sweepPoint(audited.ground, changePolicy(policy, [`${parameter}=${value}`]).policy, value);
	});
	// Every number of it is rounded where it is made; what is left of small counts goes here.
	const rounding = { counts: 10, share: 0.01 };
	const file = releaseJson<SweepFile>({ schema: sweepSchemaId, version, parameter, rounding, points });
	const present = presentOf(parameter, policy);
	return { file, problems, pages: () => sweepFiles({ ...pagesOf(found), document: file, present }) };
}

/** What every page of a replay says of itself. */
function pagesOf({ audited, policy, names }: Read): ReplayPages {
	const { district, schoolYear } = audited.audit;
	return {
		policy: policy.policy,
		district: isAbsent(district) ? "The district" : district,
		schoolYear: isAbsent(schoolYear) ? "school year not given" : schoolYear,
		source: `${names.join(", ")}, ${policy.file}`,
	};
}

/** The policy's own value of a cut. */
function presentOf(parameter: string, { policy }: ReadPolicy): number | undefined {
	const id = /^measures\.([^.]+)\.cut$/.exec(parameter)?.[1];
	return policy.measures.find((measure) => measure.id === id)?.cut;
}

/** @throws Refusal as `readPlacement` does */
export async function replayPower(wishes: Wishes, effects: Effects): Promise<Replayed<PowerFile>> {
	const found = await read(wishes, effects);
	const { audited, problems } = found;
	const released = releaseTracked(powerOf(audited), protectAll(audited.families));
	const file = madeOf(released, (document): PowerFile => ({ schema: powerSchemaId, version, ...document }));
	return { file, problems, pages: () => powerFiles({ ...pagesOf(found), document: file }) };
}

export interface ReplayOutput {
	readonly out: string;
	readonly force: boolean;
	readonly cwd: string;
	readonly pages?: Replayed<object>["pages"];
}

/**
 * Writes the file of a replay and its pages, with its manifest, through the gate.
 *
 * @param name without ending
 * @throws Refusal with CIMP-E301, CIMP-E302 or CIMP-E402
 */
export async function writeReplay(
	name: string,
	file: Released<object>,
	{ out, force, cwd, pages }: ReplayOutput,
): Promise<string> {
	const folder = resolve(cwd, out);
	checkOutput(folder, force);
	checkGround(folder, cwd, []);
	const path = `${name}.json`;
	const shown = pages === undefined ? [] : [...pages()];
	const outputs = [path, ...shown.map((page) => page.path)].sort();
	const manifest = releaseJson({ producer, version, command: `placement ${name}`, outputs });
	const files: OutputFile[] = [
		{ path, content: renderReleasedJson(file) },
		...shown,
		{ path: manifestName, content: renderReleasedJson(manifest) },
	];
	await writeFolder(folder, gated(files, { declared: new Set(), aggregateInputs: false }), { force });
	return folder;
}
