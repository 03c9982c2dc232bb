/** Invented students of grade 9 with a chosen truth: who qualifies, who is held back by chance, and who by plan. */

import { obtainableMathScores, standardMetScore } from "../domain/tests.js";
import { createRandom, type Random } from "../stats/index.js";
import { checkedPlacement, type PlacementOptions, placementGroups } from "./placement-options.js";

/** Columns of the roster, in the order of the file. */
export const placementColumns = [
	..."student_id school_year school feeder_school grade ethnicity gender sed el ltel swd foster homeless".split(" "),
	..."prior_course caaspp_math_8 math_grade_8 mdtp_pct placed_course_day1 placed_course_checkpoint".split(" "),
	..."checkpoint_date recourse_requested recourse_date recourse_decision recourse_decision_date".split(" "),
	..."repeat_consent placement_reason outcome_grade9 next_course ag_c_met".split(" "),
] as const;

const courses = ["Math 8", "Algebra I", "Geometry", "Algebra II", "Precalculus"] as const;
const schoolWords = ["North", "South", "East", "West", "Central", "Valley", "Bay", "Hill"] as const;
const cuts = { score: standardMetScore("math", 8) ?? 0, letter: 2, ready: 70, needed: 2 } as const;
const ends = obtainableMathScores(8) ?? [0, 0];
const letters = ["F", "D", "C", "B", "A"] as const;

/** Chance that a student who was held back is moved up by the checkpoint. */
const movedUp = 0.25;
/** Chance that a student who does not qualify is placed up. */
const placedUp = 0.1;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const clamp = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** Where a school stands between -1 and 1: the last one holds back most. */
const standing = (school: number, schools: number): number => (schools === 1 ? 0 : (2 * school) / (schools - 1) - 1);

/** The chance of being held back in a school, without planted disparity. */
export function schoolChance(school: number, { heldBack, schoolSpread, schools }: PlacementOptions): number {
	if (heldBack === 0) return 0;
	const odds = Math.log(heldBack / (1 - heldBack)) + schoolSpread * standing(school, schools);
	return logistic(odds);
}

/** The true chance that a qualified student of a group is held back on day 1 in a school. */
export const trueChance = (code: string, school: number, options: PlacementOptions): number =>
	Math.min(0.95, schoolChance(school, options) * (options.ratios[code] ?? 1));

/** "North High", …, "North 2 High". */
function schoolName(school: number): string {
	const round = Math.floor(school / schoolWords.length);
	return `${schoolWords[school % schoolWords.length]}${round === 0 ? "" : ` ${round + 1}`} High`;
}

/** The shares of the groups in a school, adding up. */
function mixes({ schools, segregation }: PlacementOptions): number[][] {
	return Array.from({ length: schools }, (_, school) => {
		const weights = placementGroups.map(
			({ share, pull }) => share * Math.exp(segregation * pull * standing(school, schools)),
		);
		const sum = weights.reduce((all, weight) => all + weight, 0);
		let below = 0;
		return weights.map((weight) => {
			below += weight / sum;
			return below;
		});
	});
}

interface Measured {
	readonly score: string;
	readonly letter: string;
	readonly ready: string;
	readonly qualified: "yes" | "no" | "undetermined";
}

function drawMeasures(ability: number, missing: number, random: Random): Measured {
	const score = clamp(ends[0], Math.round(2575 + 60 * ability + 45 * random.normal()), ends[1]);
	const letter = clamp(0, Math.round(2.6 + 0.9 * ability + 0.7 * random.normal()), 4);
	const ready = clamp(0, Math.round(71 + 10 * ability + 8 * random.normal()), 100);
	const has = [0, 1, 2].map(() => random.uniform() >= missing);
	const [hasScore = false, hasLetter = false, hasReady = false] = has;
	const status = [hasScore && score >= cuts.score, hasLetter && letter >= cuts.letter, hasReady && ready >= cuts.ready];
	const met = status.filter(Boolean).length;
	const open = has.filter((there) => !there).length;
	return {
		score: hasScore ? `${score}` : "",
		letter: hasLetter ? (letters[letter] ?? "") : "",
		ready: hasReady ? `${ready}` : "",
		qualified: met >= cuts.needed ? "yes" : met + open >= cuts.needed ? "undetermined" : "no",
	};
}

const day = (year: number, of: number): string => new Date(Date.UTC(year - 1, 7, 13 + of)).toISOString().slice(0, 10);

/** Recourse cells: requested, date, decision, date. */
function drawRecourse(asks: boolean, year: number, random: Random): string[] {
	if (!asks) return ["N", "", "", ""];
	const asked = 3 + random.integer(14);
	const decided = asked + 2 + random.integer(15);
	const word = random.uniform();
	if (word < 0.1) return ["Y", day(year, asked), "pending", ""];
	return ["Y", day(year, asked), word < 0.6 ? "granted" : "denied", day(year, decided)];
}

/** Where the student came from and was placed, as positions in `courses`. */
interface Path {
	readonly prior: number;
	readonly dayOne: number;
	readonly checkpoint: number;
}

function drawPath(qualified: Measured["qualified"], chance: number, random: Random): Path {
	const start = random.uniform();
	const [first, second] = [random.uniform(), random.uniform()];
	const prior = start < 0.42 ? 0 : start < 0.95 ? 1 : 2;
	if (prior === 0) return { prior, dayOne: 1, checkpoint: 1 };
	const up = qualified === "yes" ? first >= chance : first < (qualified === "no" ? placedUp : 0.5);
	const later = up || (qualified === "yes" && second < movedUp);
	return { prior, dayOne: up ? prior + 1 : prior, checkpoint: later ? prior + 1 : prior };
}

/** What came of it: consent, reason, grade, next course, part (c) of A-G. */
function drawOutcome({ prior, dayOne, checkpoint }: Path, ability: number, random: Random): string[] {
	const repeats = prior > 0 && dayOne === prior;
	const reasons = ["measure missing", "section full", "counselor decision", "family request"];
	const grade = clamp(0, Math.round(2.7 + 0.8 * ability - 0.25 * (checkpoint - prior) + 0.9 * random.normal()), 4);
	const [consent, reason] = [random.uniform() < 0.3, reasons[random.integer(reasons.length)] ?? ""];
	const passed = grade >= 2;
	return [
		...(repeats ? [consent ? "Y" : "N", reason] : ["", ""]),
		letters[grade] ?? "",
		courses[passed ? checkpoint + 1 : checkpoint] ?? "",
		passed && checkpoint >= 2 ? "Y" : "N",
	];
}

const yes = (random: Random, chance: number): string => (random.uniform() < chance ? "Y" : "N");

function student(index: number, mix: readonly number[][], options: PlacementOptions, random: Random): string[] {
	const { schools, missing, year } = options;
	const school = random.integer(schools);
	const place = random.uniform();
	const group = placementGroups[mix[school]?.findIndex((below) => place < below) ?? 0] ?? placementGroups[4];
	const ability = random.normal();
	const gender = random.uniform();
	const el = yes(random, 0.18);
	const measured = drawMeasures(ability, missing, random);
	const path = drawPath(measured.qualified, trueChance(group.code, school, options), random);
	const asks = path.prior > 0 && path.dayOne === path.prior && random.uniform() < 0.2;
	return [
		`${900001 + index}`,
		`${year - 1}-${String(year % 100).padStart(2, "0")}`,
		schoolName(school),
		`${schoolWords[random.integer(3)]} Middle`,
		"9",
		group.label,
		gender < 0.01 ? "X" : gender < 0.505 ? "F" : "M",
		yes(random, 0.55),
		el,
		el === "Y" ? yes(random, 0.4) : "N",
		...[0.12, 0.01, 0.03].map((chance) => yes(random, chance)),
		courses[path.prior] ?? "",
		...[measured.score, measured.letter, measured.ready],
		...[courses[path.dayOne] ?? "", courses[path.checkpoint] ?? "", day(year, 20)],
		...drawRecourse(asks, year, random),
		...drawOutcome(path, ability, random),
	];
}

/**
 * The roster's rows, without a header.
 *
 * Groups do not differ in measures, prior courses or missing values: what a roster shows beyond chance was planted by
 * `ratios` (within schools) or by `schoolSpread` with `segregation` (between schools).
 *
 * @throws RangeError for options out of range
 */
export function* placementRows(options: PlacementOptions): Generator<string[]> {
	const checked = checkedPlacement(options);
	const mix = mixes(checked);
	const random = createRandom(`placement ${checked.seed}`);
	for (let index = 0; index < checked.students; index++) yield student(index, mix, checked, random);
}
