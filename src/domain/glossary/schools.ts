/** Terms for places, files and what happens to them. */

import type { GlossaryEntry } from "./entry.js";

export const schoolTerms: readonly GlossaryEntry[] = [
	{
		term: "CDS code",
		aliases: ["county-district-school code", "cds"],
		short: "The state's 14-digit code of a school: county (2 digits), district (5) and school (7).",
		long: "A district's own row ends in seven zeros, a county's in twelve, the state's is all zeros. Spreadsheets take leading zeros away and turn long codes into scientific notation, which loses digits for good (CIMP-E113). cimp joins tables on the code and never on names.",
		seeAlso: ["crosswalk"],
		onPages: ["cds code"],
	},
	{
		term: "student group",
		aliases: ["group"],
		short:
			"Students who share a characteristic that the state reports, such as English learners. A student may be in several.",
		long: "Groups of one category (race and ethnicity, language, disability) can be compared with each other; a group and all students overlap. Two groups of different categories overlap too, so that their difference has no simple error.",
		seeAlso: ["suppressed", "V statistic"],
		onPages: ["student group", "student groups"],
	},
	{
		term: "suppressed",
		aliases: ["withheld", "masked", "asterisk"],
		short: "Not shown, so that no student can be recognized: results of 10 or fewer students, and counts below 11.",
		long: "The state prints an asterisk. cimp keeps it as the reason for an absent value, never as zero or blank, and withholds counts from 1 to 10 itself. Where a group is too small to be published, two students are entered for the prediction alone and never shown.",
		seeAlso: ["student group", "reconciliation"],
	},
	{
		term: "students with scores",
		aliases: ["tested", "tested with scores"],
		short: "Students tested whose test could be scored: the number behind a result.",
		long: "Chance plays a smaller part the more students there are: the sampling variance of a result is roughly inverse to this number. Where a file counts only students tested, that count stands in.",
		unit: "students",
		seeAlso: ["sampling variance"],
		onPages: [],
	},
	{
		term: "charter school",
		aliases: ["charter", "direct-funded charter", "locally funded charter", "charter kinds"],
		short:
			"A public school under a charter. Locally funded charters count in their district's published row, direct-funded ones do not.",
		long: "Charters stand in the district whose code they carry unless --charters says otherwise: exclude leaves them out, separate puts them in a panel of their own and out of every average.",
		seeAlso: ["reconciliation"],
		onPages: ["charter school", "charters", "direct-funded"],
	},
	{
		term: "alternative school",
		aliases: ["DASS", "Dashboard Alternative School Status"],
		short:
			"A school that serves students at high risk of leaving school, such as a continuation school. Shown, and neither predicted nor learned from.",
		long: "Schools with Dashboard Alternative School Status (DASS), and schools whose type or name says the same, stay out of the fit: they admit students because of earlier results, so that no other school is like them. Special education and virtual schools and district programs are left out the same way, each with the cell that says so.",
		seeAlso: ["left out of the fit"],
		onPages: ["alternative school", "alternative schools"],
	},
	{
		term: "floor value",
		aliases: ["lowest obtainable score"],
		short: "A published number that stands for missing participation, not for a result.",
		long: "Where too few students take part, Dashboard distances are set to the lowest score that the test can give. Such a value says nothing of those who were tested; it is left out of the fit with a receipt.",
		seeAlso: ["distance from standard", "left out of the fit"],
	},
	{
		term: "left out of the fit",
		aliases: ["left out"],
		short: "Not used by the model and not predicted, for a reason that the page gives.",
		long: "The reasons: the result is withheld or absent, the school is of another kind, the value is a floor value, few students were tested, or a predictor is not known. Nothing is guessed.",
		seeAlso: ["alternative school", "floor value", "suppressed"],
		onPages: ["left out of the fit", "shown without a prediction"],
	},
	{
		term: "companion table",
		aliases: ["covariates file"],
		short: "A table of facts about schools, such as meal eligibility, joined to the results on the 14-digit code.",
		long: "What joined and what did not is counted on the page. One table serves a covariate for all schools, so that values are comparable. A companion that was given and joins no school at all is an error (CIMP-E204).",
		seeAlso: ["covariate", "vintage", "CDS code"],
		onPages: [],
	},
	{
		term: "vintage",
		aliases: ["data year"],
		short: "The school year that a table of facts describes.",
		long: "A covariate of another year than the results may describe other students. The page prints each table's vintage, or that the file does not state it.",
		seeAlso: ["companion table"],
	},
	{
		term: "crosswalk",
		aliases: ["code changes"],
		short: "A reviewed list of schools that stood under another code in the earlier year.",
		long: "`cimp entities diff` proposes it, a person answers where it is not certain, and `cimp analyze --crosswalk` follows it. Without one, nothing is carried over from another code. Results of several former schools are put together with their students as weights.",
		seeAlso: ["CDS code", "earlier result"],
	},
	{
		term: "reconciliation",
		aliases: ["reconcile"],
		short: "A check that a district's own row agrees with the sum over its schools.",
		long: "Direct-funded charters are not in the district's row. A difference that withheld schools can account for is explained; any other is reported with both numbers (CIMP-W131).",
		seeAlso: ["charter school", "suppressed"],
	},
	{
		term: "manifest",
		aliases: ["manifest.json"],
		short: "The list of everything that made an output folder: inputs with their hashes, options, version, files.",
		long: "No clock, user or machine is in it, so that the same inputs and options give the same bytes. Its lists of figures and tables say which CSV file holds the numbers of each.",
		seeAlso: ["SHA-256"],
		onPages: [],
	},
	{
		term: "SHA-256",
		aliases: ["hash", "sha256"],
		short: "A fingerprint of a file's content: another content, another fingerprint.",
		long: "It shows whether two people read the same file. `sha256sum FILE` prints it; for a member of an archive it is that of the member unpacked.",
		seeAlso: ["manifest"],
		onPages: [],
	},
];
