/** The invented state: districts and schools with their codes, names, lives, students' shares and true effects. */

import type { Subject } from "../domain/tests.js";
import { createRandom, type Random } from "../stats/index.js";
import { type Composition, type DistrictLeaning, drawComposition, drawLeaning } from "./composition.js";
import { drawDistrictEffects, drawSchoolEffects, type SchoolEffects, type SubjectEffects } from "./effects.js";
import { type DistrictType, districtNames, schoolNames } from "./names.js";
import type { SimulationOptions } from "./options.js";
import { districtShapes, districtSizes, districtTypes, type SchoolShape } from "./school-shapes.js";

export interface District {
	/** 14 digits; the county is real as a number, the district code is one that the state does not use. */
	readonly cds: string;
	readonly county: number;
	readonly name: string;
	readonly type: DistrictType;
	readonly effects: SubjectEffects;
	readonly schools: readonly School[];
}

export interface School {
	readonly cds: string;
	readonly district: string;
	readonly shape: SchoolShape;
	/** Name before and from the year of renaming on; the same for most. */
	readonly firstName: string;
	readonly newName: string;
	readonly renamedIn: number | undefined;
	/** First and last simulated year with students. */
	readonly opens: number;
	readonly closes: number;
	readonly composition: Composition;
	readonly effects: SchoolEffects;
}

export interface World {
	readonly options: SimulationOptions;
	readonly districts: readonly District[];
	/** Root of all randomness: every cohort forks its own stream from it, so that nothing depends on the order of work. */
	readonly random: Random;
}

export const nameIn = (school: School, year: number): string =>
	school.renamedIn !== undefined && year >= school.renamedIn ? school.newName : school.firstName;

export const isOpen = (school: School, year: number): boolean => year >= school.opens && year <= school.closes;

/** Districts that stand in one county before the next county's begin. */
const districtsPerCounty = 3;
const counties = 58;

/** County, and 99001, 99002 … within it. */
function districtPlace(position: number): { county: number; code: string } {
	const block = Math.floor(position / districtsPerCounty);
	const county = 1 + (block % counties);
	const within = (position % districtsPerCounty) + districtsPerCounty * Math.floor(block / counties);
	return { county, code: `${String(county).padStart(2, "0")}${99001 + within}` };
}

interface Life {
	readonly opens: number;
	readonly closes: number;
	readonly renamedIn: number | undefined;
}

/** In the first district of a world of several years, these positions open, close and change their name, whatever the seed. */
const sureToOpen = 10;
const sureToClose = 8;
const sureToBeRenamed = 6;

function drawLife(years: readonly number[], sure: number | undefined, random: Random): Life {
	const first = years[0] ?? 0;
	const last = years.at(-1) ?? first;
	const draw = random.uniform();
	const later = years.length > 1 ? years[1 + random.integer(years.length - 1)] : undefined;
	if (later === undefined) return { opens: first, closes: last, renamedIn: undefined };
	const before = years[years.indexOf(later) - 1] ?? first;
	if (sure === sureToOpen || draw < 0.03) return { opens: later, closes: last, renamedIn: undefined };
	if (sure === sureToClose || draw < 0.06) return { opens: first, closes: before, renamedIn: undefined };
	const renamedIn = sure === sureToBeRenamed || draw < 0.1 ? later : undefined;
	return { opens: first, closes: last, renamedIn };
}

interface DistrictPlan {
	readonly position: number;
	readonly name: string;
	readonly type: DistrictType;
	readonly shapes: readonly SchoolShape[];
	/** Number of schools in all districts before this one: school codes run through. */
	readonly schoolsBefore: number;
}

function makeDistrict(plan: DistrictPlan, options: SimulationOptions, root: Random): District {
	const random = root.fork(`district ${plan.position}`);
	const { county, code } = districtPlace(plan.position);
	const leaning = drawLeaning(random);
	const effects = drawDistrictEffects(options.tauDistrict, random);
	const { names, spare } = schoolNames(plan.shapes, random);
	const schools = plan.shapes.map((shape, position): School => {
		const own = random.fork(`school ${position}`);
		const firstName = names[position] ?? "";
		return {
			cds: `${code}${9900001 + plan.schoolsBefore + position}`,
			district: code,
			shape,
			firstName,
			newName: spare[position] ?? firstName,
			...drawLife(options.years, plan.position === 0 ? position : undefined, own),
			...drawStudentsAndEffects(leaning, shape, options, own),
		};
	});
	return { cds: `${code}0000000`, county, name: plan.name, type: plan.type, effects, schools };
}

const drawStudentsAndEffects = (
	leaning: DistrictLeaning,
	shape: SchoolShape,
	options: SimulationOptions,
	random: Random,
): { composition: Composition; effects: SchoolEffects } => ({
	composition: drawComposition(leaning, shape.purpose, random),
	effects: drawSchoolEffects(options.tauSchool, options.years.length, random),
});

/**
 * Draws the world. Composition, effects and lives of a district depend on the seed and its position alone, so a
 * district stays itself when more are asked for.
 */
export function buildWorld(options: SimulationOptions): World {
	const root = createRandom(options.seed);
	const random = root.fork("districts");
	const types = districtTypes(options.districts, random.fork("types"));
	const sizes = districtSizes(options.districts, options.schools, random.fork("sizes"));
	const names = districtNames(types, random.fork("names"));
	let schoolsBefore = 0;
	const districts = types.map((type, position) => {
		const schools = sizes[position] ?? 0;
		const shapes = districtShapes(type, schools, random.fork(`shapes ${position}`));
		const plan = { position, name: names[position] ?? "", type, shapes, schoolsBefore };
		schoolsBefore += schools;
		return makeDistrict(plan, options, root);
	});
	return { options, districts, random: root };
}

/** Grades of a school in which a subject is tested, in order. */
export function testedGrades(school: School, subject: Subject): number[] {
	const tested = subject === "science" ? [5, 8, 10, 11, 12] : [3, 4, 5, 6, 7, 8, 11];
	return tested.filter((grade) => grade >= school.shape.low && grade <= school.shape.high);
}
