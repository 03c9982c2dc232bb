/** The line through this room: files → taken in → read into rows → repeats across files → accounts. */

import { compareProblems, type Problem, problem, Refusal } from "../domain/problem.js";
import type { OutcomeKind } from "../domain/tidy.js";
import type { Engine } from "./engine.js";
import { type Intake, takeIn } from "./intake.js";
import { familyOf, ItemReader, type ReadingOptions } from "./items.js";
import { kindOf, type Reading } from "./reading.js";
import { type Available, lookUpAvailable } from "./results.js";
import { type InputFile, refuseChanged, stampsOf } from "./source.js";
import { type InputSummary, summaryOf } from "./summaries.js";
import { problemsOf, readTogether } from "./together.js";
import { type WorkplaceOptions, withWorkplace } from "./workplace.js";

type Need = "results" | "entities" | "any";

export interface LoadOptions extends ReadingOptions, WorkplaceOptions {
	/** What must be among the files; results if not given. Where it is entities, files of other families are left aside. */
	readonly need?: Need;
}

export interface Loaded {
	readonly engine: Engine;
	/** For temporary files, as long as the inputs are open. */
	readonly workFolder: string;
	readonly summaries: readonly InputSummary[];
	readonly problems: readonly Problem[];
	readonly available: Available;
	readonly close: () => Promise<void>;
}

/** Refuses with the problems of all files that can't be read. */
function checkRefused({ refused }: Intake): void {
	if (refused.length > 0) throw new Refusal(refused.flat().sort(compareProblems));
}

/** Refuses where no file is of the family that the caller needs. */
function checkNeed({ ready, leftOut }: Intake, need: Need): void {
	const families = [...new Set(ready.map((item) => familyOf(item.head)))].sort();
	if ((need === "any" && ready.length > 0) || families.some((family) => family === need)) return;
	const found = ready.length === 0 ? "no file" : `only files of: ${families.join(", ")}`;
	const code = need === "entities" ? "CIMP-E128" : "CIMP-E109";
	throw new Refusal([...leftOut, problem(code, { file: ready[0]?.head.file.name ?? "" }, { found })]);
}

/** What the results measure, percents where there are none; refuses results of two kinds where results are needed. */
function kindOfAll({ ready }: Intake, need: Need): OutcomeKind {
	const results = ready.flatMap(({ head }) => {
		const kind = kindOf(head.recognition);
		return kind === undefined ? [] : [{ kind, file: head.file.name }];
	});
	const [first] = results;
	if (first === undefined) return "percent";
	const other = results.find((entry) => entry.kind !== first.kind);
	if (other !== undefined && need === "results") {
		const words = { percent: "percents", dfs: "distance from standard alone" };
		const found = `${words[first.kind]} in ${first.file}, ${words[other.kind]} here`;
		throw new Refusal([problem("CIMP-E209", { file: other.file }, { found })]);
	}
	return first.kind;
}

/** Of a selection nobody asks what there is besides it, and looking it up costs as much as reading it. */
const unknown = (kind: OutcomeKind): Available => ({
	kind,
	subjects: [],
	years: { ela: [], math: [], science: [] },
	groups: { ela: [], math: [], science: [] },
	groupNames: new Map(),
	districts: [],
});

/** Loads the files into an engine of their own. */
export function loadInputs(inputs: readonly InputFile[], options: LoadOptions): Promise<Loaded> {
	return withWorkplace(options, async ({ workFolder, openEngine, close }) => {
		const { need = "results" } = options;
		// Results beside the entities would be read for nothing; they may be a hundred times larger.
		const only = need === "entities" ? { only: need } : {};
		const reader = new ItemReader({ ...options, ...only }, workFolder);
		const before = await stampsOf(inputs);
		const intake = await takeIn(inputs, reader, { ...options, workFolder });
		checkRefused(intake);
		checkNeed(intake, need);
		const kind = kindOfAll(intake, need);
		const engine = await openEngine();
		const items = intake.ready.filter((item) => reader.wants(item.head));
		const { readings, groupNames } = await readTogether(items, reader, { engine, workFolder }).catch(
			async (error: unknown) => {
				// An account that does not add up is the reader's bug only where the file stood still.
				await refuseChanged(inputs, before);
				throw error;
			},
		);
		await refuseChanged(inputs, before);
		return {
			engine,
			workFolder,
			summaries: items.map((item, index) => summaryOf(item, readings[index] as Reading)),
			problems: [...intake.leftOut, ...readings.flatMap((reading) => problemsOf(reading, groupNames))].sort(
				compareProblems,
			),
			available: options.select === undefined ? await lookUpAvailable(engine, kind, groupNames) : unknown(kind),
			close,
		};
	});
}
