/**
 * How much time and memory the analysis of a whole state takes: tidy rows in memory, then what `analyze` does with
 * them in its stages 4 and 5 (src/app/pipeline.ts), and what pages and results.json ask of the answers. No file is read,
 * no page drawn.
 *
 *   npm run build
 *   node --expose-gc test/bench/analysis.mjs [--years 6] [--schools 10000] [--districts 800] [--model auto] [--seed 1] [--threads 2]
 *
 * `--years 2` reads the year and its baseline alone, `--years 6` the years before them too, for the questions over years.
 * `--threads 0` makes the fits over years when they are asked for, and not in a worker beside the predictions.
 * Prints one line per step: seconds by the clock, seconds of processor time of all threads, resident memory after it and the
 * peak so far. Some analyses find
 * what a district needs when it is asked for: answers are told for one district, for nine more and for all.
 */

import { parseArgs } from "node:util";
import { frameBuilder } from "../../dist/analyses/frame/build.js";
import { buildGroupLevels } from "../../dist/analyses/frame/group-levels.js";
import { buildPanel } from "../../dist/analyses/frame/panel.js";
import { availableScales } from "../../dist/analyses/frame/reader.js";
import { sortRows } from "../../dist/analyses/frame/rows.js";
import { analyses, answerOf, findingsOf } from "../../dist/analyses/index.js";
import { predictWithFits } from "../../dist/analyses/prediction/predict.js";
import { specify, temper } from "../../dist/analyses/prediction/specify.js";
import { fitBeside } from "../../dist/app/fit-beside.js";
import { buildResults } from "../../dist/app/results.js";
import { reconcile } from "../../dist/domain/places/reconcile.js";
import { drawRows, years } from "./state-rows.mjs";

const { values: options } = parseArgs({
	options: {
		years: { type: "string", default: "6" },
		schools: { type: "string", default: "10000" },
		districts: { type: "string", default: "800" },
		model: { type: "string", default: "auto" },
		seed: { type: "string", default: "1" },
		threads: { type: "string", default: "2" },
	},
});

const say = (text) => process.stdout.write(`${text}\n`);

let peak = 0;
const seconds = () => {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
};
function step(name, work, { collect = true } = {}) {
	if (collect) globalThis.gc?.();
	const [before, begun] = [seconds(), performance.now()];
	const result = work();
	return told(name, result, { spent: seconds() - before, wall: (performance.now() - begun) / 1000 });
}

function told(name, result, { spent, wall }) {
	peak = Math.max(peak, process.resourceUsage().maxRSS / 1024);
	const now = process.memoryUsage().rss / 2 ** 20;
	say(
		`${name.padEnd(36)} ${wall.toFixed(2).padStart(7)} s ${spent.toFixed(2).padStart(7)} CPU s ${now.toFixed(0).padStart(6)} MB ${peak.toFixed(0).padStart(6)} MB peak`,
	);
	return { result, spent, wall };
}

/** The rows as `analyze` reads them: for the frame, for the panel, and for comparisons by achievement level. */
function readRows() {
	const rows = drawRows({ schools: Number(options.schools), districts: Number(options.districts), seed: options.seed });
	const [before, baseline, year] = years.slice(-3);
	const read = new Set(years.slice(-Number(options.years)));
	const mix = new Set([1, 31, 128, 160]);
	return {
		results: rows.filter(
			(row) =>
				(row.year >= baseline && mix.has(row.group)) || (row.year === before && read.has(before) && row.group === 1),
		),
		history: rows.filter((row) => row.grade === 13 && read.has(row.year)),
		byGrade: rows.filter((row) => row.level === "district" && row.year === year && row.grade !== 13),
	};
}

const [beforeBaselineYear, baselineYear, year] = years.slice(-3);
const twoBack = Number(options.years) > 2 ? { beforeBaselineYear } : {};
const choice = { subject: "math", group: 1, year, baselineYear, ...twoBack };
const sums = { spent: 0, wall: 0 };
const added = ({ result, spent, wall }) => {
	sums.spent += spent;
	sums.wall += wall;
	return result;
};
const counted = (name, work, options) => added(step(name, work, options));

/** What is put together from the rows, which go when this returns, as in src/app/compute-run.ts. */
function assemble() {
	const rows = step("rows drawn (not counted)", readRows).result;
	say(
		`${rows.results.length} rows for the frame, ${rows.history.length} for the panel, ${rows.byGrade.length} by grade`,
	);
	const scales = counted("scales of the rows", () => availableScales(rows.results, "percent"));
	const { frame, build } = counted("frame", () => {
		const made = frameBuilder({ ...choice, results: rows.results, entities: [], companions: [], charters: "include" });
		return { frame: made(scales[0]), build: made };
	});
	const reconciliation = counted("reconciliation", () =>
		reconcile(sortRows(rows.results).together.filter((row) => row.year >= baselineYear)),
	);
	const second = counted("frame of the second scale", () => build(scales[1]));
	const panel = counted("panel", () => buildPanel(rows.history, scales[0]));
	const groupLevels = counted("students by level", () => buildGroupLevels(rows.byGrade));
	return { frame, second, panel, groupLevels, reconciliation };
}

const { frame, second, panel, groupLevels, reconciliation } = assemble();
/** As in src/app/compute-run.ts, with what each part took; what is not theirs is for the fits over years. */
globalThis.gc?.();
const beside = { spent: seconds(), wall: performance.now() / 1000 };
const ahead = { ...sums };
const collect = false;
const { result, overYears } = await fitBeside({ frame, panel }, { threads: Number(options.threads) }, () => {
	const predicted = counted("predictions", () => predictWithFits(frame, options.model), { collect });
	const specifications = counted("specifications", () => specify(frame, predicted, second), { collect });
	return {
		specifications,
		predictions: counted("evidence tempered", () => temper(predicted.predictions, specifications), { collect }),
	};
});
added(
	told("fits over years, beside these", undefined, {
		spent: seconds() - beside.spent - (sums.spent - ahead.spent),
		wall: performance.now() / 1000 - beside.wall - (sums.wall - ahead.wall),
	}),
);
const { predictions, specifications } = result;
const shared = { charters: "include", group: "All Students", source: "generated" };
const input = { frame, panel, overYears, groupLevels, predictions, specifications, ...shared };
const answers = Object.fromEntries(
	Object.entries(analyses).map(([name, analysis]) => [name, counted(name, () => analysis.compute(input))]),
);
const total = () =>
	`${sums.wall.toFixed(2)} s, ${sums.spent.toFixed(2)} s of processor time, ${peak.toFixed(0)} MB at most`;
say(`whole state computed: ${total()}`);

const districts = [...new Set(frame.schools.map(({ district }) => district))].sort();
const every = Math.max(1, Math.floor(districts.length / 10));
const ten = districts.filter((_, place) => place % every === 0).slice(0, 10);
const answer = (codes) => () =>
	codes.map((code) => [
		Object.keys(analyses).map((name) => answerOf(name, answers, input, code)),
		findingsOf(answers, input, code),
	]);
const common = { inputs: [], problems: [], input, crosswalk: undefined, reconciliation, answers, date: undefined };
counted("answers for one district", answer(ten.slice(0, 1)));
counted("answers for nine more", answer(ten.slice(1)));
counted("results.json for the ten", () => buildResults({ ...common, districts: ten }));
say(`whole state, pages of ten districts: ${total()}`);
counted("results.json for all districts", () => buildResults({ ...common, districts }));
say(`whole state, results.json for all: ${total()}`);
say(`${specifications.list.length} specifications`);
for (const model of predictions.models) {
	const { level, schools, districts: places, iterations, calibration } = model;
	say(`${level}: ${schools} schools, ${places} districts, ${iterations} iterations, ${calibration.verdict}`);
}
