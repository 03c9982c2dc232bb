import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { it } from "vitest";
import { placementFiles } from "../../../src/app/placement/pages/files.js";
import { inventedPages } from "./invented-audit.js";
it("render", () => {
	for (const { path, content } of placementFiles(inventedPages())) {
		const to = join("/tmp/pp/out", path);
		mkdirSync(dirname(to), { recursive: true });
		writeFileSync(to, content as string);
	}
});
