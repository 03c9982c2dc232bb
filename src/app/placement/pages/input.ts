/** What the pages of an audit are made from, out of a run. */

import type { EnrollmentPages, PlacementPages } from "../../../placement/pages/index.js";
import type { ReleasedEnrollment } from "../../../placement/result.js";
import { version } from "../../version.js";
import type { AuditRun } from "../audit.js";

/** A name as a shell takes it. */
const quoted = (name: string): string => (/^[\w./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

export function pagesOf({ inputs, audited, released, date }: AuditRun): PlacementPages {
	const { policy, files } = inputs;
	const named = policy === undefined ? [] : [{ file: policy.file, sha256: policy.sha256 }];
	const rosters = files.map(({ name, sha256 }) => ({ file: name, sha256 }));
	const students = rosters.map(({ file }) => quoted(file)).join(" ");
	return {
		audit: released,
		policy: audited.ground.policy,
		sources: [...rosters, ...named],
		command: [
			`cimp placement audit --policy ${quoted(policy?.file ?? "policy.yml")} \\`,
			`  --students ${students} --out audit${date === undefined ? "" : ` --date ${date}`}`,
		],
		date,
		version,
	};
}

export function enrollmentPagesOf(
	released: ReleasedEnrollment,
	files: readonly { readonly name: string; readonly sha256: string }[],
): EnrollmentPages {
	const sources = files.map(({ name, sha256 }) => ({ file: name, sha256 }));
	const students = sources.map(({ file }) => quoted(file)).join(" ");
	return {
		enrollment: released,
		sources,
		command: [`cimp placement audit --students ${students} --out enrollment`],
		version,
	};
}
