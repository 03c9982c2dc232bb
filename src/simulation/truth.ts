/** The truth beside the files: what a model that does its job should find. */

import type { Subject } from "../domain/tests.js";
import { meanElShare } from "./composition.js";
import type { PlantedDamage } from "./damage.js";
import { effectParts, expectedLatent, expectedShareMet, type Sitting } from "./expectation.js";
import { ethnicGroups, persistentShare, studentSd } from "./score-model.js";
import { type District, isOpen, nameIn, type School, testedGrades, type World } from "./world.js";

/** What is true of one school, subject and year. */
export interface SchoolTruth {
	readonly districtEffect: number;
	readonly persistentEffect: number;
	readonly transientEffect: number;
	/** Mean over the tested grades of the true mean, in latent points from "Standard Met". */
	readonly expectedDistance: number;
	/** Mean over the tested grades of the true percent, 0–100, that meets or exceeds the standard. */
	readonly expectedPercentMet: number;
}

/**
 * The truth of a school in a subject and year; grades count the same, as their cohorts are drawn around one size.
 *
 * @returns `undefined` where the school is closed or the subject is not tested in it
 */
export function schoolTruth(
	world: World,
	place: { readonly district: District; readonly school: School },
	subject: Subject,
	year: number,
): SchoolTruth | undefined {
	const { district, school } = place;
	const sittings = testedGrades(school, subject).map((grade): Sitting => ({ subject, grade, year }));
	const first = sittings[0];
	if (first === undefined || !isOpen(school, year)) return undefined;
	const parts = effectParts(world, district, school, first);
	const means = sittings.map((sitting) => expectedLatent(world, district, school, sitting));
	const shares = sittings.map((sitting, index) =>
		expectedShareMet(school.composition, means[index] ?? 0, world.options.gap, sitting),
	);
	return {
		districtEffect: parts.district,
		persistentEffect: parts.persistent,
		transientEffect: parts.transient,
		expectedDistance: average(means),
		expectedPercentMet: 100 * average(shares),
	};
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Four decimals are more than any file shows, and the same everywhere. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

function roundedTruth(truth: SchoolTruth): Record<string, number> {
	return Object.fromEntries(Object.entries(truth).map(([key, value]) => [key, rounded(value)]));
}

function schoolEntry(world: World, district: District, school: School): Record<string, unknown> {
	const { years, subjects } = world.options;
	const { composition, shape } = school;
	const yearEntries = years.flatMap((year) => {
		const bySubject = subjects.flatMap((subject) => {
			const truth = schoolTruth(world, { district, school }, subject, year);
			return truth === undefined ? [] : [[subject, roundedTruth(truth)] as const];
		});
		return isOpen(school, year) ? [[year, { name: nameIn(school, year), ...Object.fromEntries(bySubject) }]] : [];
	});
	return {
		cds: school.cds,
		purpose: shape.purpose,
		charter: shape.charter,
		grades: [shape.low, shape.high],
		shares: {
			sed: rounded(composition.sed),
			el: rounded(meanElShare(composition, testedGrades(school, "math"))),
			everEl: rounded(composition.everEl),
			swd: rounded(composition.swd),
			ethnicity: Object.fromEntries(
				ethnicGroups.map(({ id }, index) => [id, rounded(composition.ethnicity[index] ?? 0)]),
			),
		},
		years: Object.fromEntries(yearEntries),
	};
}

/** Schools that open after the first year, close before the last, or change their name. */
function changes(world: World): Record<string, unknown> {
	const { years } = world.options;
	const schools = world.districts.flatMap((district) => district.schools);
	return {
		opened: schools
			.filter((school) => school.opens !== years[0])
			.map((school) => ({ cds: school.cds, firstYear: school.opens })),
		closed: schools
			.filter((school) => school.closes !== years.at(-1))
			.map((school) => ({ cds: school.cds, lastYear: school.closes })),
		renamed: schools
			.filter((school) => school.renamedIn !== undefined)
			.map((school) => ({
				cds: school.cds,
				from: school.firstName,
				to: school.newName,
				firstYearOfNewName: school.renamedIn,
			})),
	};
}

const logit = (share: number): number => Math.log(share / (1 - share));

/** How much the log-odds of meeting the standard change per point, on average over regular schools in the newest year. */
function logitPerPoint(world: World): number {
	const year = world.options.years.at(-1) ?? 0;
	const subject = world.options.subjects[0] ?? "math";
	const slopes = world.districts.flatMap((district) =>
		district.schools.flatMap((school) => {
			const grade = testedGrades(school, subject)[0];
			if (grade === undefined || school.shape.purpose !== "regular") return [];
			const sitting = { subject, grade, year };
			const mean = expectedLatent(world, district, school, sitting);
			const share = (latent: number): number =>
				expectedShareMet(school.composition, latent, world.options.gap, sitting);
			return [(logit(share(mean + 1)) - logit(share(mean - 1))) / 2];
		}),
	);
	return slopes.length === 0 ? 0 : average(slopes);
}

/** The standard deviations that models of the files may be asked to find. */
function spreads(world: World): Record<string, unknown> {
	const { tauDistrict, tauSchool } = world.options;
	const perPoint = logitPerPoint(world);
	return {
		unit: "points of the Smarter Balanced scale",
		studentSd: rounded(studentSd),
		tauDistrict,
		tauSchool,
		persistentShareOfSchoolVariance: persistentShare,
		logitPerPoint: rounded(perPoint),
		impliedLogitTauDistrict: rounded(perPoint * tauDistrict),
		impliedLogitTauSchool: rounded(perPoint * tauSchool),
	};
}

export interface TruthExtras {
	readonly damages: readonly PlantedDamage[];
	readonly roster: Readonly<Record<string, unknown>> | undefined;
}

/** The whole truth of a world as plain data. */
export function truthOf(world: World, extras: TruthExtras): Record<string, unknown> {
	return {
		schema: "cimp-simulation-truth/1",
		options: { ...world.options },
		spreads: spreads(world),
		districts: world.districts.map((district) => ({
			cds: district.cds,
			name: district.name,
			type: district.type,
			effects: Object.fromEntries(
				world.options.subjects.map((subject) => [subject, rounded(district.effects[subject])]),
			),
			schools: district.schools.map((school) => schoolEntry(world, district, school)),
		})),
		changes: changes(world),
		damages: extras.damages,
		...(extras.roster === undefined ? {} : { roster: extras.roster }),
	};
}

/** JSON with keys in order of code units, so that equal data are equal bytes. */
export function sortedJson(value: unknown): string {
	const sorted = (_: string, held: unknown): unknown =>
		typeof held === "object" && held !== null && !Array.isArray(held)
			? Object.fromEntries(Object.entries(held).sort(([left], [right]) => (left < right ? -1 : 1)))
			: held;
	return `${JSON.stringify(value, sorted, "\t")}\n`;
}
