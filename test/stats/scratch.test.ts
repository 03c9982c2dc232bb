import { writeFileSync } from "node:fs";
import { it } from "vitest";
import * as stats from "../../src/stats/index.js";
import { evaluate } from "../../src/stats/two-level-likelihood.js";
import { simulate } from "./two-level-data.js";
import { defined } from "./reference.js";
it("p", () => {
	const out: string[] = [];
	const random = stats.createRandom("statewide"); const rows = 10_000, columns = 8;
	const groups = Int32Array.from({ length: rows }, (_, i) => (i < 1000 ? 0 : 1 + random.integer(799)));
	const variances = Float64Array.from({ length: rows }, () => 20 + 400 * random.uniform());
	const design = Float64Array.from({ length: rows * columns }, (_, k) => (k % columns === 0 ? 1 : random.normal()));
	const response = Float64Array.from({ length: rows }, (_, i) => 700 + 5 * design[i * columns + 1]! + Math.sqrt(225 + 1.4 * variances[i]!) * random.normal());
	const names = ["one", "a", "b", "c", "d", "e", "f", "g"];
	for (const phi of [{ fixed: 1 }, { minimum: 1 }]) for (let k = 0; k < 3; k++) {
		const a = process.cpuUsage(); const fit = defined(stats.fitTwoLevel({ response, design, names, intercept: "one", groups, variances, phi }));
		const b = process.cpuUsage(a).user; stats.leaveOut(fit); out.push(`${JSON.stringify(phi)} fit ${b / 1e3} ms, with leaveOut ${process.cpuUsage(a).user / 1e3}, its ${fit.iterations} ${fit.tauDistrict2} ${fit.gradientNorm}`);
	}
	let bad = 0; let maxIt = 0; let sum = 0; let nc = 0;
	for (let s = 0; s < 600; s++) {
		const r = stats.createRandom(`g${s}`);
		const truth = { districts: 3 + r.integer(10), perDistrict: 2 + r.integer(5), tauDistrict2: [0, 5, 100, 1000][r.integer(4)]!, tauSchool2: [0, 5, 100, 1000][r.integer(4)]!, phi: [0.3, 1, 3][r.integer(3)]! };
		const input = simulate(`gg${s}`, truth);
		const phi = r.integer(2) ? { minimum: 0.2 } : { fixed: 1 };
		const f = stats.fitTwoLevel({ ...input, phi }); if (f.kind === "undefined") continue;
		maxIt = Math.max(maxIt, f.iterations); sum += f.iterations; if (!f.converged) nc++;
		const m = f.working.model; let best = Infinity; let at: number[] = [];
		const grid = [0]; for (let e = -1; e <= 4; e += 0.125) grid.push(10 ** e);
		const ph = "fixed" in phi ? [1] : [0.2, 0.3, 0.5, 0.7, 1, 1.4, 2, 3, 5, 8, 15, 30];
		for (const a of m.free[0] ? grid : [0]) for (const b of grid) for (const c of ph) { const st = evaluate(m, Float64Array.of(a, b, c)); if ("kind" in st) continue; if (st.minus2Reml < best) { best = st.minus2Reml; at = [a, b, c]; } }
		if (best < f.minus2Reml - 1e-7) { bad++; out.push(`${s} fit ${f.minus2Reml} (${f.tauDistrict2},${f.tauSchool2},${f.phi}) grid ${best} at ${at} rows ${m.rows}`); }
	}
	out.push(`${bad} bad, max it ${maxIt} mean ${sum / 600} nonconv ${nc}`);
	writeFileSync("/tmp/p.out", out.join("\n"));
}, 600000);
