/** Findings: the evidence mark with its word, the sentence, the small print with its way to the source. */

import type { Evidence } from "../../domain/evidence.js";
import { anchor } from "../anchors.js";
import type { Block, Finding } from "../document.js";
import { type Html, html } from "../html.js";
import { link, numberedWords, type Place, writeText } from "../prose.js";
import { evidenceMark } from "./marks.js";

const evidenceWords: readonly Evidence[] = ["clear", "some", "not distinguishable", "not enough data"];

function writeFinding(finding: Finding, place: Place, methodsHref: string): Html {
	const { labels } = place;
	const source = `#${finding.source}`;
	const sourceLink = link(source, numberedWords(source, place) ?? labels.data);
	return html`<li class="finding" id="${anchor(finding.id)}">
<p class="evidence">${evidenceMark(finding.evidence)}<span>${labels.evidence[finding.evidence].word}</span></p>
<div>
<p class="say">${writeText(finding.sentence, place)}</p>
<p class="small">${writeText(finding.detail, place)} ${labels.checkAgainst} ${sourceLink}; ${link(`${methodsHref}#${anchor(finding.method)}`, labels.method)}.</p>
</div>
</li>\n`;
}

function writeKey({ labels }: Place): Html {
	const words = evidenceWords.map((evidence) => {
		const { word, meaning } = labels.evidence[evidence];
		return html`<li>${evidenceMark(evidence)}<span><b>${word}</b>: ${meaning}</span></li>\n`;
	});
	return html`<div class="evidence-key">
<p>${labels.evidenceKey}</p>
<ul>
${words}</ul>
</div>\n`;
}

/** A list of findings, and under it what the evidence words mean. Nothing for an empty list. */
export function writeFindings(
	{ findings, methodsHref = "", key = true }: Extract<Block, { block: "findings" }>,
	place: Place,
): Html {
	if (findings.length === 0) return html``;
	return html`<ol class="findings">
${findings.map((finding) => writeFinding(finding, place, methodsHref))}</ol>
${key && writeKey(place)}`;
}
