// The interactive page of a packet: draws what stands in the page's own table, and nothing else.
//
// Columns of the table, in order: school, students, result, predicted, lower, upper, reading, district, level
// (src/app/packet/explore/table.ts). Runs from a folder on disk under a policy without eval: Vega gets its expressions as
// trees, which vega-interpreter walks.
(() => {
	const byId = (id) => document.getElementById(id);
	const table = document.querySelector(".explore-table table");
	const number = (text) =>
		/^[-−+]?[\d.,]+$/.test(text) ? Number(text.replace("−", "-").replaceAll(",", "")) : undefined;

	/** A row of the table: its cells as words, its four numbers, its place in the figure. */
	const rows = [...table.tBodies[0].rows].map((row, index) => {
		const words = [...row.cells].map((cell) => cell.textContent.trim());
		const [actual, predicted, lower, upper] = words.slice(2, 6).map(number);
		const drawn = [actual, predicted, lower, upper].every((value) => value !== undefined);
		const outside = drawn && (actual < lower || actual > upper);
		return { id: index, row, words, name: words[0], drawn, actual, predicted, lower, upper, outside };
	});
	const drawn = rows.filter((entry) => entry.drawn);
	const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
	const filters = [...document.querySelectorAll(".explore-filters select")];

	/** One scale for both axes and every choice: nothing moves when schools are filtered. */
	const values = drawn.flatMap(({ actual, predicted, lower, upper }) => [actual, predicted, lower, upper]);
	const domain = values.length === 0 ? [0, 1] : [Math.min(...values), Math.max(...values)];

	const ink = "#1B1B1B";
	const [focus, comparison, context] = ["#12436D", "#C2410C", "#71767A"];
	const scale = (name, range) => ({ name, type: "linear", domain, nice: true, zero: false, range });
	const at = (x, y) => ({ x: { scale: "x", field: x }, y: { scale: "y", field: y } });
	const chosen = (yes, no) => [{ test: "datum.id === chosen", ...yes }, no];
	const axis = (orient, name, title) => ({
		orient,
		scale: name,
		aria: false,
		title,
		grid: true,
		gridColor: "#DFE1E2",
		labelFontSize: 12,
		titleFontSize: 13,
		titlePadding: 8,
		tickCount: 6,
	});
	const specification = {
		$schema: "https://vega.github.io/schema/vega/v6.json",
		width: 480,
		height: 440,
		autosize: { type: "fit", contains: "padding" },
		padding: 6,
		config: { axis: { labelColor: ink, titleColor: ink, domainColor: context, tickColor: context } },
		signals: [{ name: "chosen", value: -1 }],
		data: [
			{ name: "schools", values: [] },
			{ name: "equal", values: [{ value: domain[0] }, { value: domain[1] }] },
		],
		scales: [scale("x", "width"), scale("y", "height")],
		axes: [axis("bottom", "x", heads[3]), axis("left", "y", heads[2])],
		// One drawing to assistive technology: the table has the numbers.
		marks: [
			{
				type: "line",
				aria: false,
				from: { data: "equal" },
				interactive: false,
				encode: { update: { ...at("value", "value"), stroke: { value: context }, strokeDash: { value: [5, 4] } } },
			},
			{
				type: "rule",
				aria: false,
				from: { data: "schools" },
				interactive: false,
				encode: {
					update: {
						...at("predicted", "lower"),
						y2: { scale: "y", field: "upper" },
						stroke: chosen({ value: comparison }, { value: "#C9CDD1" }),
						strokeWidth: chosen({ value: 4 }, { value: 1 }),
					},
				},
			},
			{
				type: "symbol",
				aria: false,
				from: { data: "schools" },
				encode: {
					update: {
						...at("predicted", "actual"),
						shape: [{ test: "datum.outside", value: "diamond" }, { value: "circle" }],
						fill: [
							{ test: "datum.id === chosen", value: comparison },
							{ test: "datum.outside", value: focus },
							{ value: "#FFFFFF" },
						],
						zindex: chosen({ value: 1 }, { value: 0 }),
						stroke: { value: focus },
						strokeWidth: { value: 1.5 },
						size: chosen({ value: 180 }, { value: 70 }),
						cursor: { value: "pointer" },
					},
				},
			},
			{
				type: "text",
				aria: false,
				from: { data: "schools" },
				interactive: false,
				encode: {
					update: {
						x: { signal: "width / 2" },
						y: { value: 14 },
						align: { value: "center" },
						text: chosen({ field: "name" }, { value: "" }),
						limit: { signal: "width" },
						fontSize: { value: 14 },
						fontWeight: { value: "bold" },
						fill: { value: ink },
					},
				},
			},
		],
	};
	const place = byId("explore-chart");
	const view = new vega.View(vega.parse(specification, undefined, { ast: true }), {
		expr: vega.expressionInterpreter,
		renderer: "svg",
		container: place,
		hover: false,
		logLevel: vega.Error,
	});
	view.tooltip(() => {});

	let kept = -1;
	const draw = () => view.runAsync();
	const say = (text) => {
		byId("explore-status").textContent = text;
	};
	const sentence = ({ words }) => heads.map((head, index) => `${head}: ${words[index]}`).join("; ");

	/** Shows a school in figure and words; `kept` stays when the pointer leaves. */
	function choose(id) {
		for (const entry of rows) {
			entry.row.classList.toggle("chosen", entry.id === id);
			entry.button.setAttribute("aria-pressed", String(entry.id === kept));
		}
		const entry = rows[id];
		say(entry === undefined ? counts() : sentence(entry));
		view.signal("chosen", id);
		return draw();
	}

	const fits = (entry) =>
		filters.every((filter) => filter.value === "" || entry.words[Number(filter.name)] === filter.value);
	const heading = document.querySelector(".explore-filters").getAttribute("aria-label");
	const counts = () => `${heading}: ${rows.filter(fits).length} / ${rows.length}`;

	function filter() {
		for (const entry of rows) entry.row.hidden = !fits(entry);
		if (rows[kept]?.row.hidden) kept = -1;
		const shown = drawn.filter(fits).map(({ id, name, actual, predicted, lower, upper, outside }) => ({
			id,
			name,
			actual,
			predicted,
			lower,
			upper,
			outside,
		}));
		view.data("schools", shown);
		return choose(kept);
	}

	/** From a row to the next that is shown, by the arrow keys. */
	function step(from, way) {
		const shown = rows.filter(({ row }) => !row.hidden);
		shown[shown.findIndex(({ id }) => id === from) + way]?.button.focus();
	}

	for (const entry of rows) {
		const button = document.createElement("button");
		button.type = "button";
		button.textContent = entry.name;
		button.addEventListener("click", () => {
			kept = kept === entry.id ? -1 : entry.id;
			choose(entry.id);
		});
		button.addEventListener("focus", () => choose(entry.id));
		button.addEventListener("keydown", (event) => {
			const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
			if (way === undefined) return;
			event.preventDefault();
			step(entry.id, way);
		});
		entry.row.addEventListener("mouseenter", () => choose(entry.id));
		entry.row.addEventListener("mouseleave", () => choose(kept));
		entry.row.cells[0].replaceChildren(button);
		entry.button = button;
	}
	view.addEventListener("mouseover", (_, item) => item?.datum?.name && choose(item.datum.id));
	view.addEventListener("mouseout", () => choose(kept));
	view.addEventListener("click", (_, item) => {
		if (item?.datum?.name === undefined) return;
		kept = item.datum.id;
		choose(kept);
		rows[kept].row.scrollIntoView({ block: "nearest" });
	});
	for (const select of filters) select.addEventListener("change", filter);

	/** As wide as its place, and no wider than reads well. */
	function resize() {
		const width = Math.max(240, Math.min(620, place.clientWidth));
		view.width(width).height(Math.round(Math.min(width * 0.92, 520)));
		return draw();
	}
	window.addEventListener("resize", resize);

	// A district's page leads here with its code: its schools alone.
	const wanted = decodeURIComponent(location.hash.slice(1));
	const [district] = filters;
	const option = [...(district?.options ?? [])].find(({ id }) => id !== "" && id === wanted);
	if (option !== undefined) district.value = option.value;

	for (const part of document.querySelectorAll(".explore-off")) part.hidden = true;
	for (const part of document.querySelectorAll(".explore-on")) part.hidden = false;
	resize().then(filter);
})();
