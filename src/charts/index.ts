/** The chart kinds: one line each. */

export * from "./bars.js";
export type { Chart } from "./chart.js";
export { ChartRefusal } from "./check.js";
export * from "./curves.js";
export * from "./intervals.js";
export * from "./paths.js";
export { profileChart } from "./profile.js";
export * from "./profile-sheets.js";
export * from "./residual-dots.js";
export * from "./school-intervals.js";
export * from "./specification-strip.js";
export * from "./spread.js";
export * from "./trends.js";
