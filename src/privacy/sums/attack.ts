/** The attack on finished output: what of it can be worked out from all of it together. */

import type { Places, Sums } from "./document.js";
import { needsOf, type OpenNeed, type Publication, type Recovery } from "./needs.js";
import type { Said } from "./said.js";
import { searchOpen } from "./search.js";
import { type Bounds, mostStudents, Propagation, SumSystem } from "./system.js";

/** One release: its structure, and its document by JSON pointer. */
export interface Release {
	readonly name: string;
	readonly sums: Sums;
	readonly said: (pointer: string) => Said;
}

export interface Recovered {
	readonly row: string;
	/** Empty for the students of the row. */
	readonly outcome: string;
	readonly what: Recovery;
}

export interface AttackResult {
	readonly recovered: readonly Recovered[];
	readonly counts: number;
	/** False where no counts were found that agree with all that is said: then bounds alone were looked at. */
	readonly isDecided: boolean;
	/** False where no counts can agree with all that is said. */
	readonly isConsistent: boolean;
}

/** How far the attack goes: bounds follow one equation at a time; the whole search takes all together. */
export type Depth = "bounds" | "whole";

export function attackReleases(
	releases: readonly Release[],
	{ width, depth }: { readonly width: number; readonly depth: Depth },
): AttackResult {
	const system = new SumSystem();
	const read = new Reading(system);
	for (const { sums, said } of releases) system.add(sums, (count, places) => read.count(count, places, said));
	const { bounds, published } = read.all();
	const propagation = new Propagation(system.constraints, system.counts.length);
	const fault = propagation.run(bounds);
	if (fault !== undefined) return { recovered: [], counts: system.counts.length, isDecided: true, isConsistent: false };
	const needs = needsOf(system, published, { bounds, width });
	const lost = needs.filter((need) => !isOpen(need, bounds));
	const left = needs.filter((need) => isOpen(need, bounds));
	const found = depth === "bounds" ? [] : searchOpen({ constraints: system.constraints, propagation, bounds }, left);
	return {
		recovered: [...lost, ...(found ?? [])].map(({ count, what }) => ({
			row: system.counts[count]?.row ?? "",
			outcome: system.counts[count]?.outcome ?? "",
			what,
		})),
		counts: system.counts.length,
		isDecided: found !== undefined && depth === "whole",
		isConsistent: true,
	};
}

/** True where bounds alone don't settle it. */
function isOpen({ terms, spread, reach }: OpenNeed, { lower, upper }: Bounds): boolean {
	let [least, greatest] = [0, 0];
	for (const [count, factor] of terms) {
		least += factor * ((factor > 0 ? lower : upper)[count] ?? 0);
		greatest += factor * ((factor > 0 ? upper : lower)[count] ?? 0);
	}
	return reach === undefined ? greatest - least >= (spread ?? 0) : greatest >= reach;
}

/** Reads what documents say of counts. */
class Reading {
	private readonly lower: number[] = [];
	private readonly upper: number[] = [];
	private readonly published: Publication[] = [];

	constructor(private readonly system: SumSystem) {}

	count(count: number, { at, also }: Places, said: Release["said"]): void {
		const how = this.publication(count);
		for (const pointer of at) {
			const value = said(pointer);
			if (value.says === "nothing") continue;
			how.own = true;
			if (value.says === "withheld") how.hidden = true;
			else this.narrow(count, value);
		}
		for (const pointer of also) {
			const value = said(pointer);
			if (value.says === "range") this.narrow(count, value);
		}
	}

	private narrow(count: number, { lower, upper }: { readonly lower: number; readonly upper: number }): void {
		this.publication(count).banded = true;
		this.lower[count] = Math.max(this.lower[count] ?? 0, lower);
		this.upper[count] = Math.min(this.upper[count] ?? mostStudents, upper);
	}

	private publication(count: number): Publication {
		const known = this.published[count];
		if (known !== undefined) return known;
		const fresh = { hidden: false, banded: false, own: false };
		this.published[count] = fresh;
		return fresh;
	}

	all(): { readonly bounds: Bounds; readonly published: readonly Publication[] } {
		const counts = [...this.system.counts.keys()];
		const bounds = {
			lower: Float64Array.from(counts, (count) => this.lower[count] ?? 0),
			upper: Float64Array.from(counts, (count) => this.upper[count] ?? mostStudents),
		};
		const published = counts.map((count): Publication => {
			const { hidden, banded, own } = this.publication(count);
			const isExact = banded && bounds.lower[count] === bounds.upper[count];
			return { hidden: hidden && !banded, banded: banded && !isExact, own: own || isExact };
		});
		return { bounds, published };
	}
}
