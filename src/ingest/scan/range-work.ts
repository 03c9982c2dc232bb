/** One range of a file, scanned where it is asked for: in a worker, or in place. */

import { openForReading, openPart } from "../source.js";
import { type RangeOptions, RangeScanner } from "./range-scanner.js";
import type { RangeScan } from "./scan.js";

/** Plain data, so that it can be handed to a worker. */
export interface RangeJob {
	readonly path: string;
	readonly from: number;
	readonly to: number;
	/** The range ends where the file does. */
	readonly whole: boolean;
	readonly options: RangeOptions;
	/** Where the records that pass the filter are written: each behind its number, on a line of its own. */
	readonly part?: string;
}

/** Scans a range; `passed` hears of progress, in bytes. */
export function scanRange(job: RangeJob, passed?: (bytes: number) => void): RangeScan {
	const file = openForReading(job.path);
	const part = job.part === undefined ? undefined : openPart(job.part, job.options.delimiter);
	try {
		const scanner = new RangeScanner(job.options, part?.keep);
		return scanner.scan(file.readAt, job, passed);
	} finally {
		part?.close();
		file.close();
	}
}
