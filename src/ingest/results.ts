/** Result and entity rows out of the engine's tables. */

import { entityLevel } from "../domain/cds-code.js";
import { type CharterStatus, type EntityRow, entityTypes } from "../domain/entity.js";
import { harmlessName } from "../domain/harmless-name.js";
import type { Measured } from "../domain/measured.js";
import { type Subject, subjectOfTest, subjects, testOfSubject } from "../domain/tests.js";
import type { OutcomeKind, ResultRow } from "../domain/tidy.js";
import { type Engine, identifier, type SqlValue } from "./engine.js";
import { measured } from "./measured-cell.js";
import { resultValues, stateColumn } from "./tables.js";

export interface ResultSelection {
	readonly subject: Subject;
	readonly years: readonly number[];
	/** Student group ids. */
	readonly groups: readonly number[];
	/** All, if not given; 13 is all grades. */
	readonly grades?: readonly number[];
	/** Districts' own rows alone, if given. */
	readonly places?: "districts";
}

const charterOfType = (type: SqlValue | undefined): CharterStatus =>
	typeof type === "number" ? (entityTypes.get(type)?.charter ?? "unknown") : "unknown";

const numbers = (values: readonly number[]): string => (values.length > 0 ? values.map(Math.trunc).join(", ") : "null");

const ownDistrictRow = "r.cds like '%0000000' and substr(r.cds, 3, 5) <> '00000'";

/** Texts are long on the way from the engine: one that is as in the row before comes as null. */
const changed = (name: string): string =>
	`case when ${name} is distinct from lag(${name}) over (order by place) then ${name} end`;

const resultQuery = ({ subject, years, groups, grades, places }: ResultSelection): string => {
	const values = resultValues.flatMap((role) => [identifier(role), identifier(stateColumn(role))]);
	return `with chosen as (
			select row_number() over (order by r.cds, r.year, r.grade, r.grp) as place, r.cds, r.year, r.grade, r.grp,
				coalesce(r.type, e.type) as type, coalesce(nullif(r.district, ''), e.district, '') as district,
				coalesce(nullif(r.school, ''), e.school, '') as school, ${values.map((name) => `r.${name}`).join(", ")}
			from results r left join entities e on e.cds = r.cds and e.year = r.year and e.fault is null
			where r.fault is null and r.test = ${testOfSubject[subject]}
				and r.year in (${numbers(years)}) and r.grp in (${numbers(groups)})
				${grades === undefined ? "" : `and r.grade in (${numbers(grades)})`}
				${places === undefined ? "" : `and ${ownDistrictRow}`})
		select ${["cds", "district", "school"].map(changed).join(", ")}, type, year, grade, grp, ${values.join(", ")}
		from chosen order by place`;
};

const firstValue = 7;

/** Makes rows of the query's, in its order. */
function rowReader(subject: Subject): (cell: (column: number) => SqlValue) => ResultRow {
	let [cds, district, school] = ["", "", ""];
	const placeOfValue = new Map(resultValues.map((role, place) => [role, firstValue + 2 * place]));
	const at = (role: (typeof resultValues)[number]): number => placeOfValue.get(role) ?? Number.NaN;
	const [enrolled, tested, scored, meanScaleScore] = [at("enrolled"), at("tested"), at("scored"), at("meanScaleScore")];
	const [percentMet, distance, firstLevel] = [at("percentMet"), at("distanceFromStandard"), at("countLevel1")];
	return (cell) => {
		const [newCds, newDistrict, newSchool] = [cell(0), cell(1), cell(2)];
		if (typeof newCds === "string") cds = newCds;
		if (typeof newDistrict === "string") district = harmlessName(newDistrict);
		if (typeof newSchool === "string") school = harmlessName(newSchool);
		const value = (column: number): Measured => measured(cell(column), cell(column + 1));
		return {
			cds,
			level: entityLevel(cds),
			charter: charterOfType(cell(3)),
			district,
			school,
			year: Number(cell(4)),
			subject,
			grade: Number(cell(5)),
			group: Number(cell(6)),
			enrolled: value(enrolled),
			tested: value(tested),
			scored: value(scored),
			meanScaleScore: value(meanScaleScore),
			percentMet: value(percentMet),
			distanceFromStandard: value(distance),
			levelCounts: [value(firstLevel), value(firstLevel + 2), value(firstLevel + 4), value(firstLevel + 6)],
		};
	};
}

/** The rows of a selection, ordered by code, year, grade and group; those of one place share its texts. */
export async function selectResults(engine: Engine, selection: ResultSelection): Promise<ResultRow[]> {
	const read = rowReader(selection.subject);
	const rows: ResultRow[] = [];
	await engine.each(resultQuery(selection), (cell) => rows.push(read(cell)));
	return rows;
}

/** All entity rows, ordered by code and year. */
export async function selectEntities(engine: Engine): Promise<EntityRow[]> {
	const rows = await engine.rows(
		"select cds, year, type, county, district, school from entities where fault is null order by cds, year",
	);
	return rows.map(([cds, year, type, county, district, school]) => ({
		cds: `${cds}`,
		level: entityLevel(`${cds}`),
		charter: charterOfType(type),
		year: Number(year),
		county: harmlessName(`${county}`),
		district: harmlessName(`${district}`),
		school: harmlessName(`${school}`),
	}));
}

/** What can be asked of the inputs. */
export interface Available {
	/** Of the results; percents where there are none. */
	readonly kind: OutcomeKind;
	readonly subjects: readonly Subject[];
	/** Test years and student groups by subject, ascending; empty for a subject that is not there. */
	readonly years: Readonly<Record<Subject, readonly number[]>>;
	readonly groups: Readonly<Record<Subject, readonly number[]>>;
	/** Districts with results, by code; the name is empty where no file gives one. */
	readonly districts: readonly { readonly code: string; readonly name: string }[];
	/** Names that lookup tables among the inputs give to student groups, by id. */
	readonly groupNames: ReadonlyMap<number, string>;
}

async function distinctBySubject(engine: Engine, column: "year" | "grp"): Promise<Record<Subject, readonly number[]>> {
	const rows = await engine.rows(
		`select distinct test, ${column} as item from results where fault is null and grp >= 0 order by test, item`,
	);
	const found: Record<Subject, number[]> = { ela: [], math: [], science: [] };
	for (const [test, item] of rows) {
		const subject = subjectOfTest.get(Number(test));
		if (subject !== undefined) found[subject].push(Number(item));
	}
	return found;
}

/**
 * Names of districts, best source first: the district's own row, then its schools' rows (not those of direct-funded
 * charters, which carry the charter's name), then companion tables. Newest year first, then the most frequent name.
 */
const districtNames = `
	with named as (
		select cds, district as name, year, case when cds like '%0000000' then 1 else 2 end as source from (
			select cds, year, district, type from results where fault is null
			union all select cds, year, district, type from entities where fault is null
		) where coalesce(type, 0) <> 9
		union all select cds, "districtName", 0, 3 from companions where fault is null
	), counted as (
		select left(cds, 7) as code, name, source, year, count(*) as times from named where name <> '' group by all
	), best as (
		select code, name, row_number() over (partition by code order by source, year desc, times desc, name) as place
		from counted
	)
	select d.code, coalesce(best.name, '') from (
		select distinct left(cds, 7) as code from results
		where fault is null and grp >= 0 and substr(cds, 3, 5) <> '00000'
	) d left join best on best.code = d.code and best.place = 1 order by d.code`;

/** Looks up what the inputs hold. */
export async function lookUpAvailable(
	engine: Engine,
	kind: OutcomeKind,
	groupNames: ReadonlyMap<number, string>,
): Promise<Available> {
	const years = await distinctBySubject(engine, "year");
	const districts = await engine.rows(districtNames);
	return {
		kind,
		subjects: subjects.filter((subject) => years[subject].length > 0),
		years,
		groups: await distinctBySubject(engine, "grp"),
		districts: districts.map(([code, name]) => ({ code: `${code}`, name: harmlessName(`${name}`) })),
		groupNames,
	};
}
