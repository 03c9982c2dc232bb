/**
 * The words that a report about children does not use.
 *
 * Results describe opportunities and systems: no ranks, no verdicts on schools, no words that make a group out of a
 * measure. Used in tests of everything that cimp writes. Not checked here, because only people can: "Other" as a group,
 * a silent reference group, "qualified" without a policy.
 */

const banned: readonly RegExp[] = [
	/\bsub-?groups?\b/giu,
	/\b(?:EL|ELL|SED|SWD) (?:population|kids|students)\b/giu,
	/\bthe disabled\b/giu,
	/\b(?:low|high) (?:kids|students|performers|achievers)\b/giu,
	/\b(?:low|high)-(?:performing|achieving)\b/giu,
	// The state's own label for a group of English learners keeps its words.
	/\bat[- ]risk\b(?! of becoming LTEL)/giu,
	/\bnon-?white\b/giu,
	/\bminorit(?:y|ies)\b/giu,
	/\bfail(?:s|ed|ing|ures?)?\b/giu,
	/\bachievement gaps?\b/giu,
	/\bdeficits?\b/giu,
	/\blag(?:s|ged|ging)?\b/giu,
	/\b(?:under|over)-?(?:perform|achiev)(?:e|s|es|ed|ing|er|ers|ance|ement)?\b/giu,
	/\bbeat(?:s|ing|en)? the odds\b/giu,
	/\b(?:best|worst|top|bottom)\b/giu,
	// To say that there is no rank is the point; to give one is not.
	/(?<!\b(?:no|not|nor|never|without) )\brank(?:s|ed|ing|ings)?\b(?!-)/giu,
	/(?<!\b(?:no|not|nor|never|without)(?: an?)? )\bleague tables?\b/giu,
	/\bno differences?\b/giu,
	/\b(?:not (?:statistically )?significant|insignificant|non-?significant)\b/giu,
	/\b(?:took|chose)\b/giu,
];

/**
 * The banned words and phrases in a text, as they stand there, in order; empty where it is clean.
 *
 * @param text sentences as the reader sees them
 * @param names names from the data, which may hold any word ("Top of the World Elementary")
 * @example bannedWords("The best schools beat the odds") // → ["best", "beat the odds"]
 */
export function bannedWords(text: string, names: readonly string[] = []): string[] {
	const own = names.reduce((rest, part) => (part === "" ? rest : rest.replaceAll(part, "…")), text);
	return banned
		.flatMap((pattern) => [...own.matchAll(pattern)])
		.sort((a, b) => a.index - b.index)
		.map(([found]) => found);
}
