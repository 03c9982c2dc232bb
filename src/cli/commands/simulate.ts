import type { Command } from "../command.js";

export const simulateCommand: Command = {
	name: "simulate",
	summary: "invented districts in the state's layouts, with the truth beside them",
	arguments: "",
	argumentHelp: "",
	description: [
		"Writes results of several years, entities and covariates of districts that do not exist, with chosen true variation, and truth.json. For trying cimp, for training, and for tests.",
	],
	examples: [
		["cimp simulate --out sample", "twelve districts, two years"],
		["cimp simulate --seed 7 --years 2018,2019 --tau-school 0 --out flat", "schools that differ by chance alone"],
		["cimp simulate --damage --out damaged", "with the damages that spreadsheets do"],
	],
	options: [
		{ flags: "-o, --out <dir>", description: "folder for the files" },
		{ flags: "--seed <seed>", description: "number or word that decides everything", default: "1" },
		{ flags: "--districts <count>", description: "how many districts", default: "12" },
		{ flags: "--schools <mean>", description: "schools per district, on average", default: "15" },
		{ flags: "--years <years>", description: "test years, with commas", default: "2024,2025" },
		{ flags: "--layout <layout>", description: "a results layout, or auto for that of each year", default: "auto" },
		{
			flags: "--tau-district <sd>",
			description: "true standard deviation between districts, in points",
			default: "12",
		},
		{
			flags: "--tau-school <sd>",
			description: "true standard deviation between schools of a district, in points",
			default: "20",
		},
		{ flags: "--gap <size>", description: "true difference by socioeconomic disadvantage, in points", default: "45" },
		{ flags: "--groups <ids>", description: "student groups, with commas; 1 is all students", default: "all" },
		{ flags: "--subject <subject>", description: "math, ela or science", repeatable: true, default: "math and ela" },
		{ flags: "--damage", description: "plant the damages that people's files have" },
		{ flags: "--roster", description: "also a roster of synthetic students" },
		{ flags: "--force", description: "write into a folder that cimp did not make" },
		{ flags: "-q, --quiet", description: "errors only" },
	],
	next: ["cimp analyze DIR"],
	run: async (operands, flags, context) => (await import("./simulate-run.js")).run(operands, flags, context),
};
