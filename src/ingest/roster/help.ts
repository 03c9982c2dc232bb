/** What to do with a file that is no roster, or not a whole one: people have it from their student system. */

/** How a roster comes out of a student system. */
export const exportHelp =
	"export the roster from the student system again as CSV (UTF-8): a line of headings, then a row for each student";

/** For files that a spreadsheet or another program made. */
export const saveHelp =
	"open it in the program that made it and save the sheet as CSV UTF-8 or .xlsx, ids as text; or export the roster as CSV";

/** For rows that do not fit the header. */
export const lineHelp =
	"look at the line in a text editor (a comma or a quote inside a cell must stand in quotes), or export the roster again as CSV";
