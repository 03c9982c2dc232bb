/** The library: what the command line does, for programs. The statistics stand in `cimp/stats`. */

export { type DoctorOutcome, type DoctorSettings, doctor } from "./app/doctor.js";
export type { Effects } from "./app/effects.js";
export { buildPacket, type PacketOutcome, type PacketSettings } from "./app/packet/build.js";
export { analyze } from "./app/pipeline.js";
export { type AuditOutcome, type AuditWishes, audit as placementAudit } from "./app/placement/audit.js";
export type { AnalyzeResults } from "./app/schemas/analyze.js";
export type { DoctorReport } from "./app/schemas/doctor.js";
export { type AnalyzeSettings, resolveSettings } from "./app/settings.js";
export { type TidyOutcome, tidy } from "./app/tidy.js";
export type { Outcome } from "./app/writing.js";
export { type Problem, Refusal } from "./domain/problem.js";
