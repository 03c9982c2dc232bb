/** The columns of the invented research files: headers by layout, and one row's text from its counts. */

const keys = ["County Code", "District Code", "School Code", "Filler", "Test Year"];

const scores = [
	"Students Tested",
	"Mean Scale Score",
	"Percentage Standard Exceeded",
	"Percentage Standard Met",
	"Percentage Standard Met and Above",
	"Percentage Standard Nearly Met",
	"Percentage Standard Not Met",
	"Students with Scores",
];

const areas = (middle) =>
	[1, 2, 3, 4].flatMap((area) =>
		["Above", middle, "Below"].map((place) => `Area ${area} Percentage ${place} Standard`),
	);

const firstEra = (middle) => [
	...keys,
	"Subgroup ID",
	"Test Type",
	"Total CAASPP Enrollment",
	"Total Tested At Entity Level",
	"Total Tested at Subgroup Level",
	"Grade",
	"Test Id",
	"CAASPP Reported Enrollment",
	...scores,
	...areas(middle),
];

const sevenOf = (area) => [
	...["Above", "Near", "Below"].flatMap((place) => [
		`${area} Percentage ${place} Standard`,
		`${area} Count ${place} Standard`,
	]),
	`${area} Total`,
];

const since2024 = [
	"County Code",
	"District Code",
	"District Name",
	"School Code",
	"School Name",
	"Type ID",
	"Filler",
	"Test Year",
	"Test Type",
	"Test ID",
	"Student Group ID",
	"Grade",
	"Total Students Enrolled",
	"Total Students Tested",
	"Total Students Tested with Scores",
	"Mean Scale Score",
	...["Exceeded", "Met", "Met and Above", "Nearly Met", "Not Met"].flatMap((level) => [
		`Percentage Standard ${level}`,
		`Count Standard ${level}`,
	]),
	"Overall Total",
	...["Area 1", "Area 2", "Area 3", "Area 4", "Composite Area 1", "Composite Area 2"].flatMap(sevenOf),
];

/** The layouts by their first year; a year's own layout is the last one that is not later. */
export const headers = {
	2015: firstEra("At or Near"),
	2016: firstEra("Near"),
	2017: [
		...keys,
		"Subgroup ID",
		"Test Type",
		"Total Tested At Entity Level",
		"Total Tested with Scores",
		"Grade",
		"Test Id",
		"CAASPP Reported Enrollment",
		...scores,
		...areas("Near"),
	],
	2021: [
		...keys,
		"Student Group ID",
		"Test Type",
		"Total Tested at Reporting Level",
		"Total Tested with Scores at Reporting Level",
		"Grade",
		"Test ID",
		"Students Enrolled",
		...scores,
		...areas("Near"),
		"Type ID",
	],
	2024: since2024,
};

export const layoutOfYear = (year) =>
	Math.max(
		...Object.keys(headers)
			.map(Number)
			.filter((first) => first <= year),
	);

/** Percents in hundredths as text: "0.00" to "100.00", or whole numbers in the first two years. */
const percentTexts = (whole) =>
	Array.from({ length: 10_001 }, (_, hundredths) =>
		whole ? String(Math.round(hundredths / 100)) : (hundredths / 100).toFixed(2),
	);

/** Scores are shown from this many students with scores on, counts of students from the other on. */
const fewestScored = 11;
const fewestShown = 4;

/** How one row's counts become cells. A row: key texts, and `c`, counts: enrolled, tested, levels 1 to 4. */
export function rowWriter(layout, year) {
	const quote = layout < 2021 ? '"' : "";
	const between = layout < 2021 ? '","' : "^";
	const filler = layout < 2021 ? '",,"' : "^^";
	const percents = percentTexts(layout < 2017);
	const share = (part, total) => percents[Math.round((10_000 * part) / total)];
	const written = String(year);
	const hidden = `${between}*`;
	const hiddenScores = hidden.repeat(6);
	const hiddenAreas = hidden.repeat(12);
	const hiddenNewer = hidden.repeat(54);
	// Nobody was tested: a zero, and blanks in place of scores.
	const untested = layout < 2024 ? between.repeat(7 + 12) : `^0^${between.repeat(54)}`;

	/** Students above, near and below the standard in an area: any split that follows the levels. */
	const splitOf = (area, c4, scored) => {
		const above = Math.min(scored, c4 + ((area * scored) >> 4));
		const near = (scored - above) >> 1;
		return [above, near, scored - above - near];
	};

	function areaPercents(test, c4, scored) {
		let text = "";
		for (let area = 1; area <= 4; area++) {
			// Mathematics has three areas.
			if (area === 4 && test === 2) text += between + between + between;
			else for (const part of splitOf(area, c4, scored)) text += between + share(part, scored);
		}
		return text;
	}

	function areaCounts(test, c4, scored) {
		let text = "";
		for (let area = 1; area <= 6; area++) {
			if (area === 4 && test === 2) text += "^^^^^^^";
			else {
				for (const part of splitOf(area, c4, scored)) text += `^${share(part, scored)}^${part}`;
				text += `^${scored}`;
			}
		}
		return text;
	}

	const meanOf = (grade, met, scored) =>
		grade === 13 ? "" : (2380 + grade * 12 + (220 * met) / scored + (scored % 40) / 10).toFixed(1);

	/** To 2023: counts are always shown, scores from eleven students on. */
	function older(row) {
		const { c, all, test, grade } = row;
		const tested = c[1];
		const [c1, c2, c3, c4] = [c[2], c[3], c[4], c[5]];
		const scored = c1 + c2 + c3 + c4;
		const met = c3 + c4;
		let shown;
		if (tested === 0) shown = untested;
		else if (scored < fewestScored) shown = `${hiddenScores}${between}${scored}${hiddenAreas}`;
		else {
			shown = `${between}${meanOf(grade, met, scored)}${between}${share(c4, scored)}${between}${share(c3, scored)}${between}${share(met, scored)}${between}${share(c2, scored)}${between}${share(c1, scored)}${between}${scored}${areaPercents(test, c4, scored)}`;
		}
		const total = layout < 2017 ? `${all[0]}${between}` : "";
		const type = layout === 2021 ? `^${row.type}` : "";
		return `${quote}${row.county}${between}${row.district}${between}${row.school}${filler}${written}${between}${row.group}${between}B${between}${total}${all[1]}${between}${all[2]}${between}${grade}${between}${test}${between}${c[0]}${between}${tested}${shown}${type}${quote}\r\n`;
	}

	const few = (students) => (students < fewestShown ? "*" : students);

	/** Since 2024: names, counts beside percents, and counts below four are withheld, too. */
	function newer(row) {
		const { c, test, grade } = row;
		const tested = c[1];
		const [c1, c2, c3, c4] = [c[2], c[3], c[4], c[5]];
		const scored = c1 + c2 + c3 + c4;
		const met = c3 + c4;
		let shown;
		if (tested === 0) shown = untested;
		else if (scored < fewestScored) shown = `^${few(tested)}^${few(scored)}${hiddenNewer}`;
		else {
			shown = `^${tested}^${scored}^${meanOf(grade, met, scored)}^${share(c4, scored)}^${c4}^${share(c3, scored)}^${c3}^${share(met, scored)}^${met}^${share(c2, scored)}^${c2}^${share(c1, scored)}^${c1}^${scored}${areaCounts(test, c4, scored)}`;
		}
		return `${row.county}^${row.district}^${row.districtName}^${row.school}^${row.schoolName}^${row.type}^^${written}^B^${test}^${row.group}^${grade}^${few(c[0])}${shown}\r\n`;
	}
	return layout < 2024 ? older : newer;
}

export const headerLine = (layout) =>
	layout < 2021 ? `${headers[layout].map((name) => `"${name}"`).join(",")}\r\n` : `${headers[layout].join("^")}\r\n`;
