/** Two packets of an invented world, a year apart, in whose second year some schools truly moved and some places changed. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Effects } from "../../src/app/effects.js";
import { buildPacket } from "../../src/app/packet/build.js";
import {
	buildWorld,
	type District,
	type School,
	schoolTruth,
	type World,
	worldFiles,
} from "../../src/simulation/index.js";
import { defaultOptions } from "../../src/simulation/options.js";

export interface Planted {
	/** Points of the latent scale by which a school moved in the last year, by its code. */
	readonly moves: ReadonlyMap<string, number>;
	/** Former and new code. */
	readonly toAnotherDistrict: readonly [from: string, to: string];
	readonly underNewCode: readonly [from: string, to: string];
	readonly renamedDistrict: string;
	readonly opened: readonly string[];
	readonly closed: readonly string[];
	readonly renamed: readonly string[];
}

export interface TwoPackets {
	readonly planted: Planted;
	readonly before: string;
	readonly after: string;
}

const years = [2023, 2024, 2025];
const newest = 2025;

interface Wishes {
	readonly seed: string;
	readonly districts: number;
	readonly schools: number;
	/** Points, up or down, whichever leaves more room. */
	readonly points: number;
	/** Every how many-th school moves. */
	readonly every: number;
}

/** Schools open in all years whose name stays: the ones that are moved and changed here. */
const isSteady = ({ opens, closes, renamedIn, shape }: School): boolean =>
	opens === 2023 && closes === newest && renamedIn === undefined && shape.purpose === "regular";

const withMove = (school: School, points: number): School => ({
	...school,
	effects: {
		...school.effects,
		transient: school.effects.transient.map((effect, index) =>
			index === years.length - 1
				? { ela: effect.ela + points, math: effect.math + points, science: effect.science + points }
				: effect,
		),
	},
});

/** The world of the last year, and what was planted in it. */
function plant(world: World, { points, every }: Wishes): { later: World; planted: Planted } {
	const [first, second, third] = world.districts as [District, District, District];
	const steady = world.districts.map(({ schools }) => schools.filter(isSteady));
	const [moving] = (steady[1] ?? []) as [School];
	const [recoded] = (steady[2] ?? []) as [School];
	const moved: School = {
		...moving,
		cds: `${first.cds.slice(0, 7)}${moving.cds.slice(7)}`,
		district: first.cds.slice(0, 7),
	};
	const fresh: School = { ...recoded, cds: `${recoded.cds.slice(0, 7)}9988001` };
	const candidates = steady.flat().filter((school) => school !== moving && school !== recoded);
	const moves = new Map(
		world.districts.flatMap((district) =>
			district.schools.flatMap((school) => {
				if (candidates.indexOf(school) % every !== 1) return [];
				const truth = schoolTruth(world, { district, school }, "math", newest);
				// Where hardly anyone met the standard, no fall could be seen; it is the same with a rise at the other end.
				return [[school.cds, (truth?.expectedPercentMet ?? 0) < 45 ? points : -points] as const];
			}),
		),
	);
	const districts = world.districts.map((district): District => {
		const kept = district.schools.filter((school) => school !== moving && school !== recoded);
		const added = district === first ? [moved] : district === third ? [fresh] : [];
		const schools = [...kept, ...added].sort((a, b) => (a.cds < b.cds ? -1 : 1));
		return {
			...district,
			name: district === second ? "Imaginary Plains Joint Unified" : district.name,
			schools: schools.map((school) => withMove(school, moves.get(school.cds) ?? 0)),
		};
	});
	const all = world.districts.flatMap(({ schools }) => schools);
	const codes = (keep: (school: School) => boolean): string[] => all.filter(keep).map(({ cds }) => cds);
	return {
		later: { ...world, districts },
		planted: {
			moves,
			toAnotherDistrict: [moving.cds, moved.cds],
			underNewCode: [recoded.cds, fresh.cds],
			renamedDistrict: second.cds,
			opened: [...codes(({ opens }) => opens === newest), fresh.cds].sort(),
			closed: [...codes(({ opens, closes }) => opens < newest && closes === 2024), recoded.cds].sort(),
			renamed: [...codes(({ renamedIn }) => renamedIn === newest), second.cds].sort(),
		},
	};
}

function writeFiles(folder: string, world: World, wanted: readonly number[]): void {
	mkdirSync(folder, { recursive: true });
	for (const { name, chunks } of worldFiles(world)) {
		if (wanted.some((year) => name.includes(String(year))))
			writeFileSync(join(folder, name), Buffer.concat([...chunks]));
	}
}

/** Builds both packets in a folder; the second reads the same files of the year that both have. */
export async function buildTwoPackets(home: string, wishes: Wishes, effects: Effects): Promise<TwoPackets> {
	const { seed, districts, schools } = wishes;
	const groups = [1, 31, 160, 128];
	const world = buildWorld({ ...defaultOptions, seed, districts, schools, years, subjects: ["math"], groups });
	const { later, planted } = plant(world, wishes);
	writeFiles(join(home, "data-2024"), world, [2023, 2024]);
	writeFiles(join(home, "data-2025"), world, [2024]);
	writeFiles(join(home, "data-2025"), later, [newest]);
	const codes = world.districts.map(({ cds }) => `${cds.slice(0, 2)}-${cds.slice(2, 7)}`);
	const build = async (year: number): Promise<string> => {
		const convening = `convening-${year}.yml`;
		const lines = [`title: Convening ${year}`, `districts: ${JSON.stringify(codes)}`, `data: [data-${year}]`];
		writeFileSync(join(home, convening), `${lines.join("\n")}\nsubjects: [math]\nshow: []\n`);
		const out = `packet-${year}`;
		const rest = { force: false, dryRun: false, strict: false, threads: 2, cache: false };
		await buildPacket({ convening, out, ...rest }, effects);
		return join(home, out);
	};
	return { planted, before: await build(2024), after: await build(newest) };
}
