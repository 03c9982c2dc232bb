/** The gate: finished files in, violations out. It looks at what is written, not at how it came about. */

import { internalNotice } from "../internal-notice.js";
import type { Depth } from "../sums/attack.js";
import { checkPage } from "./page.js";
import { Releases } from "./releases.js";
import { checkDifferencing, checkJson, checkSubtraction, countsOf } from "./results.js";
import { checkTable } from "./table.js";
import { checkText } from "./text.js";
import type { FinishedFile, FolderContext, Violation } from "./violation.js";

export { type FinishedFile, type FolderContext, type GateRule, gateRules, type Violation } from "./violation.js";

export interface GateReport {
	/** Tables and lists looked at, their numbers, and the cells withheld in them. */
	readonly tables: number;
	readonly cells: number;
	readonly hidden: number;
	readonly violations: readonly Violation[];
	/** Counts that were attacked, and those of them for which only bounds were looked at. */
	readonly attacked: number;
	readonly undecided: number;
}

/** Kinds of files that reports consist of. */
const known = /\.(?:html|svg|json|csv|md)$/;

/** Looks at one folder after the other; what earlier ones said is remembered. */
export class Gate {
	private tables = 0;
	private cells = 0;
	private hidden = 0;
	private readonly violations: Violation[] = [];
	private readonly releases = new Releases();
	private readonly counts = new Map<string, { file: string; count: number }>();

	/**
	 * @param prefix stands before the names of files: the folder's name where there are several, or nothing
	 * @param files all files of a folder; small enough to be held as text
	 * @param scripts what cimp's own interactive pages run, by name
	 */
	folder(prefix: string, files: readonly FinishedFile[], scripts?: FolderContext["scripts"]): void {
		const context = { ...contextOf(files), ...(scripts === undefined ? {} : { scripts }) };
		for (const { path, content } of files) this.file({ path: `${prefix}${path}`, content }, context);
	}

	/** One file of a folder. */
	file(file: FinishedFile, context: FolderContext): void {
		const { path } = file;
		if (path.endsWith(".js")) {
			if (!isOwnScript(file, context))
				this.violations.push({ file: path, table: "file", rule: "script", detail: "the file itself" });
			return;
		}
		if (isInternal(file)) {
			this.violations.push({ file: path, table: "file", rule: "internal", detail: "the file itself" });
		}
		if (!known.test(path)) this.violations.push({ file: path, table: "file", rule: "raw", detail: "the file itself" });
		this.violations.push(...checkText(file, context));
		if (/\.(?:html|svg)$/.test(path)) this.violations.push(...checkPage(file, context));
		if (path.endsWith(".csv")) this.count(checkTable(file));
		if (path.endsWith(".json")) this.json(file);
	}

	private json({ path, content }: FinishedFile): void {
		const root = parsed(content);
		if (root === undefined) {
			this.violations.push({ file: path, table: "file", rule: "raw", detail: "no JSON" });
			return;
		}
		this.count(checkJson(path, root));
		this.releases.file(path, root);
		this.violations.push(...checkSubtraction(path, root));
		if (!path.endsWith("results.json")) return;
		const counts = countsOf(root);
		this.violations.push(...checkDifferencing(path, counts, this.counts));
		for (const [key, count] of counts) this.counts.set(key, { file: path, count });
	}

	private count({
		violations,
		cells,
		hidden,
	}: {
		violations: readonly Violation[];
		cells: number;
		hidden: number;
	}): void {
		this.tables++;
		this.cells += cells;
		this.hidden += hidden;
		this.violations.push(...violations);
	}

	/** @param depth how far counts that add up are attacked */
	report(depth: Depth): GateReport {
		const { tables, cells, hidden, violations } = this;
		const { violations: recovered, attacked, undecided } = this.releases.check(depth);
		return { tables, cells, hidden, violations: [...violations, ...recovered], attacked, undecided };
	}
}

/** Byte for byte a script that cimp writes: it holds no data, so nothing else needs looking at. */
const isOwnScript = ({ path, content }: FinishedFile, { scripts }: FolderContext): boolean =>
	scripts?.get(path.split("/").at(-1) ?? "") === content;

/** What the internal folder says of itself, or is called. */
const isInternal = ({ path, content }: FinishedFile): boolean =>
	/[.]internal[.]\w+$/.test(path) ||
	content.includes(internalNotice) ||
	(path.endsWith("manifest.json") && /"internal": ?true/.test(content));

function parsed(content: string): unknown {
	try {
		return JSON.parse(content);
	} catch {
		return undefined;
	}
}

/** Hashes of inputs, and the date printed, are declared by the folder itself. */
function contextOf(files: readonly FinishedFile[]): FolderContext {
	const declared = new Set<string>();
	let aggregateInputs = false;
	const walk = (value: unknown): void => {
		if (Array.isArray(value)) for (const entry of value) walk(entry);
		else if (typeof value === "object" && value !== null) {
			for (const [key, entry] of Object.entries(value)) {
				if ((key === "sha256" || key === "date") && typeof entry === "string") declared.add(entry.toLowerCase());
				else walk(entry);
			}
		}
	};
	for (const { path, content } of files) {
		if (path !== "manifest.json" && path !== "results.json") continue;
		const root = parsed(content);
		if (typeof root !== "object" || root === null) continue;
		const { inputs, options, crosswalk, parts, command, date } = root as Record<string, unknown>;
		walk({ inputs, options, crosswalk, parts, date });
		if (path === "manifest.json" && (command === "analyze" || command === "packet")) aggregateInputs = true;
	}
	return { declared, aggregateInputs };
}
