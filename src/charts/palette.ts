/** The colors of figures. Color says role and evidence, never a student group; shape, position and words say it too. */

/** Contrast to the white panel, measured: see `contrast`. Tints and lines that only guide the eye carry no meaning. */
export const palette = {
	/** The school's own result. 10.3 */
	focus: "#12436D",
	/** What was predicted. 5.2 */
	prediction: "#C2410C",
	/** Marks that give context. 4.6 */
	context: "#71767A",
	/** Bricks drawn by chance alone. 3.3 */
	brick: "#8A8F94",
	/** Text. 17.2 */
	ink: "#1B1B1B",
	/** Text of second rank. 6.7 */
	muted: "#565C65",
	/** The panel itself. */
	panel: "#FFFFFF",
	/** Inside of a prediction interval; its ends carry ticks, because the tint alone has too little contrast. */
	band: "#F8E3D3",
	/** Lines at the axis's ticks. */
	grid: "#DFE1E2",
	/** Lines that lead the eye from a name to its marks. */
	hairline: "#E6E8EA",
} as const;

/** Colors that may be lighter than a mark must be, because nothing is lost without them. */
export const decoration: ReadonlySet<string> = new Set([palette.panel, palette.band, palette.grid, palette.hairline]);

/** Colors that text may have: 4.5 to 1 or more on the panel. */
export const textColors: ReadonlySet<string> = new Set([palette.ink, palette.muted, palette.focus, palette.prediction]);

/** Colors that are seen as a hue. The others are shades from ink to panel. */
export const hues: ReadonlySet<string> = new Set([palette.focus, palette.prediction]);

/** Linear light of one sRGB channel, 0–1. */
function linear(channel: number): number {
	return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance of `#RRGGBB`, 0–1. */
function luminance(color: string): number {
	if (!/^#[0-9a-f]{6}$/i.test(color)) throw new Error(`not a color of the form #RRGGBB: ${color}`);
	const channel = (start: number): number => linear(Number.parseInt(color.slice(start, start + 2), 16) / 255);
	return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/**
 * Contrast ratio of two colors, 1 to 21, as WCAG 2.2 defines it.
 *
 * @param one `#RRGGBB`
 * @param other `#RRGGBB`
 * @throws if a color has another form
 * @example contrast("#FFFFFF", "#000000") // → 21
 */
export function contrast(one: string, other: string): number {
	const light = Math.max(luminance(one), luminance(other));
	const dark = Math.min(luminance(one), luminance(other));
	return (light + 0.05) / (dark + 0.05);
}
