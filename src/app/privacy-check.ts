/** `cimp privacy check`: finished folders, looked at together before anybody publishes them. */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { problem, Refusal } from "../domain/problem.js";
import { type FinishedFile, type FolderContext, Gate, gateRules, type Violation } from "../privacy/gate/index.js";
import type { Effects } from "./effects.js";
import type { OutputFile } from "./output.js";
import { readExploreScripts } from "./packet/explore/scripts.js";
import type { Run } from "./run.js";
import { type PrivacyCheck, privacyCheckSchemaId } from "./schemas/privacy-check.js";

export { gateRules } from "../privacy/gate/index.js";

/**
 * Looks at one or several folders of finished output; what one says is compared with what the others say.
 *
 * @throws Refusal with CIMP-E101 for a folder that is not there, CIMP-E102 for one that can't be read
 */
export function checkPrivacy(folders: readonly string[], { cwd }: Pick<Effects, "cwd">): PrivacyCheck {
	const gate = new Gate();
	let files = 0;
	const names = namesOf(folders.map((typed) => basename(resolve(cwd, typed))));
	for (const [index, typed] of folders.entries()) {
		const found = filesOf(resolve(cwd, typed));
		files += found.length;
		const scripted = found.some(({ path }) => path.endsWith(".js"));
		gate.folder(folders.length > 1 ? `${names[index]}/` : "", found, scripted ? readExploreScripts() : undefined);
	}
	const { tables, cells, hidden, violations, attacked, undecided } = gate.report("whole");
	return {
		schema: privacyCheckSchemaId,
		folders: names,
		files,
		tables,
		cells,
		hidden,
		attacked,
		undecided,
		violations: violations.map((violation) => ({ ...violation })),
	};
}

/** Folders of one name are told apart by their place in the call; where they stand is nobody's business. */
const namesOf = (names: readonly string[]): string[] =>
	names.map((name, index) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${index + 1}-${name}`));

function filesOf(folder: string): FinishedFile[] {
	const place = { file: basename(folder) };
	try {
		if (!statSync(folder).isDirectory()) {
			throw new Refusal([problem("CIMP-E101", place, { found: "a file", expected: "a folder of finished output" })]);
		}
		return [...pathsIn(folder, "")].map((path) => ({
			path,
			content: readFileSync(join(folder, ...path.split("/")), "utf8"),
		}));
	} catch (error) {
		if (error instanceof Refusal) throw error;
		const { code, message } = error as NodeJS.ErrnoException;
		throw new Refusal([problem(code === "ENOENT" ? "CIMP-E101" : "CIMP-E102", place, { found: code ?? message })]);
	}
}

function* pathsIn(folder: string, prefix: string): Generator<string> {
	const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
	for (const entry of entries) {
		if (entry.isDirectory()) yield* pathsIn(join(folder, entry.name), `${prefix}${entry.name}/`);
		else yield `${prefix}${entry.name}`;
	}
}

/** What output declares of itself: hashes of what was read, and the date that is printed. */
type DeclaredInputs = Pick<Run, "inputs" | "crosswalk" | "date">;

const declaredBy = ({ inputs, crosswalk, date }: DeclaredInputs): string[] => [
	...[...inputs, ...(crosswalk === undefined ? [] : [crosswalk])].map(({ sha256 }) => sha256),
	...(date === undefined ? [] : [date]),
];

/**
 * Lets the files of a run through to the writer while the gate looks at them; at the end it refuses what may not be
 * published, before the folder takes its name.
 *
 * @param more hashes of further files that were read
 * @param scripts what the interactive pages among the files run, by name
 * @throws Refusal with CIMP-E402, one for each file and rule
 */
export function throughGate(
	files: Iterable<OutputFile>,
	runs: readonly DeclaredInputs[],
	more: readonly string[] = [],
	scripts: ReadonlyMap<string, string> = new Map(),
): Generator<OutputFile> {
	return gated(files, { declared: new Set([...runs.flatMap(declaredBy), ...more]), aggregateInputs: true, scripts });
}

/** The same for any command, which says what its output may name: hashes of inputs, the date printed. */
export function* gated(files: Iterable<OutputFile>, context: FolderContext): Generator<OutputFile> {
	const gate = new Gate();
	for (const file of files) {
		const { path, content } = file;
		if (typeof content === "string") gate.file({ path, content }, context);
		yield file;
	}
	// What adds up is followed as far as bounds go; `privacy check` searches all of it.
	const { violations } = gate.report("bounds");
	if (violations.length > 0) throw new Refusal(violations.map(problemOf));
}

const problemOf = ({ file, table, rule, detail }: Violation) =>
	problem("CIMP-E402", { file }, { found: `${table}: ${gateRules[rule]} (rule ${rule}; ${detail})` });
