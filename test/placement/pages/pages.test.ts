import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placementFiles, type TextFile } from "../../../src/app/placement/pages/files.js";
import { missing, suppressed } from "../../../src/domain/measured.js";
import { chanceBand } from "../../../src/placement/pages/chance.js";
import { boardDocument, boardMarkdown, protocolMarkdown } from "../../../src/placement/pages/index.js";
import { bandedRate, notShown, rateText } from "../../../src/placement/pages/said.js";
import { answerTitle } from "../../../src/placement/pages/words/answer.js";
import type { AuditComparison, ReleasedAudit, Verdict } from "../../../src/placement/result.js";
import { Gate } from "../../../src/privacy/gate/index.js";
import { withheld } from "../../../src/privacy/release-family.js";
import { bannedWords } from "../../../src/report/index.js";
import { groups, hidden, inventedAudit, inventedPages } from "./invented-audit.js";

type Stages = ReleasedAudit["stages"];

/** The invented audit with other verdicts on day 1. */
function withVerdicts(verdictOf: (group: AuditComparison) => AuditComparison["verdict"]): Stages {
	const { stages } = inventedAudit();
	const all = stages.day1.groups.map((group) => ({ ...group, verdict: verdictOf(group) }));
	return { ...stages, day1: { ...stages.day1, groups: all } };
}

const titleOf = (verdictOf: (group: AuditComparison) => AuditComparison["verdict"]): string =>
	answerTitle(inventedPages({ stages: withVerdicts(verdictOf) }));

describe("the title answers, and says no more than may be known", () => {
	it("one flag: both rates as natural frequencies", () => {
		expect(answerTitle(inventedPages())).toBe(
			"Of 100 Black or African American students who qualified, 46 were held back; of 100 other qualified students, 15",
		);
	});

	it("several flags: their names, no order by size", () => {
		const flagged = new Set(["HI", "AA"]);
		expect(titleOf(({ code }) => (flagged.has(code) ? "FLAG" : "NO FLAG"))).toMatch(
			/^Black or African American and Hispanic or Latino: held back on day 1 more often/,
		);
	});

	it("a hidden verdict is never read as no flag", () => {
		const title = titleOf(({ code }) => (code === "AA" ? hidden : "NO FLAG"));
		expect(title).toBe("Of 8 groups whose verdict can be shown, none is flagged; 1 of 9 groups can’t be shown here");
		expect(title).not.toMatch(/^No group/);
	});

	it("no flag says how much is open", () => {
		const title = titleOf(({ code }) => (code === "WH" ? "NOT ENOUGH DATA" : "NO FLAG"));
		expect(title).toBe("No group is flagged on day 1, and for 1 of 9 groups these numbers can’t tell");
		expect(titleOf(() => "NOT ENOUGH DATA")).toBe("These numbers can’t tell: no verdict for any of 9 groups");
	});

	it("nobody qualified, nobody held back", () => {
		const { stages } = inventedAudit();
		const day1 = (changes: object): Stages => ({ ...stages, day1: { ...stages.day1, ...changes } });
		expect(answerTitle(inventedPages({ stages: day1({ qualified: 0 }) }))).toMatch(/no student qualified/);
		expect(answerTitle(inventedPages({ stages: day1({ heldBack: 0 }) }))).toMatch(/no qualified student was held back/);
	});
});

describe("all files of the pages", () => {
	let files: TextFile[];
	const contentOf = (path: string): string => files.find((file) => file.path === path)?.content ?? "";
	/** What a reader sees of a page. */
	const visible = (html: string): string =>
		html
			.replace(/<style[\s\S]*?<\/style>/g, "")
			.replace(/<[^>]+>/g, " ")
			.replace(/\s+/g, " ");

	beforeAll(() => {
		files = [...placementFiles(inventedPages())];
	});
	afterAll(() => {
		files = [];
	});

	it("are those of the contract, each once", () => {
		const paths = files.map(({ path }) => path);
		expect(new Set(paths).size).toBe(paths.length);
		expect(paths).toEqual(expect.arrayContaining(["report.html", "board.html", "board.md", "protocol.md"]));
		for (const figure of ["rates", "figure-funnel", "figure-schools", "figure-bands-1", "figure-flow", "figure-years"])
			expect(paths).toEqual(expect.arrayContaining([`figures/${figure}.svg`, `figures/${figure}.vl.json`]));
	});

	it("pass the gate", () => {
		const gate = new Gate();
		gate.folder("", files);
		expect(gate.report("bounds").violations).toEqual([]);
	});

	it("are the same bytes again", () => {
		expect([...placementFiles(inventedPages())]).toEqual(files);
	});

	it("use no word of rank or deficit, and claim no cause", () => {
		const names = [...groups.map(({ group }) => group), "Elm Continuation"];
		for (const path of ["report.html", "board.html", "board.md", "protocol.md"]) {
			const text = path.endsWith(".html") ? visible(contentOf(path)) : contentOf(path);
			expect([path, bannedWords(text, names)]).toEqual([path, []]);
			expect(text).not.toMatch(
				/\bcomplian(?:t|ce)\b|\bdiscriminat|\bunlawful|\bcaused by\b|\bdue to\b|\bbecause of\b/i,
			);
			expect(text).not.toMatch(/\b(?:NaN|undefined|null|Infinity)\b|\[object/);
		}
	});

	it("print the caution of the state's guide on the report, on the board's page and in Markdown", () => {
		for (const path of ["report.html", "board.html", "board.md"])
			expect(contentOf(path)).toContain("diagnostic, placement, promotion or retention decisions");
	});

	it("show hidden groups as a row of words: no mark, no band, no number", () => {
		const spec = JSON.parse(contentOf("figures/rates.vl.json")) as {
			datasets: Record<string, Record<string, unknown>[]>;
		};
		const row = spec.datasets.rows?.find(({ id }) => String(id).endsWith("ethnicity_AI"));
		expect(row).toEqual({
			id: "statutory-ethnicity_AI",
			name: "American Indian or Alaska Native",
			y: expect.any(Number),
			withheld: "not shown: fewer than 11 students",
		});
		const at = (name: string) => spec.datasets[name]?.filter(({ y }) => y === row?.y) ?? [];
		expect([at("points"), at("intervals"), at("bands")]).toEqual([[], [], []]);
	});

	it("keep the order given, whatever the results", () => {
		const order = (input: ReturnType<typeof inventedPages>): unknown[] => {
			const file = [...placementFiles(input)].find(({ path }) => path === "figures/rates.vl.json");
			return (JSON.parse(file?.content ?? "") as { datasets: { rows: { id: string }[] } }).datasets.rows.map(
				({ id }) => id,
			);
		};
		const { stages } = inventedAudit();
		const turned = stages.day1.groups.map((group) =>
			typeof group.rate === "number" ? { ...group, rate: 1 - group.rate } : group,
		);
		expect(order(inventedPages({ stages: { ...stages, day1: { ...stages.day1, groups: turned } } }))).toEqual(
			order(inventedPages()),
		);
	});

	it("print raised questions and no others, and end in them", () => {
		const report = visible(contentOf("report.html"));
		expect(report).toContain("Who lacks measures, and can one be given to all in August?");
		expect(report).not.toContain("must not be printed");
		expect(contentOf("protocol.md")).not.toContain("must not be printed");
		const last = [...contentOf("report.html").matchAll(/<h2[^>]*>([^<]*)</g)].at(-1)?.[1];
		expect(last).toBe("Questions for the conversation");
	});

	it("put hidden reasons last in the Pareto, without a number", () => {
		const rows = contentOf("protocol.md")
			.split("\n")
			.filter((line) => /^\| (?:section|parent|no reason)/.test(line));
		expect(rows).toEqual([
			"| no reason recorded | 61 | 48\u00A0% |",
			"| section full | 44 | 35\u00A0% |",
			"| parent request | not shown: fewer than 11 students | not shown: fewer than 11 students |",
		]);
	});

	it("name what was not examined", () => {
		expect(visible(contentOf("report.html"))).toContain(
			"Foster youth status: not examined; the files have no such column.",
		);
	});
});

describe("files that lack parts", () => {
	const none = missing("the files have no such column");
	const bare = (): Partial<ReleasedAudit> => {
		const { stages } = inventedAudit();
		const gone = { recourse: none, repeats: none, feeders: none, reasons: none, moves: none, betweenWithin: none };
		const empty = { years: [], scoreBands: [], stratified: [], sensitivity: [], questions: [] };
		return {
			...gone,
			...empty,
			stages: { ...stages, checkpoint: none },
			year: none,
			schoolYear: none,
			district: none,
		} as Partial<ReleasedAudit>;
	};

	it("still give all pages, and each says what it lacks", () => {
		const files = [...placementFiles(inventedPages(bare()))];
		const report = files.find(({ path }) => path === "report.html")?.content ?? "";
		for (const words of ["no placements after the checkpoint", "record no reasons", "school year not given"])
			expect(report).toContain(words);
		expect(boardMarkdown(inventedPages(bare()))).toContain(
			"Not in the files: placements after the checkpoint; requests for another look and their dates; consent to repeat a course; reasons for placements; sending schools; scores of enough students; earlier years.",
		);
		expect(protocolMarkdown(inventedPages(bare()))).toContain("The file records no reasons.");
	});

	it("a district's name with markup stays text", () => {
		const input = inventedPages({ district: "A | <b>Unified</b> *#*" } as Partial<ReleasedAudit>);
		expect(boardMarkdown(input)).toContain("A \\| \\<b\\>Unified\\</b\\> \\*\\#\\*");
		expect(JSON.stringify(boardDocument(input))).toContain("<b>Unified</b>");
	});
});

describe("values in words", () => {
	it("bands stand for rates where the counts are bands", () => {
		const band = (words: string, lower: number, upper: number) => ({
			...suppressed(`published as a band: ${words}`),
			band: { words, lower, upper },
		});
		expect(bandedRate(band("60 to 69", 60, 69), band("360 to 369", 360, 369))).toBe("16 % to 20 %");
		expect(bandedRate(band("20 % or less", 0, 2), 12)).toBe("20 % or less");
		expect(bandedRate(withheld, withheld)).toBeUndefined();
		expect(rateText(0.456, 22, 48)).toBe("46");
	});

	it("one short reason for what is hidden", () => {
		expect(notShown(withheld)).toBe("not shown, to protect students");
		expect(notShown(missing("not in the file"))).toBe("not in the file");
	});

	it.each([
		// R 4.2.2: qbinom(c(.025, .975), n, p)
		[48, 104 / 705, 3, 12],
		[20, 0.15, 0, 6],
		[244, 69 / 509, 23, 44],
		[11, 0.5, 2, 9],
	])("chance alone, n %i at %f: as R's qbinom", (students, rate, lower, upper) => {
		const band = chanceBand(students, rate);
		expect([band.lower * students, band.upper * students].map((count) => Number(count.toFixed(9)))).toEqual([
			lower,
			upper,
		]);
	});

	it("every verdict has a word, a shape and a meaning", async () => {
		const { verdictOrder, verdictWords } = await import("../../../src/placement/pages/words/verdicts.js");
		const all: Record<Verdict, true> = {
			FLAG: true,
			WATCH: true,
			"NO FLAG": true,
			"NOT ENOUGH DATA": true,
			"NOT DEFINED": true,
		};
		expect([...verdictOrder].sort()).toEqual(Object.keys(all).sort());
		for (const { word, meaning } of Object.values(verdictWords)) expect(bannedWords(`${word} ${meaning}`)).toEqual([]);
	});
});
