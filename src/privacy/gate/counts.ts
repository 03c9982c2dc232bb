/** Which names stand for counts of students, and which for single students. */

/** Keys of counts of students, in tables and JSON; ends of words, so that `baselineTested` counts too. */
const countKey =
	/^(?:n|students|tested|enrolled|enrollment|scored|qualified|held_?back|placed|undetermined|analy[sz]ed)$|(?:Tested|Enrolled|Scored|Qualified|HeldBack|Students)$|_(?:tested|enrolled|scored|qualified|students|held_back)$/;

export const isCountOfStudents = (key: string): boolean => countKey.test(key);

/** A count that may not be shown. */
export const isSmall = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 10;

/** Counts of students with an outcome, by the population that they are part of: what may be shown follows from that. */
const populationOf: ReadonlyMap<string, string> = new Map([
	["heldBack", "qualified"],
	["othersHeldBack", "othersQualified"],
	["held_back", "qualified"],
	["others_held_back", "others_qualified"],
	["checkpointHeldBack", "qualified"],
	["newlyHeldBack", "students"],
	["undetermined", "enrolled"],
	["notQualified", "enrolled"],
	["not_qualified", "enrolled"],
]);

/** Fewest students of a population of which small counts may be shown. */
const leastPopulation = 11;

/**
 * True for a count with an outcome beside its population of 11 and more.
 *
 * @param beside the value under another key of the same object, or of the same row of a table
 */
export function isPartOfShown(key: string, beside: (key: string) => unknown): boolean {
	const population = populationOf.get(key);
	return population !== undefined && Number(beside(population)) >= leastPopulation;
}

/** Keys of a document whose values are sizes of files, numbers of rows or schools, or what a policy says, whatever they are called inside. */
export const otherCounts: ReadonlySet<string> = new Set(["inputs", "companions", "models", "problems", "policy"]);
