/**
 * Writes an invented research file of the whole state: about 3.6 million rows and 600 MB in the layout of 2017–2019.
 *
 *   node test/bench/generate.mjs --out FILE [--rows 3600000] [--year 2019] [--layout 2017] [--seed 1]
 *
 * Schools, their districts, counties and the state, 45 student groups, two tests; the same options give the same bytes.
 * Rows of a district are the sums of its schools (but for direct-funded charters), those of all grades the sums of the
 * grades; scores of fewer than eleven students are withheld, about half of all. `--layout` is the first year of a
 * layout (2015, 2016, 2017, 2021, 2024) and follows from the year unless given.
 */

import { closeSync, openSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { headerLine, headers, layoutOfYear, rowWriter } from "./research-file.mjs";

const { values: options } = parseArgs({
	options: {
		out: { type: "string" },
		rows: { type: "string", default: "3600000" },
		year: { type: "string", default: "2019" },
		layout: { type: "string" },
		seed: { type: "string", default: "1" },
	},
});
const year = Number(options.year);
const layout = options.layout === undefined ? layoutOfYear(year) : Number(options.layout);
if (options.out === undefined || headers[layout] === undefined || !(Number(options.rows) > 0)) {
	throw new Error(
		"usage: generate.mjs --out FILE [--rows N] [--year Y] [--layout 2015|2016|2017|2021|2024] [--seed N]",
	);
}

/** Chance from a seed: uniform numbers from 0 to 1 (a linear congruence is good enough for a benchmark). */
let state = (Number(options.seed) * 2_654_435_761 + 12_345) >>> 0;
const chance = () => {
	state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
	return state / 4_294_967_296;
};

/** Student groups with their usual share of all students; the second of a pair is the rest of the first. */
const pairs = [
	[3, 4, 0.51],
	[31, 111, 0.6],
	[128, 99, 0.12],
	[28, 29, 0.01],
	[50, 51, 0.02],
	[52, 53, 0.03],
];
const others = [
	[6, 0.8],
	[7, 0.05],
	[8, 0.2],
	[74, 0.06],
	[75, 0.01],
	[76, 0.1],
	[77, 0.03],
	[78, 0.55],
	[79, 0.005],
	[80, 0.22],
	[90, 0.15],
	[91, 0.2],
	[92, 0.22],
	[93, 0.2],
	[94, 0.14],
	[120, 0.01],
	[121, 0.08],
	[142, 0.17],
	[144, 0.04],
	[160, 0.18],
	[170, 0.4],
	[180, 0.58],
	[200, 0.04],
	[201, 0.005],
	[202, 0.04],
	[203, 0.01],
	[204, 0.43],
	[205, 0.003],
	[206, 0.06],
	[220, 0.02],
	[222, 0.06],
	[226, 0.16],
];
/** Group ids in the order of the cells. */
const groups = [1, ...pairs.flatMap((pair) => pair.slice(0, 2)), ...others.map(([id]) => id)];

const grades = [3, 4, 5, 6, 7, 8, 11];
const spans = [[3, 4, 5], [6, 7, 8], [11], [3, 4, 5, 6], [7, 8]];

/** Six counts a cell (enrolled, tested, levels 1 to 4); a cell per group, test and grade. */
const width = 6;
const cellAt = (group, test, grade) => ((group * 2 + test) * grades.length + grade) * width;
const cells = () => new Int32Array(cellAt(groups.length, 0, 0));

/** Fills one cell with about `share` of the students of the cell of all students. */
function drawPart(into, at, whole, share) {
	for (let level = 2; level < width; level++) {
		into[at + level] = Math.min(into[whole + level], Math.floor(into[whole + level] * share + chance()));
		into[at + 1] += into[at + level];
	}
	// Tested without a score, and enrolled without a test: as far as the school has such students.
	const unscored = into[whole + 1] - (into[whole + 2] + into[whole + 3] + into[whole + 4] + into[whole + 5]);
	into[at + 1] += Math.floor(unscored * share + chance() * 0.2);
	into[at] = into[at + 1] + Math.floor((into[whole] - into[whole + 1]) * share + chance() * 0.3);
}

function drawSchool(into, span) {
	into.fill(0);
	const size = (span.length === 1 ? 110 : 20) + Math.floor(chance() * chance() * chance() * 300);
	const ability = chance();
	const lean = 0.5 + chance();
	const present = others.map(() => chance() < 0.9);
	for (let test = 0; test < 2; test++) {
		for (const grade of span.map((each) => grades.indexOf(each))) {
			const whole = cellAt(0, test, grade);
			const students = Math.round(size * (0.85 + 0.3 * chance()));
			into[whole + 5] = Math.floor(students * (0.05 + 0.35 * ability * chance()));
			into[whole + 4] = Math.floor((students - into[whole + 5]) * (0.15 + 0.35 * ability));
			into[whole + 3] = Math.floor((students - into[whole + 5] - into[whole + 4]) * (0.3 + 0.2 * chance()));
			into[whole + 2] = students - into[whole + 5] - into[whole + 4] - into[whole + 3];
			into[whole + 1] = students + Math.floor(chance() * 3);
			into[whole] = into[whole + 1] + Math.floor(chance() * 8);
			for (const [index, [, , share]] of pairs.entries()) {
				const first = cellAt(1 + 2 * index, test, grade);
				const second = cellAt(2 + 2 * index, test, grade);
				drawPart(into, first, whole, Math.min(0.95, share * lean));
				for (let count = 0; count < width; count++) into[second + count] = into[whole + count] - into[first + count];
			}
			for (const [index, [, share]] of others.entries()) {
				if (!present[index]) continue;
				const at = cellAt(1 + 2 * pairs.length + index, test, grade);
				drawPart(into, at, whole, Math.min(0.95, share * lean));
				// Enrolled, and not tested: the row is there, its scores are blank.
				if (into[at] === 0 && chance() < 0.1) into[at] = 1;
			}
		}
	}
}

const add = (to, from) => {
	for (let index = 0; index < from.length; index++) to[index] += from[index];
};

const file = openSync(options.out, "w");
const buffer = Buffer.alloc(1 << 22);
let filled = buffer.latin1Write(headerLine(layout));
let rows = 0;
let withheld = 0;
const writtenRow = rowWriter(layout, year);

function flush() {
	writeSync(file, buffer, 0, filled);
	filled = 0;
}

/** All rows of a place: by group, test and grade, all grades last. A group without students has no row. */
function writePlace(place, from) {
	const all = new Int32Array(width);
	const row = { ...place, group: 0, test: 0, grade: 0, c: all, all: [0, 0, 0] };
	const one = (c, grade) => {
		if (c[0] === 0) return;
		rows++;
		if (c[1] > 0 && c[2] + c[3] + c[4] + c[5] < 11) withheld++;
		row.c = c;
		row.grade = grade;
		filled += buffer.latin1Write(writtenRow(row), filled);
	};
	for (const [groupIndex, group] of groups.entries()) {
		for (let test = 0; test < 2; test++) {
			const first = cellAt(groupIndex, test, 0);
			all.fill(0);
			for (let at = first; at < first + grades.length * width; at++) all[(at - first) % width] += from[at];
			if (all[0] === 0) continue;
			row.group = group;
			row.test = test + 1;
			row.all = [all[0], all[1], all[2] + all[3] + all[4] + all[5]];
			for (let grade = 0; grade < grades.length; grade++) {
				const at = cellAt(groupIndex, test, grade);
				one(from.subarray(at, at + width), grades[grade]);
			}
			one(all, 13);
		}
	}
	if (filled > buffer.length >> 1) flush();
}

/** Rows of a school, its share of the rows of district, county and state with it. */
const rowsPerSchool = 340;
const schoolsPerDistrict = 10;
const mostCounties = 58;
const schools = Math.max(1, Math.round(Number(options.rows) / rowsPerSchool));
const districts = Math.ceil(schools / schoolsPerDistrict);
const counties = Math.min(mostCounties, districts);
const digits = (number, length) => String(number).padStart(length, "0");
/** Where the n-th of several equal parts ends. */
const endOf = (total, part, parts) => Math.round((total * part) / parts);

const [ofState, ofCounty, ofDistrict, ofSchool] = [cells(), cells(), cells(), cells()];
const none = { district: "00000", school: "0000000", districtName: "", schoolName: "" };
let school = 0;
let district = 0;

/** A school, and what it adds to its district. */
function writeSchool(districtPlace) {
	drawSchool(ofSchool, spans[school % spans.length]);
	const type = school % 11 === 10 ? 9 : school % 33 === 4 ? 10 : 7;
	const schoolName = `${school % 7 === 0 ? "Escuela de los Niños" : "Sample School"} ${school + 1}`;
	// The row of a direct-funded charter has the charter's own name in place of the district's.
	const districtName = type === 9 ? schoolName : districtPlace.districtName;
	writePlace({ ...districtPlace, school: digits(9_000_001 + school, 7), districtName, schoolName, type }, ofSchool);
	if (type !== 9) add(ofDistrict, ofSchool);
	add(ofCounty, ofSchool);
	school++;
}

for (let county = 1; county <= counties; county++) {
	ofCounty.fill(0);
	const countyPlace = { ...none, county: digits(county, 2), type: 5 };
	for (; district < endOf(districts, county, counties); district++) {
		ofDistrict.fill(0);
		const code = digits(98_000 + district, 5);
		const name = `${district % 3 === 0 ? "Peña" : "Sample"} Unified ${code}`;
		const place = { ...countyPlace, district: code, districtName: name, type: 6 };
		while (school < endOf(schools, district + 1, districts)) writeSchool(place);
		writePlace(place, ofDistrict);
	}
	writePlace(countyPlace, ofCounty);
	add(ofState, ofCounty);
}
writePlace({ ...none, county: "00", type: 4 }, ofState);
flush();
closeSync(file);
process.stdout.write(`${JSON.stringify({ layout, year, schools, districts, rows, withheld })}\n`);
