/**
 * `cimp placement audit`, from a policy and a roster to a folder that a board may publish, as one numbered line.
 *
 *     1 policy + roster ─▶ 2 audit ─▶ 3 what may be published ─▶ 4 public folder ─▶ 5 the team's folder
 */

import { resolve } from "node:path";
import { isKnown } from "../../domain/measured.js";
import { type Problem, problem, Refusal } from "../../domain/problem.js";
import type { Released } from "../../domain/table.js";
import { aggregateOf } from "../../placement/aggregate.js";
import { type Audited, auditOf } from "../../placement/audit.js";
import { ofYears } from "../../placement/of-year.js";
import { publishAudit } from "../../placement/publish.js";
import type { Audit, ReleasedAudit } from "../../placement/result.js";
import { releaseJson } from "../../privacy/release-json.js";
import { madeOf, releasedTables } from "../../privacy/release-tracked.js";
import { exactly } from "../../privacy/tracked.js";
import { renderCsv, renderJson, renderReleasedJson } from "../../report/index.js";
import { dateOfEpoch, type Effects } from "../effects.js";
import { checkInternal, writeInternal } from "../internal-tree.js";
import { checkGround, checkOutput, manifestName, type OutputFile, producer, writeFolder } from "../output.js";
import { gated } from "../privacy-check.js";
import { type Manifest, manifestSchemaId } from "../schemas/manifest.js";
import type { AuditFile } from "../schemas/placement.js";
import { type AggregateFile, aggregateSchemaId } from "../schemas/placement-aggregate.js";
import { version } from "../version.js";
import { auditFile, releasedFile } from "./audit-file.js";
import { placementFiles, Shown } from "./pages/files.js";
import { pagesOf } from "./pages/input.js";
import { type PlacementInputs, type PlacementWishes, readPlacement, yearOfFlag } from "./read.js";
import { studentsList } from "./students-list.js";
import { sumsFile } from "./sums-file.js";
import { auditTables } from "./tables.js";

export interface AuditWishes extends PlacementWishes {
	readonly policy: string;
	/** Later years of the school years to audit; all that the roster has where none is named. */
	readonly years: readonly string[];
	readonly out: string;
	/** The folder for the district's own eyes; not written where it is not named. */
	readonly internalOut?: string;
	readonly date?: string;
	readonly force: boolean;
}

export interface AuditOutcome {
	readonly folder: string;
	readonly internalFolder: string | undefined;
	readonly audit: ReleasedAudit;
	readonly file: Released<AuditFile>;
	readonly problems: readonly Problem[];
	/** Groups with a FLAG at day 1, as published and as they are. */
	readonly flags: number;
}

/** What the pages of an audit are made from. */
export interface AuditRun {
	readonly inputs: PlacementInputs;
	readonly audited: Audited;
	readonly released: ReleasedAudit;
	readonly date: string | undefined;
}

export async function audit(wishes: AuditWishes, effects: Effects): Promise<AuditOutcome> {
	const folder = resolve(effects.cwd, wishes.out);
	const internalFolder = wishes.internalOut === undefined ? undefined : resolve(effects.cwd, wishes.internalOut);
	const { force } = wishes;
	checkOutput(folder, force);
	if (internalFolder !== undefined) checkInternal(internalFolder, { force, publicFolder: folder });
	const named = [wishes.policy, ...wishes.students.filter((path) => path !== "-")];
	checkGround(
		folder,
		effects.cwd,
		named.map((path) => resolve(effects.cwd, path)),
	);

	// 1 Policy and roster: checked, every fault named.
	const inputs = await readPlacement(wishes, effects);
	const { policy } = inputs;
	if (policy === undefined) throw new Error("an audit without a policy");
	const roster = ofYears(inputs.roster, wishes.years.map(yearOfFlag));
	if (roster.students === 0) throw new Refusal([noStudent(wishes)]);

	// 2 Audit: every number with the counts it comes from.
	const audited = auditOf(roster, policy.policy);

	// 3 What may be published: all counts as one whole, decided by what a reader could work out.
	const released = publishAudit(audited);
	const run: AuditRun = { inputs, audited, released, date: wishes.date ?? dateOfEpoch(effects.env) };

	// 4 The public folder, through the gate; 5 the team's own, apart and closed.
	const { interrupted } = effects;
	const stop = interrupted === undefined ? {} : { interrupted };
	await writeFolder(folder, gated(publicFiles(run), gateContext(run)), { force, ...stop });
	if (internalFolder !== undefined) {
		const options = { command: "placement audit", force, publicFolder: folder, ...stop };
		await writeInternal(internalFolder, internalFiles(run), options);
	}
	return {
		folder,
		internalFolder,
		audit: released,
		file: releasedFile(released, run),
		problems: inputs.problems,
		flags: audited.audit.stages.day1.groups.filter(({ verdict }) => verdict.exact === "FLAG").length,
	};
}

const noStudent = ({ years }: AuditWishes): Problem =>
	problem("CIMP-E303", { file: "--years" }, { found: years.join(", "), expected: "a school year of the roster" });

/** Hashes of the inputs and days that the policy names are no secrets of students. */
function gateContext({ inputs, date }: AuditRun) {
	const hashes = [...inputs.files, ...(inputs.policy === undefined ? [] : [inputs.policy])].map(({ sha256 }) => sha256);
	const adopted = inputs.policy?.policy.adopted;
	return {
		declared: new Set([...hashes, ...(date === undefined ? [] : [date]), ...(adopted === undefined ? [] : [adopted])]),
		aggregateInputs: false,
	};
}

/** Files that may be published, one at a time; pages join them here. */
export function* publicFiles(run: AuditRun): Generator<OutputFile> {
	const written: string[] = [];
	const file = (path: string, content: string): OutputFile => {
		written.push(path);
		return { path, content };
	};
	const document = releasedFile(run.released, run);
	yield file("audit.json", renderReleasedJson(document));
	yield file("sums.json", renderReleasedJson(sumsFile(run.audited, run.released, document)));
	yield file("aggregate.json", renderReleasedJson(aggregateFile(run)));
	for (const table of releasedTables(run.released, auditTables)) {
		yield file(`tables/${table.id}.csv`, renderCsv(table));
	}
	const shown = new Shown();
	for (const { path, content } of placementFiles(pagesOf(run), shown)) yield file(path, content);
	const manifest = manifestOf(run, { outputs: [...written].sort(), shown });
	yield { path: manifestName, content: renderReleasedJson(releaseJson(manifest)) };
}

/** The counts for the county, from nothing but the released audit. */
function aggregateFile({ released, inputs }: AuditRun): Released<AggregateFile> {
	return madeOf(released, (document: Audit): AggregateFile => {
		const name = isKnown(document.district) ? document.district : (inputs.policy?.file ?? "");
		const districts = [aggregateOf(document, String(name))];
		return { schema: aggregateSchemaId, version, districts, merged: [] };
	});
}

function* internalFiles(run: AuditRun): Generator<OutputFile> {
	const { audited, inputs, date } = run;
	const exact = auditFile(exactly(audited.audit), { inputs, date, internal: true });
	yield { path: "audit.internal.json", content: renderJson(exact) };
	yield { path: "students.csv", content: studentsList(audited.ground) };
}

function manifestOf(
	{ inputs, audited, date }: AuditRun,
	{ outputs, shown }: { readonly outputs: string[]; readonly shown: Shown },
): Manifest {
	const { policy, files } = inputs;
	const { adopted } = audited.ground.policy;
	return {
		schema: manifestSchemaId,
		producer,
		version,
		command: "placement audit",
		options: {
			...(date === undefined ? {} : { date }),
			// Under this key the gate knows it for a day of the policy.
			...(adopted === undefined ? {} : { adopted: { date: adopted } }),
		},
		inputs: [
			...(policy === undefined ? [] : [{ file: policy.file, sha256: policy.sha256, layout: "placement policy" }]),
			...files.map(({ name, sha256 }) => ({ file: name, sha256, layout: "placement roster" })),
		],
		outputs,
		figures: shown.figures,
		tables: shown.tables,
	};
}
