/** `cimp placement init`: writes a commented policy to start from. */

import { existsSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { problem, Refusal } from "../../domain/problem.js";
import type { Effects } from "../effects.js";
import { policyTemplate } from "./policy-template.js";

export const policyName = "policy.yml";

/**
 * Writes the policy to a file that is not there yet, or says it whole for `-`.
 *
 * @returns the file's path, or the text where nothing is written
 * @throws Refusal CIMP-E302 where something stands there already or nothing can be written
 */
export function initPolicy(
	{ out = policyName, force = false }: { readonly out?: string; readonly force?: boolean },
	{ cwd }: Pick<Effects, "cwd">,
): { readonly path: string } | { readonly text: string } {
	if (out === "-") return { text: policyTemplate() };
	const path = resolve(cwd, out);
	const refuse = (found: string, help: string): never => {
		throw new Refusal([problem("CIMP-E302", { file: basename(path) }, { found, help })]);
	};
	if (existsSync(path) && !force)
		refuse("a file that is there already", "choose another name with --out, or say --force");
	try {
		writeFileSync(path, policyTemplate(), { flag: force ? "w" : "wx" });
	} catch (error) {
		refuse((error as NodeJS.ErrnoException).code ?? "an error of the system", "choose another place with --out");
	}
	return { path };
}
