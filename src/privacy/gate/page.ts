/** Rules for pages and drawings: nothing runs, nothing loads, nothing is there that a reader does not see. */

import { type FinishedFile, type FolderContext, type GateRule, place, type Violation } from "./violation.js";

interface Pattern {
	readonly rule: GateRule;
	readonly pattern: RegExp;
	readonly what: string;
}

/** Names of elements and attributes; looked for with all values of attributes taken out, since names may hold anything. */
const namePatterns: readonly Pattern[] = [
	{ rule: "script", pattern: /<script\b/gi, what: "a script" },
	{ rule: "script", pattern: /<[^>]*\son[a-z]+\s*=/gi, what: "an attribute that runs code" },
	{ rule: "hidden-text", pattern: /<!--/g, what: "a comment" },
	{ rule: "hidden-text", pattern: /<[^>]*\sdata-[a-z-]+(?=[\s=>])/gi, what: "a data attribute" },
	{ rule: "hidden-text", pattern: /<[^>]*\stitle\s*=/gi, what: "a tooltip" },
	{
		rule: "loading",
		pattern: /<(?:iframe|object|embed|frame|base|audio|video|source|link|image|use)\b/gi,
		what: "an element that loads",
	},
	{
		rule: "loading",
		pattern: /<[^>]*\s(?:src|srcset|poster|background|xlink:href)\s*=/gi,
		what: "an address that is loaded",
	},
];

/** Values of attributes: no quote can stand inside another value, so these are attributes of their own. */
const valuePatterns: readonly Pattern[] = [
	{ rule: "script", pattern: /\s(?:href|action)\s*=\s*"\s*javascript:/gi, what: "a link that runs code" },
	{
		rule: "loading",
		pattern: /\s(?:style|fill|stroke|clip-path|filter|mask)="[^"]*url\((?!'?#)/gi,
		what: "an address in an attribute",
	},
	{
		rule: "loading",
		pattern: /<style\b[^>]*>(?:(?!<\/style>)[\s\S])*?(?:@import\b|url\(\s*["']?(?!["']?(?:data:|#)))/gi,
		what: "an address in a style sheet",
	},
];

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** A number of students in a sentence; not where it is a limit ("at least 10 students") or a name ("Grade 5 students"). */
const prosePatterns: readonly Pattern[] = [
	{
		rule: "small-count",
		pattern: /(?<![\d,.–-])(?<!\b(?:to|and|than|least|most|over|under|grade|title) )\b(?:[1-9]|10) students?\b/gi,
		what: "a number of students in a sentence",
	},
];

/** Line breaks inside values stay, so that lines can be named. */
const withoutValues = (content: string): string =>
	content.replace(/<[^>]*>/g, (tag) => tag.replace(/"[^"]*"/g, (value) => `"${value.replace(/[^\n]/g, "")}"`));

/** A script of cimp's own that stands beside the page; the gate looks at the file itself too. */
const scriptTag = /<script defer src="([a-z-]+\.js)"><\/script>\n/g;

/**
 * All that a page or an SVG file has and may not, one violation for each kind.
 *
 * @param context names the scripts that an interactive page may have, under a policy that lets nothing else run
 */
export function checkPage(
	{ path, content: whole }: FinishedFile,
	{ scripts }: Pick<FolderContext, "scripts">,
): Violation[] {
	const content = whole.replace(scriptTag, (tag, name: string) => (scripts?.has(name) ? "\n" : tag));
	const look = (patterns: readonly Pattern[], text: string): Violation[] =>
		patterns.flatMap(({ rule, pattern, what }): Violation[] => {
			const matches = [...text.matchAll(pattern)];
			const [first] = matches;
			if (first === undefined) return [];
			const where = `${what} on line ${lineOf(text, first.index)}`;
			return [{ file: path, table: "page", rule, detail: place(matches.length, where) }];
		});
	const found = [
		...look(namePatterns, withoutValues(content)),
		...look(valuePatterns, content),
		...look(prosePatterns, content),
	];
	return path.endsWith(".svg") ? found : [...found, ...checkPolicy(path, content, content !== whole)];
}

function checkPolicy(file: string, content: string, scripted: boolean): Violation[] {
	const meta = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"/i.exec(content)?.[1];
	const fault = policyFault(meta, scripted ? "'self'" : "'none'");
	return fault === undefined ? [] : [{ file, table: "page", rule: "policy", detail: fault }];
}

function policyFault(policy: string | undefined, script: "'self'" | "'none'"): string | undefined {
	if (policy === undefined) return "no content policy in the page's head";
	const directives = new Map(
		policy.split(";").map((part): [string, string] => {
			const [name = "", ...values] = part.trim().split(/\s+/);
			return [name.toLowerCase(), values.join(" ")];
		}),
	);
	if (directives.get("default-src") !== "'none'") return "default-src is not 'none'";
	const loose = [...directives].find(([, value]) => /unsafe|\*|https?:|blob:/i.test(value));
	if (loose !== undefined) return `${loose[0]} allows more than hashes`;
	const scripts = directives.get("script-src") ?? "'none'";
	return scripts === script ? undefined : "scripts are allowed that the page does not need";
}
