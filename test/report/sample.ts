/** A report about invented schools with hand-drawn pictures: every kind of block, as the tests and eyes need it. */

import type { Chart, Drawing, Panel } from "../../src/charts/chart.js";
import { type Measured, missing, notDefined, suppressed } from "../../src/domain/measured.js";
import type { Column, ReleasedTable } from "../../src/domain/table.js";
import { releaseTable } from "../../src/privacy/release.js";
import type { Finding, ReportDocument } from "../../src/report/index.js";

interface SampleSchool {
	readonly id: string;
	readonly name: string;
	readonly level: string;
	readonly tested: number;
	readonly before: Measured;
	readonly actual: Measured;
	readonly predicted: Measured;
}

const places = ["Alder", "Bay", "Cedar", "Dune", "Elm", "Fern", "Grove", "Heron", "Iris", "Juniper", "Kelp", "Lupine"];
const kinds = ["Elementary", "Hill Elementary", "Creek Academy of Mathematics and Letters", "Middle", "High"];

/** Forty-eight schools nobody attends; the numbers follow from the index alone. */
export const sampleSchools: readonly SampleSchool[] = Array.from({ length: 48 }, (_, index) => {
	const wave = Math.sin(index * 2.3) * 60 + Math.cos(index * 0.7) * 30 - 55;
	const kind = index % 9 === 8 ? 4 : index % 6 === 5 ? 3 : index % 3;
	const tested = index === 20 ? 7 : 12 + ((index * 37) % 420);
	const withheld = suppressed("fewer than 11 students");
	return {
		id: `019999960${String(index).padStart(5, "0")}`,
		name: `${places[index % 12]}${index >= 12 ? ` ${["North", "South", "West"][Math.floor(index / 12) - 1]}` : ""} ${kinds[kind]}`,
		level: kind === 4 ? "High" : kind === 3 ? "Middle" : "Elementary",
		tested,
		before: index === 7 ? missing("opened in 2024") : index === 20 ? withheld : wave - 4,
		actual: index === 20 ? withheld : wave + Math.sin(index * 5.1) * 22,
		predicted: index === 13 || index === 20 ? notDefined("no earlier result to predict from") : wave,
	};
});

const column = (key: string, label: string, unit: Column["unit"], more: Partial<Column> = {}): Column => ({
	key,
	label,
	unit,
	...more,
});

const residual = ({ actual, predicted }: SampleSchool): Measured => {
	if (typeof predicted !== "number") return predicted;
	return typeof actual === "number" ? actual - predicted : actual;
};

const shifted = (value: Measured, by: number): Measured => (typeof value === "number" ? value + by : value);

export const schoolTable: ReleasedTable = releaseTable({
	id: "table-schools",
	caption:
		"Schools of Sample Unified, mathematics, all students: results, predictions and 95 % prediction intervals, by name",
	columns: [
		column("school", "School", "text"),
		column("cds", "CDS code", "code", { csvOnly: true }),
		column("level", "Level", "text"),
		column("tested", "Students tested, 2025", "students"),
		column("before", "2024", "points"),
		column("actual", "2025", "points"),
		column("predicted", "Predicted", "points"),
		column("lower", "Interval from", "points"),
		column("upper", "to", "points"),
		column("residual", "Difference", "points", { signed: true }),
	],
	rows: sampleSchools.map((school) => [
		school.name,
		school.id,
		school.level,
		school.tested,
		school.before,
		school.actual,
		school.predicted,
		shifted(school.predicted, -26),
		shifted(school.predicted, 26),
		residual(school),
	]),
	rowIds: sampleSchools.map(({ id }) => id),
	notes: ["No order of merit: names are in the order of the file."],
});

export const spreadTable: ReleasedTable = releaseTable({
	id: "table-spread",
	caption: "Spread between schools",
	columns: [
		column("what", "What", "text"),
		column("seen", "Seen", "points"),
		column("true", "True spread", "points"),
		column("share", "True part of the variance", "share"),
	],
	rows: [
		["Results in 2025", 61, 60, 0.972],
		["Change from 2024 to 2025", 17, 14.4, 0.66],
		["Result minus prediction", 19, notDefined("fewer than 8 schools"), notDefined("fewer than 8 schools")],
	],
});

const svg = (width: number, height: number, inside: string): Drawing => ({
	spec: { width, height },
	svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif">${inside}</svg>`,
	width,
	height,
});

const value = (measured: Measured): number => (typeof measured === "number" ? measured : 0);

function rows(schools: readonly SampleSchool[], width: number): Drawing {
	const narrow = width < 500;
	const step = narrow ? 40 : 21;
	const left = narrow ? 10 : 330;
	const x = (points: number): number => Math.round(left + ((points + 220) / 300) * (width - left - 20));
	const lines = schools.map((school, index) => {
		const y = 20 + index * step;
		const mark = narrow ? y + 18 : y;
		const band = `<path d="M${x(value(school.predicted) - 26)} ${mark - 5}v10h${x(26) - x(-26)}v-10z" fill="#F8E3D3"/><path d="M${x(value(school.predicted))} ${mark - 8}v16" stroke="#C2410C" stroke-width="2.6"/>`;
		const dot = `<circle cx="${x(value(school.actual))}" cy="${mark}" r="5.6" fill="#12436D"/>`;
		return `<text x="4" y="${y + 5}" font-size="14" fill="#1B1B1B">${school.name}</text>${band}${dot}`;
	});
	return svg(width, 30 + schools.length * step, lines.join(""));
}

function dots(width: number): Drawing {
	const marks = sampleSchools.map((school, index) => {
		const x = Math.round(width / 2 + value(residual(school)) * (width / 90));
		return `<circle cx="${x}" cy="${230 - (index % 9) * 14}" r="5.6" fill="none" stroke="#71767A" stroke-width="2"/>`;
	});
	return svg(
		width,
		280,
		`${marks.join("")}<path d="M0 240h${width}" stroke="#1B1B1B"/><text x="4" y="262" font-size="13">points lower than predicted</text>`,
	);
}

const panel = (id: string, title: string, schools: readonly SampleSchool[]): Panel => ({
	id,
	title,
	note: `${schools.length} schools`,
	wide: rows(schools, 1068),
	narrow: rows(schools, 360),
});

const words = {
	source: "California School Dashboard layout, invented data, 2024 and 2025.",
	interval: { drawn: "95 % prediction interval" },
} as const;

export const coverChart: Chart = {
	...words,
	id: "figure-cover",
	kind: "residual-dots",
	headline: "Most schools sit near their prediction; a few do not",
	subtitle:
		"2025 result minus prediction, in points of distance from standard. One dot a school, 46 schools, mathematics.",
	alt: "Dot histogram of 46 schools by result minus prediction: 2 lower, 43 within, 1 higher",
	description: ["Half of the schools are within 10 points of their prediction. The farthest on either side are named."],
	panels: [{ id: "all", title: "", note: "", wide: dots(1068), narrow: dots(360) }],
	table: schoolTable,
};

export const profileChart: Chart = {
	...words,
	id: "figure-profile",
	kind: "profile",
	headline: "Three schools fall outside the range predicted for them",
	subtitle:
		"Mathematics, distance from standard in points, all students, 2025, with the prediction and its 95 % interval.",
	alt: "Dots with prediction bands for 48 schools in two panels, most dots inside their band",
	description: [
		"Results run from 60 points above the standard to 190 below it. Elementary schools spread more than middle schools.",
		"Withheld: one school has fewer than 11 students.",
	],
	panels: [
		panel("elementary", "Elementary schools, A–L", sampleSchools.slice(0, 26)),
		panel("secondary", "Middle and high schools", sampleSchools.slice(26)),
	],
	table: schoolTable,
};

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
