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
}

const column = (name: string, kind: RosterKind, synonyms: string, required = false): RosterColumnFacts => ({
	...{ name, kind, required },
	synonyms: synonyms === "" ? [] : synonyms.split(" "),
});

/** In the order in which they are listed to people. */
export const rosterColumns = [
	column("student_id", "id", "ssid localid stuid statestudentid studentnumber statewidestudentidentifier", true),
	column("school_year", "text", "year ay academicyear"),
	column("school", "text", "site sch schoolname highschool"),
	column("cds_code", "text", "cds schoolcode schoolcds"),
	column("feeder_school", "text", "feeder priorschool middleschool"),
	column("grade", "text", "gr gradelevel"),
	column("ethnicity", "basis", "race raceethnicity ethnic fedrace ethnicityrace"),
	column("gender", "basis", "sex"),
	column("sed", "basis", "ses frpm econdisadv lowincome socioeconomicallydisadvantaged"),
	column("el", "basis", "ell englishlearner elstatus elastatus"),
	column("ltel", "basis", "longtermel longtermenglishlearner"),
	column("swd", "basis", "sped iep specialeducation studentwithdisability"),
	column("foster", "basis", "fos fosteryouth"),
	column("homeless", "basis", "hom mckinneyvento"),
	column("prior_course", "course", "grade8course math8course grade8math priormathcourse", true),
	column("placed_course_day1", "course", "initialplacement grade9math placement placedcourse day1placement", true),
	column("placed_course_checkpoint", "course", "finalplacement censuscourse checkpointplacement"),
	column("checkpoint_date", "date", "dateofcheckpoint"),
	column("recourse_requested", "flag", "appealrequested appeal recourse"),
	column("recourse_date", "date", "appealdate recourserequestdate"),
	column("recourse_decision", "word", "appealdecision"),
	column("recourse_decision_date", "date", "appealdecisiondate"),
	column("repeat_consent", "flag", "consenttorepeat repeatconsentonfile"),
	column("placement_reason", "word", "overridereason reasonforplacement"),
	column("teacher_rec", "word", "teacherrecommendation"),
	column("outcome_grade9", "word", "grade9outcome grade9mathgrade finalgrade"),
	column("next_course", "course", "grade10course nextyearcourse grade10math"),
	column("ag_c_met", "flag", "agmathmet agc agcmet"),
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
