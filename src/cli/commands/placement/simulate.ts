import type { Command } from "../../command.js";

export const simulateRosterCommand: Command = {
	name: "placement simulate",
	summary: "an invented roster with a planted truth",
	arguments: "",
	argumentHelp: "",
	description: [
		"Writes a roster of students who do not exist, for trying the audit, for training and for tests. Groups do not differ in what they bring: what the audit then finds beyond chance was planted, within schools by --disparity, or between schools by --school-spread together with --segregation. The policy of `cimp placement init` fits the roster.",
	],
	examples: [
		["cimp placement simulate --out roster.csv", "1,500 students, placed even-handedly"],
		["cimp placement simulate --disparity AA=2.5 --students 5000 --out roster.csv", "held back 2.5 times as often"],
		[
			"cimp placement simulate --school-spread 1 --segregation 1 --out roster.csv",
			"even-handed within schools, unequal between them",
		],
	],
	options: [
		{ flags: "-o, --out <file>", description: "where to write it, or - for standard output" },
		{ flags: "--seed <seed>", description: "number or word that decides everything", default: "359" },
		{ flags: "--students <count>", description: "how many students", default: "1500" },
		{ flags: "--schools <count>", description: "how many schools", default: "4" },
		{ flags: "--held-back <share>", description: "chance that a qualified student is held back", default: "0.15" },
		{
			flags: "--disparity <code=ratio>",
			description: "multiplies the chance of a group, by its Dashboard code",
			repeatable: true,
		},
		{ flags: "--school-spread <odds>", description: "how far schools differ, in log-odds", default: "0" },
		{ flags: "--segregation <size>", description: "how far groups go to different schools", default: "0" },
		{ flags: "--missing <share>", description: "chance that a measure is missing", default: "0.1" },
		{ flags: "--year <year>", description: "school year", default: "2025-26" },
		{ flags: "--force", description: "replace a file that is there" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp placement init", "cimp placement map-courses --policy policy.yml --students roster.csv"],
	run: async (operands, flags, context) => (await import("./simulate-run.js")).run(operands, flags, context),
};
