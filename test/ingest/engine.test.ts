import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engine, openEngine, type SqlValue } from "../../src/ingest/engine.js";
import { selectResults } from "../../src/ingest/results.js";
import { resultValues, stateColumn } from "../../src/ingest/tables.js";
import { workdir } from "../helpers/workdir.js";

/** More than a chunk of the engine's, which has 2048 rows. */
const many = `select i::integer as number, case when i % 7 > 0 then i / 8 end as share,
	case when i % 5 > 0 then 'place ' || (i // 100) end as name from range(5000) t(i) order by i`;

let engine: Engine;
beforeAll(async () => {
	engine = await openEngine({ threads: 1, overflowFolder: workdir() });
});
afterAll(() => engine.close());

async function taken(sql: string): Promise<SqlValue[][]> {
	const rows: SqlValue[][] = [];
	await engine.each(sql, (cell) => rows.push([cell(0), cell(1), cell(2)]));
	return rows;
}

describe("rows one after the other", () => {
	it("are those that a query has, in its order, over more than one chunk", async () => {
		const rows = await taken(many);
		expect(rows).toHaveLength(5000);
		expect(rows).toEqual(await engine.rows(many));
		expect(await taken(`${many} limit 0`)).toEqual([]);
	});

	it("come whole while another query runs", async () => {
		const [one, other, counted] = await Promise.all([taken(many), taken(many), engine.rows("select 1::integer")]);
		expect(one).toEqual(other);
		expect(one).toHaveLength(5000);
		expect(counted).toEqual([[1]]);
	});
});

describe("result rows", () => {
	it("have each row's own texts, also where they change within a place or end", async () => {
		const values = resultValues
			.map((role) => `null::double as "${role}", 1::utinyint as "${stateColumn(role)}"`)
			.join(", ");
		await engine.run(`create table results as select cds, year, 13 as grade, 1 as grp, 2 as test, 7 as type,
			district, school, null::varchar as fault, ${values} from (values
				('01000010000001', 2024, 'Old Unified', 'A School'), ('01000010000001', 2025, 'New Unified', 'A School'),
				('01000010000002', 2024, 'New Unified', ''), ('01000010000002', 2025, 'New Unified', 'B School'),
				('01000010000003', 2025, 'New Unified', 'B School')) t(cds, year, district, school)`);
		await engine.run(
			"create table entities (cds varchar, year integer, type integer, district varchar, school varchar, fault varchar)",
		);
		const rows = await selectResults(engine, { subject: "math", years: [2024, 2025], groups: [1] });
		expect(rows.map(({ cds, year, district, school }) => [cds.at(-1), year, district, school])).toEqual([
			["1", 2024, "Old Unified", "A School"],
			["1", 2025, "New Unified", "A School"],
			["2", 2024, "New Unified", ""],
			["2", 2025, "New Unified", "B School"],
			["3", 2025, "New Unified", "B School"],
		]);
	});
});
