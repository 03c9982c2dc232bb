/**
 * Examination: files looked at for their own sake, and repaired on wish.
 *
 * Unlike an analysis, it looks at any files together, whatever they measure, and a file that is refused does not keep
 * it from the others.
 */

import { type Diagnosis, diagnosesOf } from "./diagnose.js";
import { takeIn } from "./intake.js";
import { ItemReader, type ReadingOptions } from "./items.js";
import { type FileRepair, findRepairs, type RepairOptions } from "./repair/index.js";
import { type InputFile, refuseChanged, stampsOf } from "./source.js";
import { readTogether } from "./together.js";
import { type WorkplaceOptions, withoutSpace, withWorkplace } from "./workplace.js";

/** What is there is examined: not a cache, and all of it. */
export interface ExamineOptions extends Omit<ReadingOptions, "cache" | "select" | "only" | "hashes">, WorkplaceOptions {
	/** Repairs will be asked for. */
	readonly forRepair?: boolean;
}

export interface Examination {
	/** One a file, by name. */
	readonly diagnoses: readonly Diagnosis[];
	/**
	 * Finds out what to repair in every file that was read; once, and only where the options say so. Until they are
	 * closed, the repairs can make their copies.
	 *
	 * @throws Refusal CIMP-E305 for accepted proposals that can't be applied
	 */
	readonly repairs: (options: RepairOptions) => Promise<readonly FileRepair[]>;
	/**
	 * Looks once more whether the files are as they were.
	 *
	 * @throws Refusal CIMP-E137 where one changed since it was examined
	 */
	readonly unchanged: () => Promise<void>;
	/** Frees memory and removes temporary files. */
	readonly close: () => Promise<void>;
}

/** Looks at every file. Nothing is written but temporary copies. */
export function examine(files: readonly InputFile[], options: ExamineOptions): Promise<Examination> {
	return withWorkplace(options, async ({ workFolder, openEngine, close }) => {
		const { forRepair = false } = options;
		const reader = new ItemReader({ ...options, hashes: forRepair }, workFolder);
		const before = await stampsOf(files);
		const intake = await takeIn(files, reader, { ...options, workFolder });
		const engine = await openEngine();
		const tools = { engine, workFolder, verdicts: forRepair };
		const unchanged = (): Promise<void> => refuseChanged(files, before);
		const together = await readTogether(intake.ready, reader, tools).catch(async (error: unknown) => {
			await unchanged();
			throw error;
		});
		await unchanged();
		const examined = { items: intake.ready, readings: together.readings, reader, tools };
		return {
			diagnoses: await diagnosesOf(intake, together, engine),
			repairs: (wish) =>
				findRepairs(examined, wish).catch((error: unknown) => {
					throw withoutSpace(error);
				}),
			unchanged,
			close,
		};
	});
}
