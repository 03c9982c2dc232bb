/** `cimp placement audit` without a policy: enrollment by course and group, titled as what it is not. */

import { resolve } from "node:path";
import { missing } from "../../domain/measured.js";
import type { Problem } from "../../domain/problem.js";
import type { RawTable, Released } from "../../domain/table.js";
import { enrollmentOf } from "../../placement/enrollment.js";
import type { Enrollment, ReleasedEnrollment } from "../../placement/result.js";
import { releaseJson } from "../../privacy/release-json.js";
import { madeOf, protectAll, releasedTables, releaseTracked } from "../../privacy/release-tracked.js";
import { renderCsv, renderReleasedJson } from "../../report/index.js";
import type { Effects } from "../effects.js";
import { checkGround, checkOutput, manifestName, type OutputFile, producer, writeFolder } from "../output.js";
import { gated } from "../privacy-check.js";
import { type EnrollmentFile, enrollmentSchemaId } from "../schemas/placement.js";
import { version } from "../version.js";
import { enrollmentFiles } from "./pages/files.js";
import { enrollmentPagesOf } from "./pages/input.js";
import { type PlacementInputs, type PlacementWishes, readPlacement } from "./read.js";

export interface EnrollmentOutcome {
	readonly folder: string;
	readonly enrollment: ReleasedEnrollment;
	readonly file: Released<EnrollmentFile>;
	readonly problems: readonly Problem[];
}

/** @throws Refusal as `readPlacement`; CIMP-E301, CIMP-E302 or CIMP-E402 when writing */
export async function enrollment(
	wishes: PlacementWishes & { readonly out: string; readonly force: boolean },
	effects: Effects,
): Promise<EnrollmentOutcome> {
	const folder = resolve(effects.cwd, wishes.out);
	checkOutput(folder, wishes.force);
	checkGround(
		folder,
		effects.cwd,
		wishes.students.filter((path) => path !== "-").map((path) => resolve(effects.cwd, path)),
	);
	const inputs = await readPlacement(wishes, effects);
	const { result, families } = enrollmentOf(inputs.roster);
	const released: ReleasedEnrollment = releaseTracked(result, protectAll(families));
	const file = fileOf(released, inputs);
	const declared = new Set(inputs.files.map(({ sha256 }) => sha256));
	const { interrupted } = effects;
	await writeFolder(folder, gated(filesOf(released, file, inputs), { declared, aggregateInputs: false }), {
		force: wishes.force,
		...(interrupted === undefined ? {} : { interrupted }),
	});
	return { folder, enrollment: released, file, problems: inputs.problems };
}

function fileOf(released: ReleasedEnrollment, { files }: PlacementInputs): Released<EnrollmentFile> {
	const rows = missing("see population");
	const inputs = files.map(({ name, sha256 }) => ({ file: name, sha256, role: "roster" as const, rows }));
	return madeOf(
		released,
		(document: Enrollment): EnrollmentFile => ({ schema: enrollmentSchemaId, version, inputs, ...document }),
	);
}

function* filesOf(
	released: ReleasedEnrollment,
	file: Released<EnrollmentFile>,
	{ files }: PlacementInputs,
): Generator<OutputFile> {
	const [table] = releasedTables(released, (document) => [tableOf(document)]);
	const pages = [...enrollmentFiles(enrollmentPagesOf(released, files))];
	const outputs = ["audit.json", "tables/enrollment.csv", ...pages.map(({ path }) => path)].sort();
	yield* pages;
	yield { path: "audit.json", content: renderReleasedJson(file) };
	if (table !== undefined) yield { path: "tables/enrollment.csv", content: renderCsv(table) };
	const inputs = file.inputs.map(({ file: name, sha256 }) => ({ file: name, sha256, layout: "placement roster" }));
	const manifest = { producer, version, command: "placement audit", inputs, outputs };
	yield { path: manifestName, content: renderReleasedJson(releaseJson(manifest)) };
}

function tableOf({ courses }: Enrollment): RawTable {
	return {
		id: "enrollment",
		caption: "Enrollment by course and group",
		columns: [
			{ key: "stage", label: "Stage", unit: "text" },
			{ key: "course", label: "Course", unit: "text" },
			{ key: "basis", label: "Basis", unit: "text" },
			{ key: "group", label: "Group", unit: "text" },
			{ key: "enrolled", label: "Enrolled", unit: "students" },
			{ key: "in_course", label: "In the course", unit: "number" },
			{ key: "share", label: "Share", unit: "share" },
		],
		rows: courses.flatMap(({ stage, course, groups }) =>
			groups.map(({ basis, group, enrolled, inCourse, share }) => [
				stage,
				course,
				basis,
				group,
				enrolled,
				inCourse,
				share,
			]),
		),
	};
}
