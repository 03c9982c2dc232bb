/**
 * How much processor time and memory the analysis of a whole state takes, from tidy rows in memory to the answers of all
 * districts; no file is read, no page drawn.
 *
 *   npm run build
 *   node --expose-gc test/bench/analysis.mjs [--schools 10000] [--districts 800] [--model auto] [--outcome percent] [--seed 1]
 *
 * Prints one line per step: seconds of processor time, resident memory after it and the peak so far.
 */

import { parseArgs } from "node:util";
import { buildFrame } from "../../dist/analyses/frame/build.js";
import { buildPanel } from "../../dist/analyses/frame/panel.js";
import { analyses } from "../../dist/analyses/index.js";
import { predictSchools } from "../../dist/analyses/prediction/predict.js";
import { createRandom, inverseLogit } from "../../dist/stats/index.js";

const { values: options } = parseArgs({
	options: {
		schools: { type: "string", default: "10000" },
		districts: { type: "string", default: "800" },
		model: { type: "string", default: "auto" },
		outcome: { type: "string", default: "percent" },
		seed: { type: "string", default: "1" },
	},
});
const schoolCount = Number(options.schools);
const districtCount = Number(options.districts);
const years = [2018, 2019, 2022, 2023, 2024, 2025];
const random = createRandom(options.seed);

/** Shares of the student groups that a prediction or a comparison uses: all, low income, disability, learners, two origins. */
const groups = [
	[1, 1],
	[31, 0.6],
	[128, 0.12],
	[160, 0.2],
	[80, 0.25],
	[78, 0.5],
];

/** Elementary, middle, high: their share, grades, and the spread of schools in logits, wider in high schools. */
const kinds = [
	{ until: 0.62, grades: [3, 4, 5], tau: 0.35 },
	{ until: 0.8, grades: [6, 7, 8], tau: 0.4 },
	{ until: 1, grades: [11], tau: 0.6 },
];

/** Few large districts and many small ones: the size falls with the rank. */
function districtOfEach() {
	const weights = Array.from({ length: districtCount }, (_, rank) => 1 / (rank + 4));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const upTo = [];
	for (const weight of weights) upTo.push((upTo.at(-1) ?? 0) + weight / total);
	const districts = Array.from({ length: Math.min(districtCount, schoolCount) }, (_, district) => district);
	while (districts.length < schoolCount) {
		const draw = random.uniform();
		districts.push(
			Math.max(
				0,
				upTo.findIndex((share) => draw <= share),
			),
		);
	}
	return districts.sort((a, b) => a - b);
}

const codeOf = (district, school) => `01${String(10_000 + district)}${String(1_000_000 + school)}`;

function rowOf(school, { year, grade, group, tested, share }) {
	const met = random.binomial(tested, share);
	const hidden = { state: "suppressed", reason: "fewer than 11 students" };
	const known = tested >= 11;
	return {
		cds: school.cds,
		level: "school",
		charter: "none",
		district: `District ${school.district}`,
		school: `School ${school.cds}`,
		year,
		subject: "math",
		grade,
		group,
		enrolled: tested,
		tested,
		scored: tested,
		meanScaleScore: known ? 2500 + 100 * (share - 0.5) : hidden,
		percentMet: known ? Math.round((10_000 * met) / tested) / 100 : hidden,
		distanceFromStandard: known ? 250 * (share - 0.5) + (100 * random.normal()) / Math.sqrt(tested) : hidden,
		levelCounts: [hidden, hidden, hidden, hidden],
	};
}

function rowsOf(school) {
	const rows = [];
	for (const year of years) {
		const wobble = 0.12 * random.normal();
		for (const [group, usual] of groups) {
			const part = group === 1 ? 1 : group === 31 ? school.lowIncome : usual * (0.5 + random.uniform());
			const tested = Math.max(1, Math.round(school.students * part));
			const shift = group === 1 ? 0 : group === 128 ? -1 : -0.3;
			const share = inverseLogit(school.logit + wobble + shift);
			rows.push(rowOf(school, { year, grade: 13, group, tested, share }));
			if (group !== 1 || year !== 2025) continue;
			const inGrade = Math.max(1, Math.round(tested / school.kind.grades.length));
			for (const grade of school.kind.grades) rows.push(rowOf(school, { year, grade, group, tested: inGrade, share }));
		}
	}
	return rows;
}

function drawRows() {
	const shared = Array.from({ length: districtCount }, () => 0.3 * random.normal());
	return districtOfEach().flatMap((district, position) => {
		const draw = random.uniform();
		const kind = kinds.find(({ until }) => draw < until);
		const lowIncome = 0.05 + 0.9 * random.uniform();
		const students = Math.round(25 * 30 ** random.uniform());
		const logit = 0.8 - 2.2 * lowIncome + shared[district] + kind.tau * random.normal();
		return rowsOf({ cds: codeOf(district, position), district, kind, lowIncome, students, logit });
	});
}

const say = (text) => process.stdout.write(`${text}\n`);

let peak = 0;
const seconds = () => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
};
function step(name, work) {
	globalThis.gc?.();
	const before = seconds();
	const result = work();
	const spent = seconds() - before;
	peak = Math.max(peak, process.resourceUsage().maxRSS / 1024);
	const now = process.memoryUsage().rss / 2 ** 20;
	say(
		`${name.padEnd(34)} ${spent.toFixed(2).padStart(7)} s ${now.toFixed(0).padStart(6)} MB ${peak.toFixed(0).padStart(6)} MB peak`,
	);
	return { result, spent };
}

const rows = step("rows drawn (not counted)", drawRows).result;
say(`${rows.length} rows of ${schoolCount} schools in ${districtCount} districts`);
const { outcome } = options;
const input = { outcome, subject: "math", group: 1, year: 2025, baselineYear: 2024, charters: "include" };
const frame = step("frame", () =>
	buildFrame({ ...input, results: rows.filter((row) => row.year >= 2024), entities: [], companions: [] }),
);
const panel = step("panel", () => buildPanel(rows, outcome));
const predictions = step("predictions", () => predictSchools(frame.result, options.model));
const asked = {
	frame: frame.result,
	panel: panel.result,
	predictions: predictions.result,
	charters: "include",
	group: "All Students",
	source: "generated",
};
let total = frame.spent + panel.spent + predictions.spent;
for (const [name, analysis] of Object.entries(analyses)) total += step(name, () => analysis.compute(asked)).spent;
say(`whole analysis: ${total.toFixed(2)} s of processor time, ${peak.toFixed(0)} MB at most`);
for (const model of predictions.result.models) {
	const { level, schools, districts, iterations, calibration } = model;
	say(`${level}: ${schools} schools, ${districts} districts, ${iterations} iterations, ${calibration.verdict}`);
}
