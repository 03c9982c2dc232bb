/** The body of a scanning worker: one job in, its result out. */

import { parentPort, workerData } from "node:worker_threads";
import { type RangeJob, scanRange } from "./range-work.js";

const { job, progress } = workerData as { job: RangeJob; progress: SharedArrayBuffer };
const passed = new BigInt64Array(progress);
parentPort?.postMessage(scanRange(job, (bytes) => void Atomics.add(passed, 0, BigInt(bytes))));
