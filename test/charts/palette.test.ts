import { expect, test } from "vitest";
import { contrast, decoration, palette, textColors } from "../../src/charts/palette.js";

// Ratios to white as published with the style guide, rounded to one decimal there.
test.each([
	["#12436D", 10.2],
	["#C2410C", 5.2],
	["#71767A", 4.6],
	["#8A8F94", 3.3],
	["#565C65", 6.7],
	["#1B1B1B", 17.2],
	["#FFFFFF", 1],
	["#000000", 21],
])("contrast of %s to white is %d", (color, published) => {
	expect(Math.abs(contrast(color, "#FFFFFF") - published)).toBeLessThan(0.06);
});

test("contrast doesn't depend on which color is named first, and refuses other forms", () => {
	expect(contrast("#12436D", "#F8E3D3")).toBe(contrast("#F8E3D3", "#12436D"));
	expect(() => contrast("navy", "#FFFFFF")).toThrow("not a color of the form #RRGGBB: navy");
});

test("text is readable and marks are visible on the panel", () => {
	for (const color of textColors) expect(contrast(color, palette.panel)).toBeGreaterThanOrEqual(4.5);
	const marks = Object.values(palette).filter((color) => !decoration.has(color));
	for (const color of marks) expect(contrast(color, palette.panel)).toBeGreaterThanOrEqual(3);
});
