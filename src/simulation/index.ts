/**
 * Invented districts with a chosen truth, written as the state writes its files.
 *
 * `simulate` gives files as streams of bytes; nothing here touches a disk. `buildWorld` and `schoolTruth` give the truth
 * itself, for tests of models.
 */

import { covariatesTable } from "./covariates-file.js";
import { type DamagedTable, damagedChunks, damageTable } from "./damage.js";
import { encodeText, type SimulatedFile, streamedFile } from "./encode.js";
import { entitiesTable } from "./entities-file.js";
import { frpmTable } from "./frpm-file.js";
import { entitiesLayout, isPanel, type ResultsPlan, resultsPlans } from "./layout-choice.js";
import { checkedOptions, type SimulationOptions } from "./options.js";
import { panelTable } from "./panel-file.js";
import { resultsTable } from "./results-file.js";
import { rosterRows } from "./roster.js";
import { rosterChunks, rosterTruth } from "./roster-file.js";
import { type RecordTable, tableChunks } from "./table-file.js";
import { sortedJson, truthOf } from "./truth.js";
import { buildWorld, type World } from "./world.js";

export type { PlantedDamage } from "./damage.js";
export type { SimulatedFile } from "./encode.js";
export { writtenLayouts } from "./layout-choice.js";
export { defaultOptions, type SimulationOptions } from "./options.js";
export { schoolTruth } from "./truth.js";
export { buildWorld, type District, type School, type World } from "./world.js";

interface NamedTable {
	readonly name: string;
	readonly table: RecordTable;
}

const resultsOf = (world: World, plan: ResultsPlan): NamedTable => ({
	name: plan.name,
	table: isPanel(plan.layout) ? panelTable(world, plan) : resultsTable(world, plan),
});

/** Tables that are damaged on wish: the newest results and the covariates. */
function damageSome(world: World, tables: readonly NamedTable[]): Map<string, DamagedTable> {
	const damaged = new Map<string, DamagedTable>();
	if (!world.options.damage) return damaged;
	const newest = tables.findLast(({ table }) => table.layout.family === "results");
	for (const { name, table } of tables) {
		if (name !== newest?.name && name !== "covariates.csv") continue;
		damaged.set(name, damageTable(table, name, world.random.fork(`damage ${name}`)));
	}
	return damaged;
}

function tablesOf(world: World): NamedTable[] {
	const { years } = world.options;
	return [
		...resultsPlans(world.options).map((plan) => resultsOf(world, plan)),
		...years.map((year) => ({
			name: `entities-${year}.txt`,
			table: entitiesTable(world, entitiesLayout(year), year),
		})),
		{ name: "frpm.csv", table: frpmTable(world) },
		{ name: "covariates.csv", table: covariatesTable(world) },
	];
}

function fileOf({ name, table }: NamedTable, damaged: DamagedTable | undefined): SimulatedFile {
	return streamedFile(name, () => (damaged === undefined ? tableChunks(table) : damagedChunks(damaged)));
}

/**
 * The files of an invented world: results and entities per year, `frpm.csv`, `covariates.csv`, `roster.csv` if asked
 * for, and `truth.json`.
 *
 * Every file is made while its chunks are read, in memory that grows with the number of schools (a few kilobytes each)
 * and not with the number of rows. The same options give the same bytes on every platform.
 *
 * @param options see `SimulationOptions`; `defaultOptions` is a complete set
 * @throws RangeError for options out of range, or for a layout that does not exist or cannot hold the subjects
 */
export const simulate = (options: SimulationOptions): SimulatedFile[] =>
	worldFiles(buildWorld(checkedOptions(options)));

/** The files of a world that was built, or changed by hand: how a chosen move of a school gets in. */
export function worldFiles(world: World): SimulatedFile[] {
	const tables = tablesOf(world);
	const damaged = damageSome(world, tables);
	const roster = world.options.roster ? rosterRows(world) : undefined;
	const truth = (): string =>
		sortedJson(
			truthOf(world, {
				damages: [...damaged.values()].flatMap((table) => table.planted),
				roster: roster && rosterTruth(roster),
			}),
		);
	const newestYear = world.options.years.at(-1) ?? 0;
	return [
		...tables.map((table) => fileOf(table, damaged.get(table.name))),
		...(roster ? [streamedFile("roster.csv", () => rosterChunks(roster, newestYear))] : []),
		streamedFile("truth.json", () => [encodeText(truth(), "utf-8")]),
	];
}
