/** A report about invented schools with hand-drawn pictures: every kind of block, as the tests and eyes need it. */

import { missing } from "../../src/domain/measured.js";
import { releaseTable } from "../../src/privacy/release.js";
import type { Finding, ReportDocument } from "../../src/report/index.js";
import { coverChart, profileChart } from "./sample-charts.js";
import { column, schoolTable, spreadTable } from "./sample-tables.js";

const finding = (more: Pick<Finding, "id" | "sentence" | "evidence" | "detail">): Finding => ({
	template: "sample",
	params: {},
	counts: { schools: 46, tested: 9804 },
	source: "figure-profile",
	method: "model",
	...more,
});

const findings: readonly Finding[] = [
	finding({
		id: "finding-within",
		evidence: "clear",
		sentence: [
			{ text: "43 of 46", strong: true },
			" schools scored within the range that their own earlier results and student mix predict.",
		],
		detail: ["46 schools, 9,804 students tested in 2025."],
	}),
	finding({
		id: "finding-school",
		evidence: "some",
		sentence: [
			{ text: "Dune South Elementary", href: "#01999996000027" },
			" scored ",
			{ text: "41 points higher", strong: true },
			" than predicted, between 15 and 67.",
		],
		detail: ["−24, predicted −65, 137 students."],
	}),
	finding({
		id: "finding-change",
		evidence: "not distinguishable",
		sentence: ["The average student moved 1 point closer to the standard; chance alone could give that."],
		detail: ["Between −1 and 3 points; 9,600 and 9,804 students."],
	}),
	finding({
		id: "finding-few",
		evidence: "not enough data",
		sentence: ["For students who are English learners in high schools there are too few results to judge."],
		detail: ["2 schools with 30 or more students."],
	}),
];

export const sampleDocument: ReportDocument = {
	lang: "en",
	title: "Sample Unified: mathematics, predicted and actual, 2025",
	meta: [
		"cimp district report",
		"Sample Unified (01-99999)",
		"Mathematics, grades 3–8 and 11",
		"Dashboard years 2024, 2025",
	],
	banner: "Invented data: these schools do not exist",
	answer: "In 43 of 46 Sample Unified schools, 2025 math results are close to what earlier results predict",
	lead: [
		"The average student in these 46 schools scored 76 points below the state’s math standard in 2025, 4 points closer to it than in 2024 (between 3 and 6). Three schools fall outside the range predicted for them; chance alone would put about two there.",
	],
	sections: [
		{ id: "answer", title: "", blocks: [{ block: "figure", chart: coverChart, tableHref: "#table-schools" }] },
		{
			id: "findings",
			title: "Findings, and how sure we are",
			blocks: [{ block: "findings", findings }],
		},
		{
			id: "limits",
			title: "What this can and can’t tell you",
			blocks: [
				{
					block: "columns",
					columns: [
						{
							title: "It can",
							items: [
								["Show where each school stands against the standard, its level’s average and its own prediction."],
								["Say how much of a difference or a change is more than chance."],
								["Point to schools worth learning from, in both directions."],
							],
						},
						{
							title: "It can’t",
							items: [
								["Say why. Nothing here is the effect of a school, a program or a teacher."],
								["Say that a prediction is good enough. A school that meets it can still be far from the standard."],
								[
									"See who did not test: the intervals leave out participation, errors of the test and the choice of model.",
								],
							],
						},
					],
				},
			],
		},
		{
			id: "profile",
			title: "School profile",
			blocks: [
				{
					block: "paragraph",
					text: [
						"Each row is a school. The filled dot is its 2025 result, the band is where 95 of 100 results of such schools would fall. The numbers are in ",
						{ text: "", href: "#table-schools" },
						".",
					],
				},
				{
					block: "callout",
					title: "The order means nothing",
					text: ["Schools stand by level and name. The order carries no rank."],
				},
				{ block: "figure", chart: profileChart, tableHref: "#table-schools", csvHref: "../../tables/schools.csv" },
			],
		},
		{
			id: "questions",
			title: "Questions to discuss",
			short: "Questions",
			blocks: [
				{ block: "paragraph", text: ["Write first, alone, for two minutes. Then compare."] },
				{
					block: "questions",
					questions: [
						{
							question: "What is the shape of achievement across the district, relative to the reference bars?",
							prompts: [
								["Elementary schools spread from −190 to 60, with a second cluster above the standard."],
								["What do you notice, and what did you expect?"],
							],
						},
						{ question: "How much spread is there within the district?", prompts: [["Look at one level at a time."]] },
						{
							question: "How are schools performing relative to the prediction?",
							prompts: [["Bold names lie outside their interval."]],
						},
						{
							question: "Which schools are making continued progress, and which are not?",
							prompts: [["One year’s change is two thirds true."]],
						},
					],
				},
			],
		},
		{
			id: "data",
			title: "About the data",
			blocks: [
				{ block: "paragraph", text: ["Two files were read; every row is accounted for."] },
				{
					block: "list",
					ordered: true,
					items: [
						["Rows read: 96."],
						["Rows kept: 94."],
						["Rows refused: 2, both because the code had lost its zeros."],
					],
				},
				{ block: "heading", id: "variation", text: "How much is chance" },
				{ block: "table", table: spreadTable, figureHref: "#figure-cover" },
				{ block: "paragraph", voice: "note", text: ["Spreads are standard deviations in points."] },
			],
		},
		{
			id: "method",
			title: "Model card",
			blocks: [
				{
					block: "facts",
					id: "model",
					title: "Predictions from earlier results",
					facts: [
						{
							term: "Formula",
							text: ["result 2025 = 0.93 × result 2024 + 0.06 × % socioeconomically disadvantaged + level"],
						},
						{
							term: "A school never predicts itself",
							text: ["Each prediction is made by a model fitted without the school."],
						},
						{ term: "The interval holds", text: ["95 % of schools left out: 94 % of 46, between 83 and 98."] },
						{ term: "Do not use it to", text: ["rate schools or teachers, place students, assign support."] },
					],
				},
				{
					block: "code",
					label: "How to reproduce",
					lines: [
						"npx cimp analyze results.csv --covariates mix.csv \\",
						'    --district "Sample Unified" --subject math --out out/sample',
					],
				},
				{ block: "heading", id: "references", text: "References" },
				{
					block: "list",
					items: [
						[
							"Leckie and Goldstein, 2011. ",
							{ text: "Understanding uncertainty in school league tables", href: "https://example.org/paper?a=1&b=2" },
							".",
						],
					],
				},
			],
		},
		{
			id: "tables",
			title: "Tables behind the figures",
			blocks: [
				{ block: "table", table: schoolTable, csvHref: "../../tables/schools.csv", figureHref: "#figure-profile" },
			],
		},
	],
	running: "Sample Unified · mathematics 2025",
};

/** The run's first page: a list of districts, each linked to its report. */
export const indexDocument: ReportDocument = {
	lang: "en",
	title: "Results and predictions, mathematics, 2025",
	meta: ["cimp", "Mathematics", "2024, 2025"],
	answer: "Reports for 3 districts",
	lead: ["Each page opens from disk and prints. The list is in the order of the state’s codes."],
	sections: [
		{
			id: "districts",
			title: "Districts",
			blocks: [
				{
					block: "table",
					rowHrefs: ["districts/0199999-sample-unified/index.html", "districts/0199998-second/index.html", ""],
					table: releaseTable({
						id: "table-districts",
						caption: "Districts of this run",
						columns: [
							column("district", "District", "text"),
							column("schools", "Schools", "schools"),
							column("tested", "Students tested", "students"),
							column("answer", "What the report says", "text"),
						],
						rows: [
							["Sample Unified", 46, 9804, "In 43 of 46 schools results are close to what earlier results predict."],
							["Second Elementary", 4, 812, "All 4 schools are within the range predicted for them."],
							["Third Joint Union High", 1, 7, missing("one school only")],
						],
					}),
				},
			],
		},
	],
	running: "Run of three districts",
};
