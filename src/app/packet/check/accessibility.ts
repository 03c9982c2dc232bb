/**
 * Accessibility by rules that need no browser: language, headings, tables, names of links and drawings, unique ids.
 *
 * Contrast, focus and what a screen reader says need one; axe looks at the sample's pages in the test suite.
 */

import type { CheckFinding } from "../../schemas/packet-check.js";
import { type CheckedPage, inside, type Tag, wordsOf } from "./tags.js";

type Fault = readonly [rule: string, detail: string];
type Rule = (page: CheckedPage) => Fault[];

const opened = ({ tags }: CheckedPage, name: string): { tag: Tag; at: number }[] =>
	tags.flatMap((tag, at) => (tag.opens && tag.name === name ? [{ tag, at }] : []));

const language: Rule = (page) => {
	const found = opened(page, "html")[0]?.tag.attributes.get("lang") ?? "";
	const parts = page.tags.filter(({ attributes, opens }) => opens && attributes.has("lang"));
	const wrong = parts.filter(({ attributes }) => !/^[a-z]{2}(?:-[A-Z]{2})?$/.test(attributes.get("lang") ?? ""));
	return [
		...(found === "" ? [["language", "the page does not say its language"] as const] : []),
		...wrong.map(({ line }) => ["language", `line ${line}: no language has this code`] as const),
	];
};

const title: Rule = (page) => {
	const [first] = opened(page, "title");
	return first === undefined || wordsOf(page.tags, first.at) === "" ? [["title", "the page has no title"]] : [];
};

const landmarks: Rule = (page) => {
	const count = opened(page, "main").length;
	return count === 1 ? [] : [["landmark", `${count} main elements instead of one`]];
};

const headings: Rule = (page) => {
	const found = page.tags.flatMap((tag, at) => (tag.opens && /^h[1-6]$/.test(tag.name) ? [{ tag, at }] : []));
	const levels = found.map(({ tag }) => Number(tag.name.slice(1)));
	const first = levels.filter((level) => level === 1).length;
	const skips = levels.flatMap((level, index): Fault[] => {
		const before = levels[index - 1] ?? 0;
		return level > before + 1 && index > 0
			? [["heading-order", `line ${found[index]?.tag.line}: h${level} follows h${before}`]]
			: [];
	});
	const empty = found.filter(({ at }) => wordsOf(page.tags, at) === "");
	return [
		...(first === 1 ? [] : [["heading-first", `${first} headings of the first level instead of one`] as const]),
		...(levels[0] === 1 || first !== 1 ? [] : [["heading-order", "another heading stands before the first"] as const]),
		...skips,
		...empty.map(({ tag }) => ["heading-empty", `line ${tag.line}: ${tag.name} without words`] as const),
	];
};

const uniqueIds: Rule = ({ ids }) => {
	const seen = new Set<string>();
	const twice = ids.filter((id) => seen.size === seen.add(id).size);
	return [...new Set(twice)].map((id) => ["unique-id", `the id ${id} stands more than once`] as const);
};

const tables: Rule = (page) =>
	opened(page, "table").flatMap(({ tag, at }): Fault[] => {
		const own = inside(page.tags, at).filter(({ opens }) => opens);
		const heads = own.filter(({ name }) => name === "th");
		const place = `line ${tag.line}`;
		return [
			...(own.some(({ name }) => name === "caption") || tag.attributes.has("aria-label")
				? []
				: [["table-name", `${place}: a table without a caption`] as const]),
			...(heads.some(({ attributes }) => attributes.get("scope") === "col")
				? []
				: [["table-header", `${place}: a table without headings of columns`] as const]),
			...(heads.every(({ attributes }) => attributes.has("scope"))
				? []
				: [["table-scope", `${place}: a heading that does not say what it heads`] as const]),
		];
	});

const drawings: Rule = (page) => [
	...opened(page, "svg").flatMap(({ tag: { attributes, line } }): Fault[] => {
		if (attributes.get("aria-hidden") === "true") return [];
		const named = (attributes.get("aria-label") ?? attributes.get("aria-labelledby") ?? "").trim() !== "";
		return named && attributes.get("role") === "img"
			? []
			: [["drawing-name", `line ${line}: a drawing without an alternative text`]];
	}),
	...opened(page, "img").flatMap(({ tag: { attributes, line } }): Fault[] =>
		attributes.has("alt") ? [] : [["drawing-name", `line ${line}: a picture without an alternative text`]],
	),
];

const controls: Rule = (page) => {
	const labelled = new Set(opened(page, "label").flatMap(({ tag }) => tag.attributes.get("for") ?? []));
	const nameOf = ({ attributes }: Tag, at: number): string =>
		attributes.get("aria-label") ?? attributes.get("aria-labelledby") ?? wordsOf(page.tags, at);
	const silent = ["a", "button"].flatMap((name) =>
		opened(page, name).filter(({ tag, at }) => nameOf(tag, at).trim() === ""),
	);
	const fields = ["input", "select", "textarea"].flatMap((name) =>
		opened(page, name).filter(
			({ tag: { attributes } }) => !attributes.has("aria-label") && !labelled.has(attributes.get("id") ?? ""),
		),
	);
	return [
		...silent.map(({ tag }) => ["name", `line ${tag.line}: ${tag.name} without a name`] as const),
		...fields.map(({ tag }) => ["label", `line ${tag.line}: ${tag.name} without a label`] as const),
	];
};

const keyboard: Rule = (page) =>
	page.tags.flatMap(({ attributes, line, opens }): Fault[] =>
		opens && Number(attributes.get("tabindex") ?? 0) > 0
			? [["focus-order", `line ${line}: a place of its own in the order of the keyboard`]]
			: [],
	);

const zoom: Rule = (page) => {
	const view = opened(page, "meta").find(({ tag }) => tag.attributes.get("name") === "viewport");
	const content = view?.tag.attributes.get("content") ?? "";
	return /user-scalable=no|maximum-scale/.test(content) ? [["zoom", "the page can't be enlarged"]] : [];
};

const rules = [language, title, landmarks, headings, uniqueIds, tables, drawings, controls, keyboard, zoom];

export const checkAccessibility = (page: CheckedPage): CheckFinding[] =>
	rules
		.flatMap((rule) => rule(page))
		.map(([rule, detail]) => ({ check: "accessibility", file: page.path, rule, detail }));
