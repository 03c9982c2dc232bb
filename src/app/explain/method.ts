import type { AnalyzeResults } from "../schemas/analyze.js";
import { type Folder, notOfThisShape } from "./folder.js";

/** The method as the folder states it, so that formula and numbers are of one version. */
export function methodOf(id: string, { results }: Folder): AnalyzeResults["methods"][number] {
	const method = results.methods.find((entry) => entry.id === id);
	if (method === undefined) throw notOfThisShape("results.json", `no method ${id}`);
	return method;
}
