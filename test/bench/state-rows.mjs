/**
 * Tidy rows of an invented state, as `analyze` reads them for one subject: six years of all grades together, the last three
 * by grade too, districts' own rows with their students by achievement level, and the state's. An eighth of the schools
 * are charters. The same seed gives the same rows.
 */

import { standardMetScore } from "../../dist/domain/tests.js";
import { createRandom, inverseLogit } from "../../dist/stats/index.js";

export const years = [2018, 2019, 2022, 2023, 2024, 2025];

/** Student groups with their shares: all, low income, disability, learners, English only, three origins. */
const groups = [
	[1, 1],
	[31, 0.6],
	[128, 0.12],
	[160, 0.2],
	[180, 0.7],
	[74, 0.2],
	[78, 0.5],
	[80, 0.25],
];

/** Groups read by grade: those that tell a school's students in the year and the one before it, and all students a year more. */
const byGrade = { 2025: [1, 31, 128, 160], 2024: [1, 31, 128, 160], 2023: [1] };

/** Elementary, middle, high: their share, grades, and the spread of schools in logits, wider in high schools. */
const kinds = [
	{ until: 0.62, grades: [3, 4, 5], tau: 0.35 },
	{ until: 0.8, grades: [6, 7, 8], tau: 0.4 },
	{ until: 1, grades: [11], tau: 0.6 },
];

const withheld = { absent: "suppressed", reason: "fewer than 11 students" };
const noLevels = [withheld, withheld, withheld, withheld];
const noDistance = { absent: "missing", reason: "the layout has no such column" };

/**
 * Draws the rows.
 *
 * @param size numbers of schools and districts, and the seed
 */
export function drawRows({ schools: schoolCount, districts: districtCount, seed }) {
	const random = createRandom(seed);
	const shared = Array.from({ length: districtCount }, () => 0.3 * random.normal());
	const rows = [];
	const totals = new Map();
	districtOfEach(schoolCount, districtCount, random).forEach((district, position) => {
		const school = drawSchool({ district, position, effect: shared[district] }, random);
		for (const drawn of resultsOf(school, random)) {
			addTo(totals, school, drawn);
			if (drawn.listed) rows.push(rowOf(school, drawn));
		}
	});
	return [...rows, ...[...totals.values()].map((total) => areaRow(total))];
}

/** Few large districts and many small ones: the size falls with the rank. */
function districtOfEach(schoolCount, districtCount, random) {
	const weights = Array.from({ length: districtCount }, (_, rank) => 1 / (rank + 4));
	const total = weights.reduce((sum, weight) => sum + weight, 0);
	const upTo = [];
	for (const weight of weights) upTo.push((upTo.at(-1) ?? 0) + weight / total);
	const districts = Array.from({ length: Math.min(districtCount, schoolCount) }, (_, district) => district);
	while (districts.length < schoolCount) {
		const draw = random.uniform();
		const found = upTo.findIndex((share) => draw <= share);
		districts.push(Math.max(0, found));
	}
	return districts.sort((a, b) => a - b);
}

const districtCodeOf = (district) => `01${String(10_000 + district)}`;

function drawSchool({ district, position, effect }, random) {
	const draw = random.uniform();
	const kind = kinds.find(({ until }) => draw < until);
	const lowIncome = 0.05 + 0.9 * random.uniform();
	const students = Math.round(25 * 30 ** random.uniform());
	const logit = 0.8 - 2.2 * lowIncome + effect + kind.tau * random.normal();
	const charter = random.uniform() < 0.875 ? "none" : random.uniform() < 0.75 ? "direct" : "local";
	const shares = groups.map(([group, usual]) =>
		group === 1 ? 1 : group === 31 ? lowIncome : Math.min(1, usual * (0.5 + random.uniform())),
	);
	const cds = `${districtCodeOf(district)}${String(1_000_000 + position)}`;
	return { cds, district, kind, students, logit, charter, shares };
}

/** Every result of a school: by year and group, of all grades together and, where they serve anything, of single grades. */
function resultsOf({ kind, students, logit, shares }, random) {
	const results = [];
	for (const year of years) {
		const wobble = 0.12 * random.normal();
		groups.forEach(([group], index) => {
			const shift = group === 1 ? 0 : group === 128 ? -1 : -0.3;
			const share = inverseLogit(logit + wobble + shift);
			const tested = Math.max(1, Math.round(students * shares[index]));
			const draw = (grade, count) => ({ year, group, grade, tested: count, met: random.binomial(count, share), share });
			results.push({ ...draw(13, tested), listed: true });
			const listed = byGrade[year]?.includes(group) === true;
			// Districts' rows by grade and group are of the newest year.
			if (!listed && year !== 2025) return;
			const inGrade = Math.max(1, Math.round(tested / kind.grades.length));
			for (const grade of kind.grades) results.push({ ...draw(grade, inGrade), listed });
		});
	}
	return results;
}

function rowOf({ cds, district, charter }, { year, group, grade, tested, met, share }) {
	const known = tested >= 11;
	const standard = standardMetScore("math", grade);
	return {
		cds,
		level: "school",
		charter,
		district: `District ${district}`,
		school: `School ${cds}`,
		year,
		subject: "math",
		grade,
		group,
		enrolled: tested,
		tested,
		scored: tested,
		meanScaleScore: known && standard !== undefined ? standard + 100 * Math.log(share / (1 - share)) * 0.55 : withheld,
		percentMet: known ? Math.round((10_000 * met) / tested) / 100 : withheld,
		distanceFromStandard: noDistance,
		levelCounts: noLevels,
	};
}

/** A district's row holds its schools but direct-funded charters; the state's holds all. */
function addTo(totals, { district, charter }, { year, group, grade, tested, met }) {
	const areas = charter === "direct" ? ["state"] : ["state", district];
	for (const area of areas) {
		const key = `${area} ${year} ${group} ${grade}`;
		const total = totals.get(key) ?? { area, year, group, grade, tested: 0, met: 0 };
		total.tested += tested;
		total.met += met;
		totals.set(key, total);
	}
}

/** Students at the four levels: of those who met the standard two of five exceeded it, of the others half were near. */
function levelsOf({ tested, met }) {
	const exceeded = Math.round(0.4 * met);
	const near = Math.round(0.5 * (tested - met));
	return [tested - met - near, near, met - exceeded, exceeded];
}

function areaRow(total) {
	const { area, tested, met } = total;
	const state = area === "state";
	const cds = state ? "00000000000000" : `${districtCodeOf(area)}0000000`;
	const place = { cds, district: state ? -1 : area, charter: "none" };
	const row = rowOf(place, { ...total, share: (met + 0.5) / (tested + 1) });
	const names = { level: state ? "state" : "district", school: "", ...(state ? { district: "" } : {}) };
	return { ...row, ...names, levelCounts: tested >= 11 ? levelsOf(total) : noLevels };
}
