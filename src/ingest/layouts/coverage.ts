/** What is read in another way than by a known layout, and what is not read: for the page that says so. */

interface OtherFiles {
	readonly what: string;
	readonly years: string;
	/** Lower-case clause, to stand behind a semicolon or in a table. */
	readonly why: string;
}

/** Files that are read by the names of their columns, where those give everything that is needed. */
export const readByRole: readonly OtherFiles[] = [
	{ what: "Smarter Balanced research files", years: "since 2026", why: "not published when this version was made" },
	{ what: "California Science Test research files", years: "2019, 2021–2023", why: "not every heading is known" },
	{ what: "Entities files with further columns", years: "any", why: "later years may add some" },
	{
		what: "Dashboard academic indicators",
		years: "fall 2017, 2018, 2019, 2022",
		why: "not every heading is known; subject and year from the file's name where no column has them",
	},
	{
		what: "Unduplicated pupil counts (CUPC)",
		years: "since 2013–14",
		why: "the headings of the counts are not known in their exact spelling; read are the school's facts and its enrollment",
	},
];

/** Files of the state that are refused, and what to give in their place. */
export const refused: readonly OtherFiles[] = [
	{
		what: "Fixed-width results",
		years: "2015–2021, since 2024; science in all years",
		why: "the places of the fields are not known: give the delimited file of the same year",
	},
	{ what: "Science field test", years: "2018", why: "its headings are not known: describe it with --map" },
	{ what: "Paper-and-pencil tests", years: "2014–15", why: "another test in another layout" },
	{
		what: "English learner tests (ELPAC)",
		years: "any",
		why: "another test, whose entity types have other numbers",
	},
	{
		what: "Enrollment by race and grade",
		years: "to 2022–23",
		why: "no column for the covariates; describe it with --map",
	},
];
