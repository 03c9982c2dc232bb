/** Places, names, lives, companions and the sameness of everything for one seed. */

import { describe, expect, test } from "vitest";
import { kindOfName } from "../../src/domain/entity.js";
import { buildWorld, defaultOptions, simulate } from "../../src/simulation/index.js";
import { isOpen, nameIn } from "../../src/simulation/world.js";
import { bytesOf, filesOf, rowsOf, smallOptions, truthOf } from "./helpers.js";

describe("one seed", () => {
	const tinyOptions = { ...smallOptions, districts: 2, schools: 4 };

	test("gives the same bytes again, in whatever order and however often the files are read", () => {
		const once = simulate({ ...tinyOptions, damage: true, roster: true });
		const backwards = [...simulate({ ...tinyOptions, damage: true, roster: true })].reverse();
		for (const file of backwards) {
			const same = once.find(({ name }) => name === file.name);
			const bytes = bytesOf(file.chunks);
			expect(bytes.length).toBeGreaterThan(0);
			expect(bytes.equals(bytesOf(same?.chunks ?? []))).toBe(true);
			expect(bytes.equals(bytesOf(file.chunks))).toBe(true);
		}
	});

	test("a number and its text are one seed; another seed is another world", () => {
		const of = (seed: number | string): Buffer | undefined => filesOf({ ...tinyOptions, seed }).get("results-2025.txt");
		expect(of(7)?.equals(of("7") ?? Buffer.alloc(0))).toBe(true);
		expect(of(7)?.equals(of(8) ?? Buffer.alloc(0))).toBe(false);
	});

	test("districts stay themselves when more of them, or other subjects, are asked for", () => {
		const few = filesOf({ ...tinyOptions, years: [2025], subjects: ["math"] });
		const many = filesOf({ ...tinyOptions, years: [2025], districts: 4 });
		const mine = (files: ReadonlyMap<string, Buffer>): string[] =>
			(files.get("results-2025.txt")?.toString("latin1").split("\r\n") ?? []).filter((line) =>
				/^01\^9900[12]\^.*\^B\^2\^/.test(line),
			);
		const cut = (lines: string[]): string[] => lines.map((line) => line.split("^").slice(0, 27).join("^"));
		expect(cut(mine(few))).toEqual(cut(mine(many)));
		expect(mine(few).length).toBeGreaterThan(300);
	});
});

describe("places", () => {
	const world = buildWorld({ ...defaultOptions, districts: 400, schools: 10 });
	const schools = world.districts.flatMap((district) => district.schools);

	test("codes and district names are unique; codes are none of the state's", () => {
		expect(new Set(world.districts.map(({ cds }) => cds)).size).toBe(400);
		expect(new Set(world.districts.map(({ name }) => name)).size).toBe(400);
		expect(new Set(schools.map(({ cds }) => cds.slice(7))).size).toBe(schools.length);
		expect(world.districts.filter(({ cds }) => !/^(0[1-9]|[1-4]\d|5[0-8])99\d{3}0{7}$/.test(cds))).toEqual([]);
		expect(schools.filter(({ cds }) => !/^\d\d99\d{3}99\d{5}$/.test(cds))).toEqual([]);
		expect(new Set(world.districts.map(({ county }) => county)).size).toBe(58);
	});

	test("the first district is Sample Unified, whatever the seed", () => {
		for (const seed of [1, 2, "three"]) {
			const [first] = buildWorld({ ...defaultOptions, seed }).districts;
			expect([first?.cds, first?.name, first?.schools.length]).toEqual(["01990010000000", "Sample Unified", 15]);
		}
	});

	test("schools of a district have different names, all of them plainly invented", () => {
		const words =
			/Sample|Example|Placeholder|Invented|Fictional|Specimen|Pretend|Imaginary|Illustrative|Hypothetical|Made-Up|Make-Believe|Simulated|Synthetic|Mock|Nowhere/;
		for (const { schools: own } of world.districts) {
			const names = own.flatMap((school) => [school.firstName, school.newName]);
			expect(new Set(own.map(({ firstName }) => firstName)).size).toBe(own.length);
			expect(names.filter((name) => !words.test(name) || name.length > 50)).toEqual([]);
		}
		const all = schools.map(({ firstName }) => firstName);
		expect(all.some((name) => name.includes("ñ")) && all.some((name) => name.includes("é"))).toBe(true);
		expect(all.some((name) => name.length === 50)).toBe(true);
	});

	test("names say which schools serve another purpose", () => {
		for (const school of schools) {
			const kind = kindOfName(school.firstName)?.kind ?? "regular";
			expect(kind).toBe(school.shape.purpose);
		}
		expect(new Set(schools.map(({ shape }) => shape.purpose))).toEqual(new Set(["regular", "alternative", "virtual"]));
	});

	test("some schools open, close or change their name, in the first district always", () => {
		const [first] = world.districts;
		const own = (buildWorld(defaultOptions).districts[0] ?? first)?.schools ?? [];
		expect(own.filter(({ opens }) => opens === 2025).length).toBeGreaterThan(0);
		expect(own.filter(({ closes }) => closes === 2024).length).toBeGreaterThan(0);
		const renamed = own.filter((school) => nameIn(school, 2024) !== nameIn(school, 2025));
		expect(renamed.length).toBeGreaterThan(0);
		const share = schools.filter((school) => !isOpen(school, 2024) || !isOpen(school, 2025)).length / schools.length;
		expect(share).toBeGreaterThan(0.03);
		expect(share).toBeLessThan(0.1);
	});
});

describe("companion tables", () => {
	const files = filesOf({ ...smallOptions, seed: "companions" });
	const covariates = rowsOf(files.get("covariates.csv"), ",", "utf8");
	const meals = rowsOf(files.get("frpm.csv"), ",", "utf8");

	test("hold every school open in the newest year and no other", () => {
		const entities = rowsOf(files.get("entities-2025.txt"), "^");
		const open = entities.filter((row) => Number(row["Type ID"]) > 6);
		const codes = open.map((row) => `${row["County Code"]}${row["District Code"]}${row["School Code"]}`);
		expect(covariates.map((row) => row.id).sort()).toEqual(codes.sort());
		expect(meals.map((row) => `${row["County Code"]}${row["District Code"]}${row["School Code"]}`).sort()).toEqual(
			codes,
		);
	});

	test("print the true shares", () => {
		const truth = truthOf(files) as {
			districts: { schools: { cds: string; shares: { sed: number; el: number; swd: number } }[] }[];
		};
		const shares = new Map(
			truth.districts.flatMap(({ schools }) => schools.map((school) => [school.cds, school.shares])),
		);
		for (const row of covariates) {
			const school = shares.get(row.id ?? "");
			// Whole students: half a student's share, and the last printed digit.
			const slack = 50 / Number(row.enrollment) + 0.06;
			expect(Math.abs(Number(row["Socioeconomically Disadvantaged pct"]) - 100 * (school?.sed ?? 0))).toBeLessThan(
				slack,
			);
			expect(Math.abs(Number(row["English Learner pct"]) - 100 * (school?.el ?? 0))).toBeLessThan(slack);
			expect(Math.abs(Number(row["Students with Disabilities pct"]) - 100 * (school?.swd ?? 0))).toBeLessThan(slack);
		}
		const percents = meals.map((row) => Number(row["Percent (%) \nEligible FRPM \n(K-12)"]));
		const fractions = meals.map((row) => Number(row["FRPM Count \n(K-12)"]) / Number(row["Enrollment \n(K-12)"]));
		expect(percents).toEqual(fractions);
	});
});
