/** The sentence on everything that is for the district's own eyes; the gate looks for it in what is to be published. */

export const internalNotice =
	"Internal: names students or shows exact small counts. Not for publication. Keep it where only those who may see student records can read it.";
