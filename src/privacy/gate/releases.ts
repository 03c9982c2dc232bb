/** Rules for counts that add up: what can be worked out of one release, and of several of the same district together. */

import { standardRules } from "../protect.js";
import { attackReleases, type Depth, type Release } from "../sums/attack.js";
import type { Places, Sums } from "../sums/document.js";
import { recoveries } from "../sums/needs.js";
import { saidAt } from "../sums/said.js";
import { isSmall } from "./counts.js";
import { place, type Violation } from "./violation.js";

/** A finished document with the description of its sums. */
interface Published {
	/** Path of the folder inside what is checked; ends in a slash or is empty. */
	readonly folder: string;
	readonly district: string;
	readonly release: Release;
}

export interface ReleasesFinding {
	readonly violations: readonly Violation[];
	/** Counts that were attacked. */
	readonly attacked: number;
	/** Counts of releases for which no set was found that agrees with all that is said: bounds alone were looked at. */
	readonly undecided: number;
}

const sumsName = "sums.json";
const schema = /^cimp\/placement-sums\/\d+$/;

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Documents of one or several folders, as they come by. */
export class Releases {
	private readonly documents = new Map<string, unknown>();

	/** Remembers a JSON file where it may be needed. */
	file(path: string, root: unknown): void {
		if (/(?:^|\/)(?:sums|audit)\.json$/.test(path)) this.documents.set(path, root);
	}

	/** @param depth how far the attack goes */
	check(depth: Depth): ReleasesFinding {
		const found = [...this.documents].flatMap(([path, root]) => this.published(path, root) ?? []);
		const violations: Violation[] = [];
		let [attacked, undecided] = [0, 0];
		const look = (together: readonly Published[]): void => {
			const result = attackReleases(
				together.map(({ release }) => release),
				{ width: standardRules.width, depth },
			);
			attacked += result.counts;
			if (!result.isDecided) undecided += result.counts;
			const [first] = result.recovered;
			const { folder = "" } = together.at(-1) ?? {};
			if (!result.isConsistent)
				violations.push(violationOf(folder, "contradiction", "no counts agree with all of them"));
			if (first !== undefined) {
				const others = together.slice(0, -1).map((one) => `${one.folder}${sumsName}`);
				const with_ = others.length === 0 ? "" : `, with ${others.join(", ")}`;
				const where = `${nameOf(first.row, first.outcome)}: ${recoveries[first.what]}${with_}`;
				violations.push(violationOf(folder, "recovered", place(result.recovered.length, where)));
			}
		};
		for (const one of found) look([one]);
		for (const several of byDistrict(found)) {
			violations.push(...several.flatMap((later, at) => several.slice(0, at).flatMap((one) => compare(one, later))));
			if (several.length > 1 && several.every((later, at) => several.slice(0, at).every((one) => agree(one, later))))
				look(several);
		}
		return { violations, attacked, undecided };
	}

	private published(path: string, root: unknown): Published | undefined {
		if (!path.endsWith(sumsName) || !isObject(root) || !schema.test(String(root.schema))) return undefined;
		const folder = path.slice(0, -sumsName.length);
		const document = this.documents.get(`${folder}${String(root.file)}`);
		const district = typeof root.district === "string" ? root.district : "";
		return {
			folder,
			district,
			release: { name: path, sums: root as unknown as Sums, said: (at) => saidAt(document, at) },
		};
	}
}

const nameOf = (row: string, outcome: string): string => (outcome === "" ? row : `${row}: ${outcome}`);

const violationOf = (folder: string, rule: Violation["rule"], detail: string): Violation => ({
	file: `${folder}${sumsName}`,
	table: "sums",
	rule,
	detail,
});

function byDistrict(found: readonly Published[]): Published[][] {
	const districts = new Map<string, Published[]>();
	for (const one of found) districts.set(one.district, [...(districts.get(one.district) ?? []), one]);
	return [...districts.values()];
}

interface Statement {
	readonly lower: number;
	readonly upper: number;
	/** Withheld where it would be published for its own sake, and not said elsewhere. */
	readonly withheld: boolean;
}

/** What a release says of each count. */
function statements({ release: { sums, said } }: Published): Map<string, Statement> {
	const all = new Map<string, Statement>();
	const read = (id: string, { at, also }: Places): void => {
		const values = [...at, ...also].map(said).filter((value) => value.says === "range");
		const own = at.map(said).filter(({ says }) => says === "withheld");
		const lower = values.reduce((most, value) => Math.max(most, value.lower), 0);
		const upper = values.reduce((least, value) => Math.min(least, value.upper), Number.POSITIVE_INFINITY);
		if (values.length > 0 || own.length > 0) all.set(id, { lower, upper, withheld: values.length === 0 });
	};
	for (const { id, students, outcomes } of sums.rows) {
		read(id, students);
		for (const [name, places] of Object.entries(outcomes)) read(`${id}#${name}`, places);
	}
	return all;
}

const isExact = ({ lower, upper }: Statement): boolean => lower === upper;

/** True where some counts may be what both say. */
function agree(one: Published, other: Published): boolean {
	const before = statements(one);
	return [...statements(other)].every(([id, now]) => {
		const then = before.get(id);
		return then === undefined || Math.max(then.lower, now.lower) <= Math.min(then.upper, now.upper);
	});
}

/** The same count, a little different; or withheld in one and shown in the other. */
function compare(one: Published, other: Published): Violation[] {
	const before = statements(one);
	const [apart, shown]: [string[], string[]] = [[], []];
	for (const [id, now] of statements(other)) {
		const then = before.get(id);
		if (then === undefined) continue;
		if (isExact(then) && isExact(now) && isSmall(Math.abs(then.lower - now.lower))) apart.push(id);
		if ((then.withheld && isExact(now)) || (now.withheld && isExact(then))) shown.push(id);
	}
	const of = (rule: Violation["rule"], ids: readonly string[], words: string): Violation[] =>
		ids[0] === undefined
			? []
			: [
					violationOf(
						other.folder,
						rule,
						place(ids.length, `${ids[0].replace("#", ": ")}: ${words} ${one.folder}${sumsName}`),
					),
				];
	return [
		...of("differencing", apart, "not the same as in"),
		...of("elsewhere", shown, "withheld here or there; the other is"),
	];
}
