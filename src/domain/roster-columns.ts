/** The columns of a placement roster: what each is called in districts' exports, and whether the audit can do without. */

/** `id`: of one student, never shown. `basis`: a group that may be compared. */
export type RosterKind = "id" | "text" | "basis" | "course" | "date" | "flag" | "word";

export interface RosterColumnFacts {
	readonly name: string;
	readonly kind: RosterKind;
	/** Without it there is no audit. */
	readonly required: boolean;
	/** Compared without case, blanks, `_` and `-`. */
	readonly synonyms: readonly string[];
	/** What its cells may hold, in words. */
	readonly values: string;
}

const required = new Set(["student_id", "prior_course", "placed_course_day1"]);

const column = (name: string, kind: RosterKind, synonyms: string, values: string): RosterColumnFacts => ({
	...{ name, kind, values, required: required.has(name) },
	synonyms: synonyms.split(" "),
});

/** In the order in which they are listed to people. */
export const rosterColumns = [
	column(
		"student_id",
		"id",
		"ssid localid stuid statestudentid studentnumber statewidestudentidentifier",
		"text with all its digits; unique in a school year; never in any public output",
	),
	column(
		"school_year",
		"text",
		"year ay academicyear",
		"2025-26, 2025-2026 or 2026; rows without it take --year, or the policy's",
	),
	column("school", "text", "site sch schoolname highschool", "text"),
	column("cds_code", "text", "cds schoolcode schoolcds", "14 digits as text; used where there is no school column"),
	column("feeder_school", "text", "feeder priorschool middleschool", "text"),
	column("grade", "text", "gr gradelevel", "9; other grades are left out and counted, blank counts as 9"),
	column(
		"ethnicity",
		"basis",
		"race raceethnicity ethnic fedrace ethnicityrace",
		"CALPADS codes 100 to 700 or the state's names; several in one cell between ; or | as the policy's several_races says; blank: not reported",
	),
	column("gender", "basis", "sex", "F, M, X, or female, male, nonbinary"),
	column(
		"sed",
		"basis",
		"ses frpm econdisadv lowincome socioeconomicallydisadvantaged",
		"Y/N, yes/no, 1/0, T/F, true/false, SED; also F, R, P (meals) where R or P occurs; blank: not reported, never N",
	),
	column("el", "basis", "ell englishlearner elstatus elastatus", "as sed; also EL, ADEL, EO, IFEP, RFEP, TBD"),
	column("ltel", "basis", "longtermel longtermenglishlearner", "as sed"),
	column("swd", "basis", "sped iep specialeducation studentwithdisability", "as sed"),
	column("foster", "basis", "fos fosteryouth", "as sed"),
	column("homeless", "basis", "hom mckinneyvento", "as sed"),
	column(
		"prior_course",
		"course",
		"grade8course math8course grade8math priormathcourse",
		"title of the last course before grade 9; every title must be in a rule of the policy",
	),
	column(
		"placed_course_day1",
		"course",
		"initialplacement grade9math placement placedcourse day1placement",
		"title on the first day; every title must be on the ladder, below it or outside it",
	),
	column(
		"placed_course_checkpoint",
		"course",
		"finalplacement censuscourse checkpointplacement",
		"title after the checkpoint, likewise",
	),
	column("checkpoint_date", "date", "dateofcheckpoint", "2025-09-12 or 9/12/2025"),
	column("recourse_requested", "flag", "appealrequested appeal recourse", "Y or N"),
	column("recourse_date", "date", "appealdate recourserequestdate", "a date"),
	column("recourse_decision", "word", "appealdecision", "granted, denied, pending"),
	column("recourse_decision_date", "date", "appealdecisiondate", "a date"),
	column(
		"repeat_consent",
		"flag",
		"consenttorepeat repeatconsentonfile",
		"Y or N: consent on record to repeat a completed course",
	),
	column(
		"placement_reason",
		"word",
		"overridereason reasonforplacement",
		"a few words of a list, not a note about the student",
	),
	column(
		"teacher_rec",
		"word",
		"teacherrecommendation",
		"used only where the policy names it as a measure, and warned about",
	),
	column(
		"outcome_grade9",
		"word",
		"grade9outcome grade9mathgrade finalgrade",
		"letter grade (C- or better passes), or pass, fail",
	),
	column("next_course", "course", "grade10course nextyearcourse grade10math", "title"),
	column("ag_c_met", "flag", "agmathmet agc agcmet", "Y or N"),
] as const satisfies readonly RosterColumnFacts[];

/** How headings are compared. */
export const plainHeading = (heading: string): string => heading.toLowerCase().replace(/[\s_\-./#]+/g, "");

/** The contract's column for each plain spelling. */
export const rosterColumnBySpelling: ReadonlyMap<string, RosterColumnFacts> = new Map(
	rosterColumns.flatMap((entry: RosterColumnFacts) =>
		[entry.name, ...entry.synonyms].map((spelling) => [plainHeading(spelling), entry] as const),
	),
);

/** Headings of names, birth dates, addresses and the like: never read, and named to the user without a cell of theirs. */
const personal =
	/name|birth|dob|address|street|phone|mail|guardian|parent|contact|ssn|socialsecurity|photo|medical|zip|city/;

/** True for a heading under which a student could be recognized, that the audit has no use for. */
export const isPersonalHeading = (heading: string): boolean =>
	!rosterColumnBySpelling.has(plainHeading(heading)) && personal.test(plainHeading(heading));
