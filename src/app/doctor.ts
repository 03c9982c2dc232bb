/** `cimp doctor`: what is wrong with files, each by itself, and repaired copies of them on wish. */

import { basename, resolve } from "node:path";
import { type Diagnosis, examine, type InputFile } from "../ingest/index.js";
import { type Repaired, writeRepairs } from "./doctor-repairs.js";
import { reportOf } from "./doctor-report.js";
import type { Effects } from "./effects.js";
import { besidePaths, findFiles, readMap } from "./files.js";
import { checkGround, checkOutput } from "./output.js";
import { readingOptions } from "./reading.js";
import { type DoctorReport, doctorSchemaId } from "./schemas/doctor.js";

export interface DoctorSettings {
	/** Files, or folders of them. */
	readonly files: readonly string[];
	/** Folder for repaired copies; nothing is written without it. */
	readonly fix?: string;
	/** Proposals with a person's answers; only with `fix`. */
	readonly accept?: string;
	/** A column map, for files of another shape. */
	readonly map?: string;
	/** Write into a folder that cimp did not make. */
	readonly force?: boolean;
}

export interface DoctorOutcome {
	readonly report: DoctorReport;
	/** One per file, by name: the problems with up to five places each. */
	readonly diagnoses: readonly Diagnosis[];
	/** What was written; absent where nothing was asked for, or every file was refused. */
	readonly repaired?: Repaired;
}

/**
 * Looks at files, and writes repaired copies where `fix` names a folder. The files themselves are only read.
 *
 * @throws Refusal with CIMP-E101 or E102 for a path that leads nowhere, E301 and E302 for a folder that can't be
 *   written, E303 for a map that is none, E305 for accepted proposals that can't be applied; a file that is refused is
 *   part of the report and no error
 */
export async function doctor(settings: DoctorSettings, effects: Effects): Promise<DoctorOutcome> {
	const folder = settings.fix === undefined ? undefined : resolve(effects.cwd, settings.fix);
	const force = settings.force === true;
	if (folder !== undefined) checkOutput(folder, force);
	const accepted = settings.accept === undefined ? undefined : inputOf(settings.accept, effects);
	const beside = [...besidePaths(settings, effects), ...(accepted === undefined ? [] : [accepted.path])];
	const files = findFiles(settings.files, effects, beside);
	if (folder !== undefined) {
		const paths = files.filter((file) => file.content === undefined).map((file) => file.path);
		checkGround(folder, effects.cwd, [...paths, ...beside], "--fix");
	}
	const map = settings.map === undefined ? {} : { map: readMap(settings.map, effects) };
	const options = readingOptions({ threads: 2, cache: false }, effects);
	const examination = await examine(files, { ...map, ...options, forRepair: folder !== undefined });
	try {
		effects.interrupted?.throwIfAborted();
		const { diagnoses } = examination;
		const repaired =
			folder === undefined || diagnoses.every((entry) => entry.kind !== "read")
				? undefined
				: await writeRepairs({ examination, folder, force, accepted }, effects);
		const report = {
			schema: doctorSchemaId,
			files: diagnoses.map(reportOf),
			...(repaired === undefined ? {} : { repairs: repaired.repairs }),
		} as const;
		return { report, diagnoses, ...(repaired === undefined ? {} : { repaired }) };
	} finally {
		await examination.close();
	}
}

const inputOf = (path: string, effects: Effects): InputFile => ({
	path: resolve(effects.cwd, path),
	name: basename(path),
});
