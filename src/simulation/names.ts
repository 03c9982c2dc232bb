/** Names that nobody can take for a real place: every one says that it is made up. */

import type { Random } from "../stats/index.js";
import type { SchoolShape } from "./school-shapes.js";

const inventedWords = [
	"Sample",
	"Example",
	"Placeholder",
	"Invented",
	"Fictional",
	"Specimen",
	"Pretend",
	"Imaginary",
	"Illustrative",
	"Hypothetical",
	"Made-Up",
	"Make-Believe",
	"Simulated",
	"Synthetic",
	"Mock",
	"Nowhere",
] as const;

/** Accents are there on purpose: they are what encodings destroy. */
const features = (
	"Valley|Creek|Ridge|Meadow|Canyon|Piñon|Lake|Grove|Mesa|Cañada|Hills|Springs|Oaks|Harbor|Point|Orchard|Prairie|Café Row|" +
	"Summit|Bluff|Willow|Cedar|Sycamore|Juniper|Peñasco|Manzanita|Poppy|Heron|Falcon|Quail|Lagoon|Mirador|José Field|Sierra|" +
	"Bayside|Riverside|Foothill|Parkway|Crossing|Terrace|Niños Park|Vista|Cove|Landing"
).split("|");

/** Names as long as the state's column is wide (50 characters), with marks that unquoted tables stumble over. */
const longNames = [
	"Placeholder Academy of Arts, Sciences & Technology",
	"Example Children's School for Languages and Nature",
	"Imaginary Collegiate Academy of the Invented Coast",
] as const;

/** The name of the first district of every world. */
const firstDistrictName = "Sample Unified";

export type DistrictType = "unified" | "elementary" | "high";

const districtEndings: Readonly<Record<DistrictType, string>> = {
	unified: "Unified",
	elementary: "Elementary",
	high: "Union High",
};

const pairs: readonly (readonly [string, string])[] = features.flatMap((feature) =>
	inventedWords.map((word) => [word, feature] as const),
);

/** Runs through a list as often as needed; from the second round on, a numeral keeps names apart. */
function* rounds<T>(items: readonly T[]): Generator<readonly [item: T, numeral: string]> {
	for (let round = 1; ; round++) for (const item of items) yield [item, round === 1 ? "" : ` ${round}`];
}

/**
 * Names of districts, all different; the first is `firstDistrictName`.
 *
 * @param types one per district, the first `unified`
 */
export function districtNames(types: readonly DistrictType[], random: Random): string[] {
	const supply = rounds(random.shuffle(pairs));
	return types.map((type, position) => {
		if (position === 0) return firstDistrictName;
		const [[word, feature], numeral] = supply.next().value as readonly [readonly [string, string], string];
		return `${word} ${feature}${numeral} ${districtEndings[type]}`;
	});
}

/**
 * Names of the schools of one district, all different. The first charter of the district, if any, has a name as long as
 * the state's column allows.
 *
 * @returns one name per shape, and as many spare ones for schools that will be renamed
 */
export function schoolNames(shapes: readonly SchoolShape[], random: Random): { names: string[]; spare: string[] } {
	const supply = rounds(random.shuffle(pairs));
	const draw = (ending: string): string => {
		const [[word, feature], numeral] = supply.next().value as readonly [readonly [string, string], string];
		return `${word} ${feature}${numeral} ${ending}`;
	};
	const longest = shapes.findIndex((shape) => shape.charter !== "none");
	const long = longNames[random.integer(longNames.length)] ?? longNames[0];
	const names = shapes.map((shape, position) => (position === longest ? long : draw(shape.ending)));
	return { names, spare: shapes.map((shape) => draw(shape.ending)) };
}
