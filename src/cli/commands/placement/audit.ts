import type { Command } from "../../command.js";
import { policyOption, rosterOptions } from "./shared.js";

export const auditCommand: Command = {
	name: "placement audit",
	summary: "who qualified, who was placed below it, by group: for the governing board",
	arguments: "",
	argumentHelp: "",
	description: [
		"Applies the district's own policy to its roster and compares every group with all other qualified students: counts, rates with intervals, tests, and verdicts by the printed rules. Missing measures leave a student undetermined, never unqualified; bounds say what that leaves open.",
		"The folder of --out holds what may be published: small groups and what would give them away are withheld, and every file goes through the privacy gate. Exact values and the list of qualified students held back are written with --internal alone, into a folder apart, readable by its owner only.",
		"No verdict says that a district complies or not, and none names a cause. Without --policy the question can't be answered; only enrollment by course and group is written.",
		"Exit code 0: done, whatever the verdicts; 1: a FLAG stands and --fail-on-flag was given.",
	],
	examples: [
		["cimp placement audit --policy policy.yml --students roster.csv --out audit", "the year's audit"],
		["cimp placement audit -p policy.yml -s roster.csv -o audit --internal team-only", "with the team's own folder"],
		["cimp placement audit -p policy.yml -s three-years.csv --years 2023-24,2024-25,2025-26 -o audit", "several years"],
	],
	options: [
		policyOption,
		...rosterOptions,
		{
			flags: "--years <years>",
			description: "school years to audit, with commas; the newest is the audit's own",
			default: "all",
		},
		{ flags: "-o, --out <dir>", description: "folder for what may be published" },
		{ flags: "--internal <dir>", description: "folder for the district's own eyes, apart from --out" },
		{ flags: "--fail-on-flag", description: "exit code 1 where a FLAG stands" },
		{ flags: "--date <day>", description: "day to print, as 2026-11-05" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "--json", description: "what audit.json holds, on stdout; problems as JSON lines on stderr" },
		{ flags: "-q, --quiet", description: "errors only" },
		{ flags: "-v, --verbose", description: "every decision" },
	],
	next: ["cimp placement power", "cimp placement whatif", "cimp privacy check DIR"],
	run: async (operands, flags, context) => (await import("./audit-run.js")).run(operands, flags, context),
};
