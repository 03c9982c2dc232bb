/** Hand-drawn pictures of the invented schools, wide and narrow. */

import type { Chart, Drawing, Panel } from "../../src/charts/chart.js";
import type { Measured } from "../../src/domain/measured.js";
import { residual, type SampleSchool, sampleSchools, schoolTable } from "./sample-tables.js";

const svg = (width: number, height: number, inside: string): Drawing => ({
	spec: { width, height },
	svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Helvetica, Arial, sans-serif">${inside}</svg>`,
	width,
	height,
});

const value = (measured: Measured): number => (typeof measured === "number" ? measured : 0);

function rows(schools: readonly SampleSchool[], width: number): Drawing {
	const narrow = width < 500;
	const step = narrow ? 40 : 21;
	const left = narrow ? 10 : 330;
	const x = (points: number): number => Math.round(left + ((points + 220) / 300) * (width - left - 20));
	const lines = schools.map((school, index) => {
		const y = 20 + index * step;
		const mark = narrow ? y + 18 : y;
		const band = `<path d="M${x(value(school.predicted) - 26)} ${mark - 5}v10h${x(26) - x(-26)}v-10z" fill="#F8E3D3"/><path d="M${x(value(school.predicted))} ${mark - 8}v16" stroke="#C2410C" stroke-width="2.6"/>`;
		const dot = `<circle cx="${x(value(school.actual))}" cy="${mark}" r="5.6" fill="#12436D"/>`;
		return `<text x="4" y="${y + 5}" font-size="14" fill="#1B1B1B">${school.name}</text>${band}${dot}`;
	});
	return svg(width, 30 + schools.length * step, lines.join(""));
}

function dots(width: number): Drawing {
	const marks = sampleSchools.map((school, index) => {
		const x = Math.round(width / 2 + value(residual(school)) * (width / 90));
		return `<circle cx="${x}" cy="${230 - (index % 9) * 14}" r="5.6" fill="none" stroke="#71767A" stroke-width="2"/>`;
	});
	return svg(
		width,
		280,
		`${marks.join("")}<path d="M0 240h${width}" stroke="#1B1B1B"/><text x="4" y="262" font-size="13">points lower than predicted</text>`,
	);
}

const panel = (id: string, title: string, schools: readonly SampleSchool[]): Panel => ({
	id,
	title,
	note: `${schools.length} schools`,
	wide: rows(schools, 1068),
	narrow: rows(schools, 360),
});

const words = {
	source: "California School Dashboard layout, invented data, 2024 and 2025.",
	interval: { drawn: "95 % prediction interval" },
} as const;

export const coverChart: Chart = {
	...words,
	id: "figure-cover",
	kind: "residual-dots",
	headline: "Most schools sit near their prediction; a few do not",
	subtitle:
		"2025 result minus prediction, in points of distance from standard. One dot a school, 46 schools, mathematics.",
	alt: "Dot histogram of 46 schools by result minus prediction: 2 lower, 43 within, 1 higher",
	description: ["Half of the schools are within 10 points of their prediction. The farthest on either side are named."],
	panels: [{ id: "all", title: "", note: "", wide: dots(1068), narrow: dots(360) }],
	table: schoolTable,
};

export const profileChart: Chart = {
	...words,
	id: "figure-profile",
	kind: "profile",
	headline: "Three schools fall outside the range predicted for them",
	subtitle:
		"Mathematics, distance from standard in points, all students, 2025, with the prediction and its 95 % interval.",
	alt: "Dots with prediction bands for 48 schools in two panels, most dots inside their band",
	description: [
		"Results run from 60 points above the standard to 190 below it. Elementary schools spread more than middle schools.",
		"Withheld: one school has fewer than 11 students.",
	],
	panels: [
		panel("elementary", "Elementary schools, A–L", sampleSchools.slice(0, 26)),
		panel("secondary", "Middle and high schools", sampleSchools.slice(26)),
	],
	table: schoolTable,
};
