/** Links: every address leads to a file of the folder, every place named is on its page, and every page can be reached. */

import { posix } from "node:path";
import type { CheckFinding } from "../../schemas/packet-check.js";
import type { CheckedPage } from "./tags.js";

export interface Folder {
	/** All files, by path with forward slashes. */
	readonly files: ReadonlySet<string>;
	readonly pages: ReadonlyMap<string, CheckedPage>;
	/** Files that the manifest lists. */
	readonly outputs: readonly string[];
}

/** Attributes that name ids of the same page, several with blanks between. */
const references = ["aria-labelledby", "aria-describedby", "for", "headers"];
const leaves = /^(?:https:|mailto:)/;

interface Followed {
	readonly links: number;
	readonly findings: readonly CheckFinding[];
}

export function checkLinks(folder: Folder): Followed {
	const reached = new Set<string>(["index.html"]);
	const findings: CheckFinding[] = [];
	let links = 0;
	const add = (file: string, rule: string, detail: string): void => {
		findings.push({ check: "links", file, rule, detail });
	};
	for (const page of folder.pages.values()) {
		const ids = new Set(page.ids);
		for (const { name, attributes, line, opens } of page.tags) {
			if (!opens) continue;
			const href = attributes.get("href") ?? attributes.get("xlink:href");
			if (href !== undefined && !leaves.test(href)) {
				links++;
				const fault = follow(page, href, folder, reached);
				if (fault !== undefined) add(page.path, "address", `line ${line}, ${name}: ${href}: ${fault}`);
			}
			for (const id of namedIds(attributes)) {
				links++;
				if (!ids.has(id)) add(page.path, "reference", `line ${line}, ${name}: nothing on the page has the id ${id}`);
			}
		}
	}
	for (const path of folder.pages.keys())
		if (!reached.has(path)) add(path, "reachable", "no page of the folder leads to it");
	for (const path of folder.outputs)
		if (!folder.files.has(path)) add(path, "complete", "the manifest lists it, and it is not there");
	return { links, findings };
}

/** Ids that a tag names: in attributes that refer, and in addresses of drawings. */
const namedIds = (attributes: ReadonlyMap<string, string>): string[] => [
	...references.flatMap((name) => (attributes.get(name) ?? "").split(/\s+/).filter((id) => id !== "")),
	...[...attributes.values()].flatMap((value) => [...value.matchAll(/url\(#([^)]+)\)/g)].map(([, id = ""]) => id)),
];

/** What is wrong with an address; pages that it leads to are noted. */
function follow(page: CheckedPage, href: string, { files, pages }: Folder, reached: Set<string>): string | undefined {
	const [way = "", id] = href.split("#");
	if (way === "" && id === undefined) return "leads nowhere";
	if (/^(?:[a-z]+:|\/)/i.test(way)) return "leads out of the folder";
	const target = way === "" ? page.path : posix.normalize(posix.join(posix.dirname(page.path), decoded(way)));
	if (target.startsWith("../")) return "leads out of the folder";
	if (!files.has(target)) return "no such file";
	reached.add(target);
	if (id === undefined || id === "") return undefined;
	return pages.get(target)?.ids.includes(decoded(id)) ? undefined : "nothing there has this id";
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
