/**
 * The one catalogue of everything that can be wrong with a user's input or request.
 *
 * `cimp explain <code>` and docs/problems.md print these words. A code is never reused or renumbered.
 * The file is long because it is one table, eight words to a row.
 */

/** `error`: something was refused. `warning`: kept, worth knowing. `repaired`: changed, with a receipt. */
export type Severity = "error" | "warning" | "repaired";

/** What a problem leads to: the row is left out, the file or the whole request is refused, or nothing but words. */
export type Outcome =
	| "unreadable"
	| "refused"
	| "usage"
	| "insufficient"
	| "threshold"
	| "row"
	| "warning"
	| "repaired";

export interface CatalogueEntry {
	readonly severity: Severity;
	readonly outcome: Outcome;
	/** Lower case, no final period: stands behind the code in a message. */
	readonly title: string;
	readonly meaning: string;
	readonly causes: string;
	readonly expected: string;
	readonly help: string;
}

export const problemCatalogue = {
	"CIMP-E101": {
		severity: "error",
		outcome: "unreadable",
		title: "file not found",
		meaning: "There is no file at the path given.",
		causes: "a typing mistake; a download that went to another folder",
		expected: "the path of a file that exists",
		help: "check the path; a folder of downloads may be given as a whole",
	},
	"CIMP-E102": {
		severity: "error",
		outcome: "unreadable",
		title: "file can't be read",
		meaning: "The path exists but its content could not be read.",
		causes: "missing permission; a disconnected drive; a link that leads nowhere",
		expected: "a readable file or folder",
		help: "check the permissions, or copy the file to a local folder",
	},
	"CIMP-E103": {
		severity: "error",
		outcome: "refused",
		title: "file is empty",
		meaning: "The file has no bytes, or only blank lines.",
		causes: "an interrupted download",
		expected: "a header line and data lines",
		help: "download the file again",
	},
	"CIMP-E104": {
		severity: "error",
		outcome: "refused",
		title: "file is not a text table",
		meaning: "The file holds binary data: a spreadsheet, an archive or something else whose name was changed.",
		causes: "an .xlsx or .zip renamed to .csv; a damaged download",
		expected: "delimited text",
		help: "open a spreadsheet and save it as CSV with codes as text, or unpack the archive first",
	},
	"CIMP-E105": {
		severity: "error",
		outcome: "refused",
		title: "file has a header and no data",
		meaning: "The header line was recognised, but nothing follows it.",
		causes: "a filter before the export that matched nothing; an interrupted download",
		expected: "at least one data line",
		help: "download or export the file again",
	},
	"CIMP-E106": {
		severity: "error",
		outcome: "refused",
		title: "header not recognised",
		meaning: "The columns are not those of a layout that cimp knows.",
		causes: "another kind of file; renamed, added or dropped columns",
		expected: "the header of a known layout (`cimp layouts` lists them)",
		help: "restore the columns named, or describe the file with --map (`cimp layouts --map-template` prints a start)",
	},
	"CIMP-E107": {
		severity: "error",
		outcome: "refused",
		title: "delimiter differs between header and data",
		meaning: "The header is delimited in one way and the lines below it in another.",
		causes: "a header pasted from another file; a partly converted file",
		expected: "one delimiter in the whole file",
		help: "export the file again from its source",
	},
	"CIMP-E108": {
		severity: "error",
		outcome: "usage",
		title: "column map does not fit the file",
		meaning:
			"The map given with --map names a column that the file does not have, or leaves out a role that is needed.",
		causes: "a spelling mistake; a map for another file",
		expected: "a map whose column names stand in the header",
		help: "correct the map; `cimp layouts --map-template` prints all roles",
	},
	"CIMP-E109": {
		severity: "error",
		outcome: "refused",
		title: "no results file among the inputs",
		meaning: "All files given are companion tables; none holds results.",
		causes: "the results file was forgotten",
		expected: "at least one file of results",
		help: "add the state's results file",
	},
	"CIMP-E110": {
		severity: "error",
		outcome: "row",
		title: "row has another number of fields than the header",
		meaning: "The line was split into too few or too many fields, so its values cannot be trusted.",
		causes: "a cut line; a delimiter inside an unquoted name; an unclosed quote",
		expected: "as many fields as the header has",
		help: "look at the line in a text editor, or download the file again",
	},
	"CIMP-E111": {
		severity: "error",
		outcome: "row",
		title: "rows with one key contradict each other",
		meaning: "Two or more rows have the same code, year, test, grade and student group, but different values.",
		causes: "two editions of a file pasted together",
		expected: "one row for each key",
		help: "keep the rows of one edition; all of the contradicting rows were refused",
	},
	"CIMP-E112": {
		severity: "error",
		outcome: "row",
		title: "code is damaged",
		meaning: "The cell is not a code, and cannot be repaired with certainty.",
		causes: "a cut or edited cell; another column in its place",
		expected: "14 digits, or 2, 5 and 7 digits in three columns",
		help: "download the file again without opening it in a spreadsheet",
	},
	"CIMP-E113": {
		severity: "error",
		outcome: "row",
		title: "code in scientific notation",
		meaning: "A spreadsheet rounded the code. Its last digits are gone, and many schools would fit.",
		causes: "the file was opened and saved in a spreadsheet",
		expected: "14 digits, e.g. 01611190130229",
		help: "download the file again; to look at it in a spreadsheet, import the code columns as text",
	},
	"CIMP-E114": {
		severity: "error",
		outcome: "row",
		title: "percentage is impossible",
		meaning: "A percentage lies outside 0 to 100, or the levels do not add up.",
		causes: "an edited cell; shares (0–1) or text in place of percents",
		expected: "a number from 0 to 100; levels 3 and 4 adding to percent met",
		help: "correct the cell, or download the file again",
	},
	"CIMP-E115": {
		severity: "error",
		outcome: "row",
		title: "value is not a number",
		meaning: "A cell that must hold a number holds something else.",
		causes: "an edited cell; a shifted row",
		expected: "a number, * where the state withheld it, or blank",
		help: "correct the cell, or download the file again",
	},
	"CIMP-E116": {
		severity: "error",
		outcome: "row",
		title: "bytes are not valid in the file's encoding",
		meaning: "The line holds bytes that the encoding of the file does not allow.",
		causes: "two files of different encodings pasted together; a damaged download",
		expected: "text in one encoding",
		help: "download the file again",
	},
	"CIMP-E117": {
		severity: "error",
		outcome: "row",
		title: "year, test or grade is unknown",
		meaning: "The cell names a test year, a test or a grade that the state does not use.",
		causes: "an edited cell; a shifted row",
		expected: "a test year from 2015, a test and a grade of the research files",
		help: "correct the cell, or download the file again",
	},
	"CIMP-E127": {
		severity: "error",
		outcome: "row",
		title: "crosswalk row can't be used",
		meaning: "A line of the crosswalk does not say which school of one year is which school of a later year.",
		causes: "a hand-made line; a year or a word in the wrong column; one school sent to two codes",
		expected: "two years, the earlier first, two codes of schools, and yes, no or nothing under accepted",
		help: "correct the line; `cimp entities diff … --out DIR` writes a crosswalk to start from",
	},
	"CIMP-E128": {
		severity: "error",
		outcome: "refused",
		title: "no entities file among the inputs",
		meaning: "None of the files given lists places; the question is about places.",
		causes: "results files given in place of the entities files that come with them",
		expected: "entities files of the years to compare",
		help: "add the state's entities files; they come with the research files of each year",
	},
	"CIMP-R112": {
		severity: "repaired",
		outcome: "repaired",
		title: "code has lost its leading zeros",
		meaning: "A code was shorter than its column's width; the zeros were restored.",
		causes: "the file was opened and saved in a spreadsheet",
		expected: "14 digits, or 2, 5 and 7 digits in three columns",
		help: "nothing to do; better download the file again (receipt in problems.csv)",
	},
	"CIMP-R111": {
		severity: "repaired",
		outcome: "repaired",
		title: "row stands in the data twice",
		meaning: "An exact copy of an earlier row was left out.",
		causes: "files that overlap; rows pasted twice",
		expected: "one row for each key",
		help: "nothing to do, if the copy is not intended (receipt in problems.csv)",
	},
	"CIMP-R118": {
		severity: "repaired",
		outcome: "repaired",
		title: "header is repeated inside the data",
		meaning: "A line that repeats the header was left out.",
		causes: "several exports pasted together",
		expected: "one header, on the first line",
		help: "nothing to do (receipt in problems.csv)",
	},
	"CIMP-W118": {
		severity: "warning",
		outcome: "warning",
		title: "student group id is unknown",
		meaning:
			"The state's lookup tables that cimp knows do not hold this student group. Its rows are kept under the id.",
		causes: "a group introduced after this version",
		expected: "an id of the StudentGroups table",
		help: "look for a newer version of cimp if you need the group's name",
	},
	"CIMP-W119": {
		severity: "warning",
		outcome: "warning",
		title: "rows of a companion table match no school in the results",
		meaning: "The table's codes were compared with the results; some are not there.",
		causes: "schools without tested grades; another year's table; closed schools",
		expected: "codes of schools in the results",
		help: "nothing to do if these schools have no results",
	},
	"CIMP-W120": {
		severity: "warning",
		outcome: "warning",
		title: "schools have no row in the companion table",
		meaning: "Some schools in the results do not stand in the table given, so the model does not know their students.",
		causes: "schools opened since; another year's table",
		expected: "a row for each school",
		help: "give a table of the year of the results",
	},
	"CIMP-W121": {
		severity: "warning",
		outcome: "warning",
		title: "companion table describes a later year than the results",
		meaning: "Covariates that come after the outcome may have been changed by it.",
		causes: "only a newer table was at hand",
		expected: "a table of the year of the results or of the year before",
		help: "give a table of the year of the results",
	},
	"CIMP-W122": {
		severity: "warning",
		outcome: "warning",
		title: "floor value in place of a result",
		meaning: "The value is the floor of the scale, which stands for missing participation. It was kept out of the fit.",
		causes: "few students took part",
		expected: "a result",
		help: "read the school's participation rate before judging it",
	},
	"CIMP-W123": {
		severity: "warning",
		outcome: "warning",
		title: "rows are of tests that cimp does not analyse",
		meaning: "Alternate and Spanish-language tests have other scales; their rows were counted and set aside.",
		causes: "the file holds several tests",
		expected: "tests 1, 2 and 17",
		help: "nothing to do",
	},
	"CIMP-W128": {
		severity: "warning",
		outcome: "warning",
		title: "schools stood under another district in the earlier year",
		meaning:
			"The school code, unique in both years, stands under another county-district code in the earlier year, so these schools have no earlier result under their own code.",
		causes: "schools that changed district; districts that were reorganized",
		expected: "one code in both years, or a crosswalk that says which codes are one school",
		help: "run `cimp entities diff` on the entities files, look at its crosswalk.csv and give it with --crosswalk",
	},
	"CIMP-W131": {
		severity: "warning",
		outcome: "warning",
		title: "district's row and its schools' rows do not agree",
		meaning:
			"The students with scores in the district's own row differ from the sum over its schools by more than withheld schools can account for. Direct-funded charters are not counted in either.",
		causes: "rows of schools that are missing or were refused; an extract; a charter type of another year",
		expected: "a difference of nothing, or of at most ten students for each withheld school",
		help: "look for refused rows of this district, or download the file again",
	},
	"CIMP-E201": {
		severity: "error",
		outcome: "usage",
		title: "district is not in the data",
		meaning: "No district in the files has this code or name.",
		causes: "a spelling mistake; a file for another county",
		expected: "a district in the files",
		help: "choose one of the names suggested, or give the seven-digit code",
	},
	"CIMP-E202": {
		severity: "error",
		outcome: "insufficient",
		title: "subject is not in the data",
		meaning: "The files hold no rows for the subject asked for.",
		causes: "a file of another test",
		expected: "a subject in the files",
		help: "choose a subject that the files hold, or give another file",
	},
	"CIMP-E203": {
		severity: "error",
		outcome: "insufficient",
		title: "year is not in the data",
		meaning: "The files hold no rows for the year asked for.",
		causes: "a file of another year",
		expected: "a year in the files",
		help: "choose a year that the files hold, or give another file",
	},
	"CIMP-E204": {
		severity: "error",
		outcome: "insufficient",
		title: "companion table joins no school",
		meaning: "Not one code of the table given stands in the results.",
		causes: "damaged codes; a table of other districts",
		expected: "codes of schools in the results",
		help: "compare the codes of both files; look for lost leading zeros",
	},
	"CIMP-E205": {
		severity: "error",
		outcome: "insufficient",
		title: "too few schools for the question",
		meaning: "A comparison needs several schools with results.",
		causes: "a file of one school; a filter that leaves one",
		expected: "at least two schools with results in the year; ten or more for a prediction",
		help: "give a file with more schools, such as the county's or the state's",
	},
	"CIMP-E206": {
		severity: "error",
		outcome: "insufficient",
		title: "all results are suppressed",
		meaning: "Every school's result is withheld by the state.",
		causes: "a small student group",
		expected: "schools with 11 or more students with scores",
		help: "choose a larger group, or all students",
	},
	"CIMP-E207": {
		severity: "error",
		outcome: "insufficient",
		title: "student group is not in the data",
		meaning: "The files hold no rows for the student group asked for.",
		causes: "the file that holds all students only",
		expected: "a group in the files",
		help: "download the research file with all student groups",
	},
	"CIMP-E208": {
		severity: "error",
		outcome: "usage",
		title: "student group is unknown",
		meaning: "No student group of the state has this id or name.",
		causes: "a spelling mistake",
		expected: "an id or a name of the StudentGroups table",
		help: "choose one of the names suggested",
	},
	"CIMP-E209": {
		severity: "error",
		outcome: "usage",
		title: "files measure different things",
		meaning:
			"The files hold percents in one place and distance from standard alone in another; they cannot be analysed together.",
		causes: "files of different programmes",
		expected: "results of one kind",
		help: "run cimp once for each kind of file",
	},
	"CIMP-E301": {
		severity: "error",
		outcome: "unreadable",
		title: "output folder was not written by cimp",
		meaning: "The folder exists and holds files that cimp did not write. Nothing was changed.",
		causes: "another program's folder; a mistyped path",
		expected: "an empty or new folder, or one that cimp wrote",
		help: "choose another folder, or say --force to replace it",
	},
	"CIMP-E302": {
		severity: "error",
		outcome: "unreadable",
		title: "output can't be written",
		meaning: "The folder or a file in it could not be created.",
		causes: "missing permission; a full disk; a file where a folder should be",
		expected: "a place that can be written",
		help: "free some space, or choose another folder with --out",
	},
	"CIMP-E303": {
		severity: "error",
		outcome: "usage",
		title: "settings are not valid",
		meaning: "A setting in the configuration file, the environment or the command line cannot be used.",
		causes: "a spelling mistake; a value out of range",
		expected: "a setting that `cimp help analyze` lists",
		help: "correct the setting named",
	},
	"CIMP-E401": {
		severity: "error",
		outcome: "threshold",
		title: "problems were found and --strict was given",
		meaning: "With --strict, problems that would be reported are reasons to stop.",
		causes: "damaged input",
		expected: "input without problems",
		help: "look at the problems listed; run without --strict to go on without the rows refused",
	},
} as const satisfies Record<string, CatalogueEntry>;

export type ProblemCode = keyof typeof problemCatalogue;

export const problemCodes = Object.keys(problemCatalogue) as ProblemCode[];
