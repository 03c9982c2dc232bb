/** Bars of students: the funnel, the way from course to course, recorded reasons. */

import type { BarRow } from "../../../charts/bars-input.js";
import { barsChart, type Chart } from "../../../charts/index.js";
import { isAbsent, isKnown } from "../../../domain/measured.js";
import type { ReleasedTable } from "../../../domain/table.js";
import type { ReleasedAudit } from "../../result.js";
import { checkpointOf, day1Of, type PlacementPages, schoolYear } from "../input.js";
import { bandOf, count, notShown, percent } from "../said.js";
import { flowWords, funnelWords, reasonWords } from "../words/figures.js";
import { lossWords, stepWords } from "../words/funnel.js";
import { stageWords } from "../words/groups.js";
import { sourceOf } from "./parts.js";

type Step = ReleasedAudit["funnel"][number]["steps"][number];

/** Those qualified and held back, beside those placed, where both are known. */
function heldBesides(input: PlacementPages, { step, reached: students }: Step): number | undefined {
	const stage = step === "placedDay1" ? day1Of(input) : step === "placedCheckpoint" ? checkpointOf(input) : undefined;
	return stage !== undefined && isKnown(stage.heldBack) && isKnown(students) ? stage.heldBack : undefined;
}

const beyond: ReadonlySet<string> = new Set(["qualified", "placedDay1", "placedCheckpoint"]);

function stepRow(input: PlacementPages, step: Step): BarRow {
	const { reached: students } = step;
	const held = heldBesides(input, step);
	const loss = lossWords[step.step];
	const lost = isKnown(step.lost) && step.lost > 0 && loss !== undefined ? `${count(step.lost)} ${loss}` : "";
	const withheld = isAbsent(students) ? (bandOf(students) ?? notShown(students)) : undefined;
	return {
		id: `funnel-${step.step}`,
		label: stepWords[step.step],
		words: "",
		counts: withheld === undefined ? count(students) : "",
		note: held === undefined ? lost : `${count(held)} held back`,
		strong: step.step === "qualified",
		parts: isKnown(students)
			? [
					{ part: beyond.has(step.step) ? "filled" : "light", value: students },
					...(held === undefined ? [] : [{ part: "outlined" as const, value: held }]),
				]
			: [],
		withheld,
	};
}

function funnelHeadline({ qualification: { qualified, enrolled } }: ReleasedAudit): string {
	const known = isKnown(qualified) && isKnown(enrolled);
	return known ? funnelWords.headline(count(qualified), count(enrolled)) : funnelWords.withheldHeadline;
}

export function funnelFigure(input: PlacementPages, table: ReleasedTable): Chart | undefined {
	const all = input.audit.funnel.find(({ key }) => isAbsent(key));
	if (all === undefined || all.steps.length === 0) return undefined;
	return barsChart({
		id: "figure-funnel",
		headline: funnelHeadline(input.audit),
		subtitle: funnelWords.subtitle(schoolYear(input)),
		alt: funnelWords.alt,
		description: funnelWords.description,
		source: sourceOf(input),
		interval: { none: funnelWords.none },
		blocks: [{ heading: "", rows: all.steps.map((step) => stepRow(input, step)) }],
		key: funnelWords.key,
		axis: { unit: "points", title: "students" },
		headers: { counts: "Students", note: "" },
		table,
	});
}

/** Words of a place by the label of its link. */
function placesOf({ policy }: PlacementPages): Map<string, { readonly label: string; readonly above: boolean }> {
	return new Map(
		policy.ladder.map(({ level, courses }, rung) => [
			`level ${level}`,
			{ label: `level ${level}: ${courses.join(", ")}`, above: rung > 0 },
		]),
	);
}

export function flowFigure(input: PlacementPages, table: ReleasedTable): Chart | undefined {
	const { links } = input.audit.flow;
	if (links.length === 0) return undefined;
	const places = placesOf(input);
	const headings = [...new Set(links.map(({ from, to }) => `${from.label}\n${to.stage}`))];
	const rowOf = (index: number): BarRow => {
		const link = links[index];
		if (link === undefined) throw new Error(`no link ${index}`);
		const { to, students } = link;
		const withheld = isAbsent(students) ? (bandOf(students) ?? notShown(students)) : undefined;
		return {
			id: `flow-${index}`,
			label: places.get(to.label)?.label ?? to.label,
			words: "",
			counts: withheld === undefined ? count(students) : "",
			note: "",
			strong: false,
			parts: isKnown(students) ? [{ part: places.get(to.label)?.above ? "filled" : "light", value: students }] : [],
			withheld,
		};
	};
	return barsChart({
		id: "figure-flow",
		headline: flowWords.headline,
		subtitle: flowWords.subtitle(schoolYear(input)),
		alt: flowWords.alt,
		description: [flowWords.description(links.length)],
		source: sourceOf(input),
		interval: { none: flowWords.none },
		blocks: headings.map((heading) => {
			const [from = "", stage = "day1"] = heading.split("\n");
			const rows = links.flatMap((link, index) =>
				link.from.label === from && link.to.stage === stage ? [rowOf(index)] : [],
			);
			return { heading: `From ${from}, ${stageWords[stage === "day1" ? "day1" : "checkpoint"]}`, rows };
		}),
		key: flowWords.key,
		axis: { unit: "points", title: "students" },
		headers: { counts: "Students", note: "" },
		table,
	});
}

export function reasonsFigure(input: PlacementPages, table: ReleasedTable): Chart | undefined {
	const { reasons } = input.audit;
	if (isAbsent(reasons) || reasons.length === 0) return undefined;
	const rows = reasons.map(({ reason, students, share }, index): BarRow => {
		const withheld = isAbsent(students) ? (bandOf(students) ?? notShown(students)) : undefined;
		return {
			id: `reasons-${index}`,
			label: reason,
			words: "",
			counts: withheld === undefined ? count(students) : "",
			note: isKnown(share) ? `${percent(share)} of the held back` : "",
			strong: false,
			parts: isKnown(students) ? [{ part: "filled", value: students }] : [],
			withheld,
		};
	});
	return barsChart({
		id: "figure-reasons",
		headline: reasonWords.headline,
		subtitle: reasonWords.subtitle(schoolYear(input)),
		alt: reasonWords.alt,
		description: [reasonWords.count(reasons.length), ...reasonWords.description],
		source: sourceOf(input),
		interval: { none: reasonWords.none },
		blocks: [{ heading: "", rows }],
		key: {},
		axis: { unit: "points", title: "students" },
		headers: { counts: "Students", note: "" },
		table,
	});
}
