import fc from "fast-check";
import { it } from "vitest";
import { repairProperty } from "./repair-property.js";

it("300 damaged tables: each copy is the original with its receipts applied", async () => {
	await fc.assert(repairProperty, { numRuns: 300 });
});
