import { describe, expect, it } from "vitest";
import { fitNested } from "../../src/stats/nested.js";
import { defined, designOf, encode, readTable } from "./reference.js";
describe("try", () => {
  it("x", () => {
    const t = readTable("models/lme4/sleepstudy_rs.csv");
    const pastes = readTable("models/lme4/pastes.csv");
    const ones = (n: number) => new Float64Array(n).fill(1);
    const rs = defined(fitNested({ response: t.numbers("Reaction"), design: designOf(t.rows, [1, t.numbers("Days")]), names: ["one", "Days"], intercept: "one", levels: [{ name: "subject", groups: encode(t.words("Subject")).codes, slope: t.numbers("Days") }], variances: ones(t.rows), phi: { minimum: 0 } }));
    const { working, fitted, ...rest } = rs;
    process.stderr.write(JSON.stringify(rest, null, 1));
    const p = defined(fitNested({ response: pastes.numbers("strength"), design: ones(pastes.rows), names: ["one"], intercept: "one", levels: [{ name: "batch", groups: encode(pastes.words("batch")).codes }, { name: "cask", groups: encode(pastes.words("sample")).codes }], variances: ones(pastes.rows), phi: { minimum: 0 } }));
    { const { working, fitted, ...rest } = p; process.stderr.write(JSON.stringify(rest, null, 1)); }
    expect(1).toBe(1);
  });
});
