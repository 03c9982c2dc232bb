/** `--set measures.caaspp8.cut=2550`: one value of the policy as written, changed, and the whole policy checked again. */

import { problem, Refusal } from "../../domain/problem.js";
import { suggest } from "../../domain/suggest.js";
import type { Policy } from "../../placement/policy.js";
import { checkPolicy, type ReadPolicy } from "./policy-file.js";

export interface Change {
	readonly path: string;
	readonly before: string | number;
	readonly after: string | number;
}

const refusal = (found: string, expected: string): Refusal =>
	new Refusal([problem("CIMP-E303", { file: "--set" }, { found, expected })]);

/** The entry of a list by its id, its level or its position from 1; of a mapping by its key. */
function stepInto(
	container: unknown,
	step: string,
): { readonly container: object; readonly key: string | number } | undefined {
	if (Array.isArray(container)) {
		const at = container.findIndex((entry) => {
			if (typeof entry !== "object" || entry === null) return false;
			const { id, level } = entry as { id?: unknown; level?: unknown };
			return id === step || String(level) === step;
		});
		const position = at >= 0 ? at : /^\d{1,3}$/.test(step) ? Number(step) - 1 : -1;
		return position >= 0 && position < container.length ? { container, key: position } : undefined;
	}
	if (typeof container !== "object" || container === null || !Object.hasOwn(container, step)) return undefined;
	return { container, key: step };
}

const keysOf = (container: unknown): string[] =>
	Array.isArray(container)
		? container.map((entry, at) => String((entry as { id?: unknown })?.id ?? at + 1))
		: Object.keys((container as object) ?? {});

/** A number where it looks like one: cuts are written as both. */
const numberOrText = (text: string): string | number => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text);

/**
 * Changes values of a policy.
 *
 * @param settings `path=value`; a path has the keys of the policy file, lists by the id of the entry
 * @throws Refusal with CIMP-E303 for a path that is not there, or for a policy that does not fit together any more
 */
export function changePolicy(
	read: ReadPolicy,
	settings: readonly string[],
): { readonly policy: Policy; readonly changes: readonly Change[] } {
	const written: unknown = structuredClone(read.written);
	const changes = settings.map((setting): Change => {
		const at = setting.indexOf("=");
		if (at < 1) throw refusal(setting, "path=value, as measures.caaspp8.cut=2550");
		const [path, after] = [setting.slice(0, at).trim(), numberOrText(setting.slice(at + 1).trim())];
		let container: unknown = written;
		const steps = path.split(".");
		for (const [index, step] of steps.entries()) {
			const into = stepInto(container, step);
			if (into === undefined) throw unknownStep(path, step, container);
			const value: unknown = Reflect.get(into.container, into.key);
			if (index < steps.length - 1) {
				container = value;
				continue;
			}
			if (typeof value !== "string" && typeof value !== "number")
				throw refusal(path, "a single value, not a part of the policy");
			Reflect.set(into.container, into.key, after);
			return { path, before: value, after };
		}
		throw refusal(path, "the path of a value");
	});
	return { policy: checkPolicy(written, read.file).policy, changes };
}

function unknownStep(path: string, step: string, container: unknown): Refusal {
	const known = keysOf(container);
	const [near] = suggest(step, known, 1);
	return refusal(path, near === undefined ? `one of ${known.slice(0, 12).join(", ")}` : `did you mean "${near}"?`);
}
