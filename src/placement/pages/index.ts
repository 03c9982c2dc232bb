/** The pages of a placement audit, as documents and as Markdown. */

export { boardDocument, boardMarkdown } from "./board.js";
export { type EnrollmentPages, enrollmentDocument } from "./enrollment.js";
export type { PlacementPages, ReplayPages } from "./input.js";
export { type PowerPages, powerDocument } from "./power.js";
export { protocolMarkdown } from "./protocol.js";
export { reportDocument } from "./report.js";
export { csvOf } from "./sections/parts.js";
export { type SweepPages, sweepDocument } from "./sweep.js";
export { type WhatIfPages, whatIfDocument } from "./whatif.js";
