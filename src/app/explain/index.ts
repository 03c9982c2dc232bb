/** From what a person types to what explains it: a school, a figure, a table or a finding of a finished report. */

import { printedDistrict } from "../../domain/cds-code.js";
import { isAbsent } from "../../domain/measured.js";
import { problem, Refusal } from "../../domain/problem.js";
import { plainName, suggest } from "../../domain/suggest.js";
import type { AnalyzeResults } from "../schemas/analyze.js";
import type { ReportExplanation } from "../schemas/explain.js";
import { type Folder, nothingNamed, openFolder } from "./folder.js";
import { explainSchool } from "./school.js";
import { explainFigure, explainFinding, explainTable } from "./shown.js";

export interface Wish {
	/** A school's code or name, or the id of a figure, table or finding. */
	readonly what: string;
	/** The report's folder, against `cwd`. */
	readonly from: string;
	/** Code or name of the district, where several have a figure of this id. */
	readonly district: string | undefined;
}

/**
 * Explains a number of a report.
 *
 * @throws Refusal with CIMP-E306 or E307 for a folder that is no report, E201 for a district that is not in it, E308
 *   where nothing or several things go by the name
 */
export function explainFrom(wish: Wish, cwd: string): ReportExplanation {
	const folder = openFolder(wish.from, cwd);
	const district = wish.district === undefined ? undefined : districtNamed(wish.district, folder.results);
	const what = wish.what.trim().replace(/^#/, "");
	return schoolNamed(what, district, folder) ?? shownNamed(what, district, folder) ?? nothing(what, district, folder);
}

function districtNamed(typed: string, { districts }: AnalyzeResults): string {
	const digits = typed.replace(/[\s-]/g, "").slice(0, 7);
	const found = districts.filter(({ code, name }) => code === digits || plainName(name) === plainName(typed));
	const [only] = found;
	if (only !== undefined && found.length === 1) return only.code;
	const near = suggest(
		typed,
		districts.map(({ name }) => name),
	);
	const choices = (near.length > 0 ? near : districts.slice(0, 5).map(({ code }) => code)).join(", ");
	const expected =
		found.length > 1
			? `one of the codes ${found.map(({ code }) => printedDistrict(code)).join(", ")}: several districts have this name`
			: `a district of the report, such as ${choices}`;
	throw new Refusal([problem("CIMP-E201", { file: "--district" }, { found: typed, expected })]);
}

const schoolsOf = ({ results }: Folder, district: string | undefined) =>
	results.schools.filter((school) => district === undefined || school.district === district);

function schoolNamed(what: string, district: string | undefined, folder: Folder): ReportExplanation | undefined {
	const code = what.replace(/[\s-]/g, "").replace(/^id/, "");
	const wanted = plainName(what);
	const found = schoolsOf(folder, district).filter(
		(school) => school.cds === code || `school-${school.cds}` === what || plainName(school.name) === wanted,
	);
	const [only] = found;
	if (only === undefined) return undefined;
	if (found.length === 1) return explainSchool(only, folder);
	const codes = found.map((school) => `${school.cds} (${districtName(school.district, folder)})`);
	throw new Refusal([nothingNamed(what, `one of the codes ${codes.join(", ")}: several schools have this name`)]);
}

const districtName = (code: string, { results }: Folder): string =>
	results.districts.find((district) => district.code === code)?.name || printedDistrict(code);

/** Ways to name an entry: its id, and for a figure or table its number on the page. */
const goesBy = (entry: { id: string; number?: string }, what: string): boolean =>
	entry.id === what || entry.number === plainName(what);

function shownNamed(what: string, asked: string | undefined, folder: Folder): ReportExplanation | undefined {
	const { results, manifest } = folder;
	const entries = [
		...manifest.figures.map((entry) => ({
			...entry,
			number: `figure ${entry.number}`,
			explain: () => explainFigure(entry, folder),
		})),
		...manifest.tables.map((entry) => ({
			...entry,
			number: `table ${entry.number}`,
			explain: () => explainTable(entry, folder),
		})),
		...results.findings.map((entry) => ({ ...entry, number: "", explain: () => explainFinding(entry, folder) })),
	].filter((entry) => goesBy(entry, what));
	const found = entries.filter(({ district }) => isAbsent(district) || asked === undefined || district === asked);
	const [only] = found;
	if (only === undefined) return undefined;
	if (found.length === 1) return only.explain();
	const codes = found.flatMap(({ district }) => (!isAbsent(district) ? [district] : []));
	const some = [...new Set(codes)].slice(0, 5).map((code) => `${printedDistrict(code)} ${districtName(code, folder)}`);
	throw new Refusal([
		nothingNamed(what, `--district with one of ${codes.length} districts that have it, such as ${some.join(", ")}`),
	]);
}

function nothing(what: string, district: string | undefined, folder: Folder): never {
	const { manifest, results } = folder;
	const ids = [...manifest.figures, ...manifest.tables, ...results.findings].map(({ id }) => id);
	const names = schoolsOf(folder, district).map(({ name }) => name);
	const near = suggest(what, [...ids, ...names, ...schoolsOf(folder, district).map(({ cds }) => cds)]);
	const list = [...new Set(ids)].join(", ");
	const expected =
		near.length > 0 ? `did you mean ${near.join(", or ")}?` : `a school's code or name, or one of ${list}`;
	throw new Refusal([nothingNamed(what, expected)]);
}
