/** Which names stand for counts of students, and which for single students. */

/** Keys of counts of students, in tables and JSON; ends of words, so that `baselineTested` counts too. */
const countKey =
	/^(?:n|students|tested|enrolled|enrollment|scored|qualified|held_?back|placed|undetermined|analy[sz]ed)$|(?:Tested|Enrolled|Scored|Qualified|HeldBack|Students)$|_(?:tested|enrolled|scored|qualified|students|held_back)$/;

export const isCountOfStudents = (key: string): boolean => countKey.test(key);

/** A count that may not be shown. */
export const isSmall = (value: number): boolean => Number.isInteger(value) && value >= 1 && value <= 10;

/** Keys of a document whose values are sizes of files and numbers of rows or schools, whatever they are called inside. */
export const otherCounts: ReadonlySet<string> = new Set(["inputs", "companions", "models", "problems"]);
