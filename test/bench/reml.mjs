/**
 * Restricted maximum likelihood on a generated statewide panel, beside R's lme4 on the same rows.
 *
 * node test/bench/reml.mjs --work FOLDER [--repeat 3] [--only cimp|lme4]
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createRandom, fitNested, nestedEffects, varianceTable } from "../../dist/stats/index.js";

const { values: options } = parseArgs({
	options: {
		work: { type: "string" },
		repeat: { type: "string", default: "3" },
		only: { type: "string" },
		keep: { type: "boolean", default: false },
	},
});
if (options.work === undefined) throw new Error("say where files may go: --work FOLDER");

const DISTRICTS = 800;
const YEARS = [2015, 2016, 2017, 2018, 2019, 2022];
/** Kinds of schools with their grades: 10,000 schools, 26,000 grades of schools, 156,000 rows. */
const KINDS = [
	{ count: 5400, grades: [3, 4, 5] },
	{ count: 2100, grades: [6, 7, 8] },
	{ count: 2300, grades: [11] },
	{ count: 200, grades: [3, 4, 5, 6, 7, 8] },
];
const GRADES = [3, 4, 5, 6, 7, 8, 11];
const STUDENT_VARIANCE = 100 ** 2;
const TRUTH = { district: 15 ** 2, school: 20 ** 2, grade: 8 ** 2, phi: 1.3 };

/** Columns of the panel; the same seed gives the same rows. */
function panel() {
	const random = createRandom("restricted likelihood panel");
	const normal = (variance) => Math.sqrt(variance) * random.normal();
	const districts = Array.from({ length: DISTRICTS }, () => normal(TRUTH.district));
	const rows = [];
	let school = 0;
	let cell = 0;
	for (const { count, grades } of KINDS) {
		for (let k = 0; k < count; k++, school++) {
			// Every district has a school; the sizes of the others follow a long tail.
			const district = school < DISTRICTS ? school : Math.floor(DISTRICTS * random.uniform() ** 2);
			const level = districts[district] + normal(TRUTH.school);
			const poverty = 100 * random.beta(2, 1.5);
			const learners = 60 * random.beta(1, 3);
			const charter = random.uniform() < 0.1 ? 1 : 0;
			const size = 25 + random.integer(150);
			for (const grade of grades) {
				const own = level + normal(TRUTH.grade);
				for (const year of YEARS) {
					const tested = Math.max(11, Math.round(size * (0.8 + 0.4 * random.uniform())));
					const sed = poverty + 3 * random.normal();
					const disabled = 12 + 3 * random.normal();
					const fixed =
						20 - 0.9 * sed - 0.4 * learners - 0.8 * disabled + 5 * charter - 2 * (grade - 3) + (year - 2015);
					const response = fixed + own + normal((TRUTH.phi * STUDENT_VARIANCE) / tested);
					rows.push({ district, school, cell, grade, year, tested, sed, learners, disabled, charter, response });
				}
				cell++;
			}
		}
	}
	return rows;
}

function inputOf(rows) {
	const names = ["one", ...GRADES.slice(1).map((g) => `grade ${g}`), ...YEARS.slice(1).map((y) => `year ${y}`)];
	names.push("sed", "learners", "disabled", "charter");
	const design = new Float64Array(rows.length * names.length);
	rows.forEach((row, i) => {
		const line = [
			1,
			...GRADES.slice(1).map((g) => +(g === row.grade)),
			...YEARS.slice(1).map((y) => +(y === row.year)),
		];
		design.set([...line, row.sed, row.learners, row.disabled, row.charter], i * names.length);
	});
	const codes = (name) => Int32Array.from(rows, (row) => row[name]);
	return {
		response: Float64Array.from(rows, (row) => row.response),
		design,
		names,
		intercept: "one",
		levels: ["district", "school", "cell"].map((name) => ({ name, groups: codes(name) })),
		variances: Float64Array.from(rows, (row) => STUDENT_VARIANCE / row.tested),
	};
}

/** CPU seconds of a call, and what it returned. */
function cpu(work) {
	const before = process.cpuUsage();
	const result = work();
	const { user, system } = process.cpuUsage(before);
	return { seconds: (user + system) / 1e6, result };
}

function median(values) {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function runCimp(input, phi, repeat) {
	const seconds = [];
	let last;
	for (let round = 0; round < repeat; round++) {
		last = cpu(() => {
			const fit = fitNested({ ...input, phi });
			return { fit, effects: nestedEffects(fit) };
		});
		seconds.push(last.seconds);
	}
	const { fit, effects } = last.result;
	return { seconds, fit, effects };
}

function runLme4(rows, folder) {
	const names = Object.keys(rows[0]);
	const file = join(folder, "panel.csv");
	writeFileSync(
		file,
		`${names.join(",")}\n${rows.map((row) => names.map((name) => row[name]).join(",")).join("\n")}\n`,
	);
	const script = new URL("reml.R", import.meta.url).pathname;
	execFileSync("Rscript", [script, file, join(folder, "lme4.json")], { stdio: "inherit" });
	return JSON.parse(readFileSync(join(folder, "lme4.json"), "utf8"));
}

const show = (values) => values.map((value) => value.toFixed(2)).join(", ");
const say = (text) => process.stdout.write(`${text}\n`);
const folder = join(options.work, "reml");
mkdirSync(folder, { recursive: true });
const rows = panel();
say(`${rows.length} rows, ${new Set(rows.map((row) => row.school)).size} schools, Node ${process.version}`);
let cimp;
if (options.only !== "lme4") {
	const input = inputOf(rows);
	cimp = runCimp(input, { minimum: 0 }, Number(options.repeat));
	const { fit } = cimp;
	say(`cimp, phi estimated: CPU s ${show(cimp.seconds)} (effects and their variances included)`);
	say(`  criterion ${fit.minus2LogLikelihood.toFixed(6)}, ${fit.iterations} iterations, converged ${fit.converged}`);
	for (const { name, estimate, standardError } of fit.components) say(`  ${name} ${estimate} (${standardError})`);
	say(`  ${JSON.stringify(varianceTable(fit).shares.map(({ level, share }) => [level, Number(share.toFixed(3))]))}`);
	const known = runCimp(input, { fixed: TRUTH.phi }, Number(options.repeat));
	say(`cimp, row variance known: CPU s ${show(known.seconds)}, ${known.fit.iterations} iterations`);
}
if (options.only !== "cimp") {
	const peer = runLme4(rows, folder);
	say(
		`lme4 ${peer.version}, R ${peer.r}: CPU s fit ${peer.fit.toFixed(2)}, with ranef(condVar = TRUE) ${peer.all.toFixed(2)}`,
	);
	say(
		`  criterion ${peer.criterion.toFixed(6)}, variances ${peer.variances.join(" ")}, phi ${peer.sigma2 / STUDENT_VARIANCE}`,
	);
	if (cimp) {
		const mine = median(cimp.seconds);
		say(`cimp / lme4: ${(mine / peer.all).toFixed(4)} (1 / ${(peer.all / mine).toFixed(0)})`);
		say(`criterion, cimp less lme4: ${(cimp.fit.minus2LogLikelihood - peer.criterion).toFixed(8)}`);
		const off = peer.effects.map((effect, k) => Math.abs(effect - cimp.effects[1].effect[peer.schools[k]]));
		say(`largest difference of a school effect: ${Math.max(...off).toExponential(2)}`);
	}
}
if (!options.keep) rmSync(folder, { recursive: true });
