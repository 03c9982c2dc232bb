/** The independent count of a whole file: large ones by several workers at once, each on a range of its own. */

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { fileBytes, type InputFile, joinPath, lineStartBehind } from "../source.js";
import type { RangeOptions } from "./range-scanner.js";
import { type RangeJob, scanRange } from "./range-work.js";
import type { RowFilter } from "./row-filter.js";
import { mergeScans, type RangeScan, type Scan } from "./scan.js";

/** Told how many bytes are done, of how many. */
export type Progress = (done: number, all: number) => void;

export interface ScanWish {
	readonly file: InputFile;
	readonly delimiter: string;
	/** Fields of the header. */
	readonly fields: number;
	/** Last line of the header; 0 for a file without one. */
	readonly headerEnd: number;
	readonly lineFeed: "\n" | "\r";
	/** The bytes begin with the UTF-8 mark. */
	readonly marked: boolean;
	readonly filter?: RowFilter;
}

export interface ScanTools {
	/** Workers that scan ranges at once; with 0 the file is scanned in place. */
	readonly threads: number;
	/** For the records that pass the filter. */
	readonly workFolder: string;
	readonly interrupted?: AbortSignal;
	readonly progress?: Progress;
}

/** Records that passed the filter, of one range. */
export interface Part {
	readonly path: string;
	/** Whole records before the range: what has to be added to the numbers in the part. */
	readonly before: number;
	readonly records: number;
}

export interface FileScan {
	readonly scan: Scan;
	/** Empty without a filter. */
	readonly parts: readonly Part[];
}

/** Bytes below which a worker costs more than it saves. */
const worthWorkers = 32 << 20;

const workerFile = new URL("./worker.js", import.meta.url);

/** True where the compiled worker stands beside this file; run from its sources, the program scans in place. */
const hasWorker = (): boolean => existsSync(fileURLToPath(workerFile));

/** Ranges of a file, as many as asked for, each from the start of a line. */
function cuts(path: string, size: number, ranges: number, lineFeed: "\n" | "\r"): number[] {
	const starts = [0];
	for (let range = 1; range < ranges; range++) {
		const start = lineStartBehind(path, Math.floor((size * range) / ranges), lineFeed);
		if (start > (starts.at(-1) ?? 0) && start < size) starts.push(start);
	}
	return starts;
}

function jobsOf(wish: ScanWish, size: number, ranges: number, workFolder: string): RangeJob[] {
	const starts = cuts(wish.file.path, size, ranges, wish.lineFeed);
	return starts.map((from, index): RangeJob => {
		const { file, delimiter, fields, lineFeed, filter, headerEnd } = wish;
		const options: RangeOptions = {
			...{ delimiter, fields, lineFeed },
			headerEnd: index === 0 ? headerEnd : 0,
			...(filter === undefined ? {} : { filter }),
		};
		const to = starts[index + 1] ?? size;
		const part = filter === undefined ? {} : { part: joinPath(workFolder, `part-${index}.txt`) };
		return { path: file.path, from, to, whole: to === size, options, ...part };
	});
}

/** One job in a worker of its own. */
function inWorker(
	job: RangeJob,
	progress: SharedArrayBuffer,
	interrupted: AbortSignal | undefined,
): Promise<RangeScan> {
	return new Promise((resolve, reject) => {
		const worker = new Worker(workerFile, { workerData: { job, progress } });
		const stop = (): void => void worker.terminate().then(() => reject(interrupted?.reason));
		interrupted?.addEventListener("abort", stop, { once: true });
		const settled = <T>(settle: (value: T) => void) => {
			return (value: T): void => {
				interrupted?.removeEventListener("abort", stop);
				settle(value);
			};
		};
		worker.once("message", settled<RangeScan>(resolve));
		worker.once("error", settled<unknown>(reject));
	});
}

async function inWorkers(jobs: readonly RangeJob[], size: number, tools: ScanTools): Promise<RangeScan[]> {
	const counter = new SharedArrayBuffer(8);
	const done = new BigInt64Array(counter);
	const { progress, interrupted } = tools;
	interrupted?.throwIfAborted();
	const timer = setInterval(() => progress?.(Number(Atomics.load(done, 0)), size), 100);
	try {
		return await Promise.all(jobs.map((job) => inWorker(job, counter, interrupted)));
	} finally {
		clearInterval(timer);
	}
}

/** Scans ranges; where one ends inside quotes, they can't be told apart, and the file is scanned as one. */
async function rangesOf(wish: ScanWish, size: number, tools: ScanTools): Promise<RangeScan[]> {
	const large = size >= worthWorkers && tools.threads > 0 && hasWorker();
	const run = (count: number): Promise<RangeScan[]> => {
		const jobs = jobsOf(wish, size, count, tools.workFolder);
		return large ? inWorkers(jobs, size, tools) : Promise.resolve(jobs.map((job) => scanRange(job)));
	};
	const ranges = await run(large ? tools.threads : 1);
	return ranges.some((range) => range.open) ? run(1) : ranges;
}

/** Scans a file in one pass over its bytes, in memory bounded by its longest line. */
export async function scanFile(wish: ScanWish, tools: ScanTools): Promise<FileScan> {
	const size = await fileBytes(wish.file);
	const ranges = await rangesOf(wish, size, tools);
	const parts: Part[] = [];
	let before = 0;
	for (const [index, range] of ranges.entries()) {
		const path = joinPath(tools.workFolder, `part-${index}.txt`);
		if (wish.filter !== undefined) parts.push({ path, before, records: range.selected });
		before += range.whole;
	}
	return { scan: mergeScans(ranges, wish), parts };
}
