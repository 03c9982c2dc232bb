/** Kinds of values that the published shapes share. */

import { z } from "zod";
import { absent } from "./absent.js";

export const measured = z.union([z.number(), absent]).meta({ id: "numberOrAbsent" });
export const measuredText = z.union([z.string(), absent]).meta({ id: "textOrAbsent" });
export const count = z.number().int().min(0);
export const share = z.number().min(0).max(1);
export const interval = z.strictObject({ lower: z.number(), upper: z.number() });
export const evidence = z.enum(["clear", "some", "not distinguishable", "not enough data"]);
export const district = z.string().regex(/^\d{7}$/);
export const cds = z.string().regex(/^\d{14}$/);
export const year = z.number().int();
export const level = z.enum(["elementary", "middle", "high", "combined", "unknown"]);
/** Scales that results are read on. */
export const scale = z.enum(["percent", "dfs", "z"]);
