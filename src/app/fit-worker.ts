/** The body of the worker that fits over years: the outcome's scale to begin with, then rows of one group after another. */

import { parentPort, workerData } from "node:worker_threads";
import { GroupFitter } from "../analyses/prediction/fits-over-years.js";
import type { FittedGroup, FittingStart, GroupOfRows } from "./fit-beside.js";

const fitter = new GroupFitter((workerData as FittingStart).outcome);
parentPort?.on("message", ({ group, rows }: GroupOfRows) => {
	parentPort?.postMessage({ group, fits: fitter.fit(rows) } satisfies FittedGroup);
});
