/** The chart kinds: one line each. */

export type { Chart, ChartWords, Drawing, Panel } from "./chart.js";
export * from "./profile.js";
export * from "./residual-dots.js";
export * from "./spread.js";
