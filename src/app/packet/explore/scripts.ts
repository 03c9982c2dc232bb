/**
 * The scripts of the interactive page: one runtime for the whole folder, and what draws the page's table with it.
 *
 * The runtime is made of the installed packages' own builds, so that nothing is fetched and nothing is vendored here.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Names of the scripts, which stand beside the pages that name them. */
export const exploreScripts = ["vega.js", "explore.js"] as const;

/** What the interpreter's module takes from vega-util, which the runtime has too, and what it gives. */
const taken = /^import \{([^}]+)\} from 'vega-util';$/m;
const given = /^export \{ expression as expressionInterpreter \};$/m;
const sourceMap = /^\/\/# sourceMappingURL=.*$/gm;

/** Content of each script by its name; the same bytes for every packet of this version. */
export function readExploreScripts(): Map<string, string> {
	const require = createRequire(import.meta.url);
	const vega = dirname(require.resolve("vega"));
	const interpreter = dirname(require.resolve("vega-interpreter"));
	const read = (...path: string[]): string => readFileSync(join(...path), "utf8");
	const licence = read(vega, "..", "LICENSE").replaceAll("*/", "* /").trim();
	const runtime = [
		`/*!\nVega and vega-interpreter, as their packages hold them.\n\n${licence}\n*/`,
		read(vega, "vega.min.js").trim(),
		asScript(read(interpreter, "vega-interpreter.js")),
		"",
	].join("\n");
	const page = readFileSync(new URL("../../../../src/app/packet/explore/explore.js", import.meta.url), "utf8");
	return new Map([
		["vega.js", runtime.replace(sourceMap, "").trimEnd().concat("\n")],
		["explore.js", page],
	]);
}

/** The interpreter as a script that adds itself to Vega. */
function asScript(module: string): string {
	const names = taken.exec(module)?.[1];
	if (names === undefined || !given.test(module) || module.match(/^(?:import|export)\b/gm)?.length !== 2)
		throw new Error("vega-interpreter is not the module that the runtime is made from");
	const body = module.replace(taken, "").replace(given, "vega.expressionInterpreter = expression;").trim();
	return `((vega) => {\n"use strict";\nconst {${names}} = vega;\n${body}\n})(vega);`;
}
