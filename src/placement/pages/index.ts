/** The pages of a placement audit, as documents and as Markdown. */

export { boardDocument, boardMarkdown } from "./board.js";
export { type EnrollmentPages, enrollmentDocument } from "./enrollment.js";
export type { PlacementPages } from "./input.js";
export { protocolMarkdown } from "./protocol.js";
export { reportDocument } from "./report.js";
export { csvOf } from "./sections/parts.js";
export { type SweepPages, sweepDocument } from "./sweep.js";
