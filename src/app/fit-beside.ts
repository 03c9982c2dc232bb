/**
 * Fits over years beside the rest of the work. They are half of what a state costs and wait for nothing but frame and panel:
 * where there are many rows a worker makes them, while predictions are made here.
 */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import {
	type FitsOverYears,
	fitsAtHand,
	fitWhenAsked,
	groupsOverYears,
} from "../analyses/prediction/fits-over-years.js";
import { type PanelRows, panelRowsOf, usableYears } from "../analyses/prediction/panel-rows.js";
import type { PanelFit, PanelSource } from "../analyses/prediction/panel-types.js";

/** What a worker is told when it starts, then for each group, and what it answers. */
export interface FittingStart {
	readonly outcome: PanelSource["frame"]["outcome"];
}
export interface GroupOfRows {
	readonly group: number;
	readonly rows: PanelRows;
}
export interface FittedGroup {
	readonly group: number;
	readonly fits: readonly PanelFit[];
}

export interface BesideTools {
	/** Workers that may be used; with 0 fits are made here, when they are asked for. */
	readonly threads: number;
	readonly interrupted?: AbortSignal | undefined;
}

/** Schools times years below which starting a worker costs more than it saves. */
const worthWorker = 10_000;

const workerFile = new URL("./fit-worker.js", import.meta.url);

/** True where the compiled worker stands beside this file; run from its sources, the program fits here. */
const hasWorker = (): boolean => existsSync(fileURLToPath(workerFile));

const isWorthIt = (source: PanelSource): boolean =>
	source.frame.schools.length * usableYears(source).length >= worthWorker;

/**
 * Does some work, which must not wait for anything, and fits over years at the same time. The fits are the same wherever they
 * are made.
 *
 * @throws what `work` throws, what a fit throws, and the signal's reason where the run is interrupted
 */
export async function fitBeside<Result>(
	source: PanelSource,
	{ threads, interrupted }: BesideTools,
	work: () => Result,
): Promise<{ readonly result: Result; readonly overYears: FitsOverYears }> {
	if (threads === 0 || !isWorthIt(source) || !hasWorker()) return { result: work(), overYears: fitWhenAsked(source) };
	const { frame } = source;
	const worker = new Worker(workerFile, { workerData: { outcome: frame.outcome } satisfies FittingStart });
	try {
		const rowsOf = panelRowsOf(source);
		const groups = groupsOverYears(frame.group);
		for (const group of groups) worker.postMessage({ group, rows: rowsOf(group) } satisfies GroupOfRows);
		const result = work();
		// Nothing arrives before the first pause, which is here.
		const found = await answersOf(worker, groups.length, interrupted);
		return { result, overYears: fitsAtHand(found, frame) };
	} finally {
		await worker.terminate();
	}
}

function answersOf(
	worker: Worker,
	count: number,
	interrupted: AbortSignal | undefined,
): Promise<ReadonlyMap<number, readonly PanelFit[]>> {
	return new Promise((resolve, reject) => {
		const found = new Map<number, readonly PanelFit[]>();
		const stop = (): void => reject(interrupted?.reason);
		interrupted?.addEventListener("abort", stop, { once: true });
		worker.on("message", ({ group, fits }: FittedGroup) => {
			found.set(group, fits);
			if (found.size < count) return;
			interrupted?.removeEventListener("abort", stop);
			resolve(found);
		});
		worker.once("error", reject);
	});
}
