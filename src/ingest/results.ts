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

const resultQuery = ({ subject, years, groups, grades, places }: ResultSelection): string => {
	const values = resultValues.flatMap((role) => [identifier(role), identifier(stateColumn(role))]);
	return `select r.cds, r.year, r.grade, r.grp, coalesce(r.type, e.type),
			coalesce(nullif(r.district, ''), e.district, ''), coalesce(nullif(r.school, ''), e.school, ''),
			${values.map((name) => `r.${name}`).join(", ")}
		from results r left join entities e on e.cds = r.cds and e.year = r.year and e.fault is null
		where r.fault is null and r.test = ${testOfSubject[subject]}
			and r.year in (${numbers(years)}) and r.grp in (${numbers(groups)})
			${grades === undefined ? "" : `and r.grade in (${numbers(grades)})`}
			${places === undefined ? "" : `and ${ownDistrictRow}`}
		order by r.cds, r.year, r.grade, r.grp`;
};

function resultRow(row: readonly SqlValue[], subject: Subject): ResultRow {
	const [cds, year, grade, group, type, district, school, ...values] = row;
	const value = (role: (typeof resultValues)[number]): Measured => {
		const position = 2 * resultValues.indexOf(role);
		return measured(values[position], values[position + 1]);
	};
	return {
		cds: `${cds}`,
		level: entityLevel(`${cds}`),
		charter: charterOfType(type),
		district: harmlessName(`${district}`),
		school: harmlessName(`${school}`),
		year: Number(year),
		subject,
		grade: Number(grade),
		group: Number(group),
		enrolled: value("enrolled"),
		tested: value("tested"),
		scored: value("scored"),
		meanScaleScore: value("meanScaleScore"),
		percentMet: value("percentMet"),
		distanceFromStandard: value("distanceFromStandard"),
		levelCounts: [value("countLevel1"), value("countLevel2"), value("countLevel3"), value("countLevel4")],
	};
}

/** The rows of a selection, ordered by code, year, grade and group. */
export async function selectResults(engine: Engine, selection: ResultSelection): Promise<ResultRow[]> {
	const rows = await engine.rows(resultQuery(selection));
	return rows.map((row) => resultRow(row, selection.subject));
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
