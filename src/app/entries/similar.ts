/** Similar districts for results.json. */

import { whyNot } from "../../analyses/similar-districts/index.js";
import { notDefined } from "../../domain/measured.js";
import { releaseCount } from "../../privacy/release.js";
import type { Run } from "../run.js";
import type { AnalyzeResults } from "../schemas/analyze.js";

type Entry = AnalyzeResults["districts"][number]["similar"];

const noResult = notDefined("no school has a result that can be shown");

export function similarEntry(code: string, run: Run): Entry {
	const result = run.answers.similarDistricts;
	const own = result.byDistrict.get(code);
	if (own === undefined) return notDefined(whyNot(result));
	const factsOf = (values: readonly (number | undefined)[]) =>
		Object.fromEntries(
			result.names.map(({ id }, index) => [id, values[index] ?? notDefined("the files do not tell")] as const),
		);
	return {
		used: [...result.used],
		typicalDistance: result.typical,
		knowsStudents: result.knowsStudents,
		noNearNeighbor: own.alone,
		facts: factsOf(own.facts),
		neighbors: own.neighbors.map(({ district, distance, relative, facts, result: other, difference }) => ({
			district,
			name: run.input.frame.districtNames.get(district) ?? "",
			distance,
			relativeDistance: relative,
			facts: factsOf(facts),
			tested: other === undefined ? noResult : (releaseCount(other.tested) as number),
			result: other?.value ?? noResult,
			difference: difference === undefined ? noResult : { value: difference.value, ...difference.interval },
		})),
		beside:
			own.beside === undefined
				? noResult
				: { value: own.beside.value, ...own.beside.interval, evidence: own.beside.evidence },
	};
}
