import { describe, expect, it } from "vitest";
import { bannedWords, plainText } from "../../src/report/index.js";
import { sampleDocument } from "./sample.js";

describe("bannedWords", () => {
	it.each([
		["The best schools beat the odds", ["best", "beat the odds"]],
		[
			"Subgroups that lag: at-risk, minority, non-white and low kids",
			["Subgroups", "lag", "at-risk", "minority", "non-white", "low kids"],
		],
		["Over-achieving and underperforming schools failed", ["Over-achieving", "underperforming", "failed"]],
		["the achievement gap is a deficit of the disabled", ["achievement gap", "deficit", "the disabled"]],
		["no difference; not significant", ["no difference", "not significant"]],
		["Ranked first in the league table, top of the list", ["Ranked", "league table", "top"]],
		["students who took algebra chose it", ["took", "chose"]],
	])("finds the words in %j", (text, found) => {
		expect(bannedWords(text)).toEqual(found);
	});

	it.each([
		"Students who are English learners; students with disabilities; students experiencing homelessness",
		"higher than predicted from earlier results; the data do not distinguish",
		"AR–LTEL (At-Risk of becoming LTEL)",
		"No rank is given. This is not a league table. A rank-revealing decomposition.",
		"46 of 100 students met or exceeded the standard; an average 4 points closer, between 3 and 6",
		"flagging, bestow, topic, francs, failover",
	])("passes %j", (text) => {
		expect(bannedWords(text)).toEqual([]);
	});

	it("lets names keep their words", () => {
		expect(bannedWords("Top of the World Elementary is at the top", ["Top of the World Elementary", ""])).toEqual([
			"top",
		]);
	});

	it("finds nothing in the sample report", () => {
		expect(bannedWords([sampleDocument.answer, plainText(sampleDocument.lead)].join("\n"))).toEqual([]);
	});
});
