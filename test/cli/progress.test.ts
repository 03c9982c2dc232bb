/** The line that says how far reading is: only after a second, and gone again at the end. */

import { expect, test } from "vitest";
import { ProgressLine } from "../../src/cli/progress.js";

test("nothing for a second, then one line that is written over, then nothing", () => {
	const written: string[] = [];
	let now = 0;
	const line = new ProgressLine({ write: (text) => written.push(text) }, () => now);
	line.show("counting", "a.txt", 1e6, 650e6);
	now = 999;
	line.show("counting", "a.txt", 2e6, 650e6);
	line.clear();
	expect(written).toEqual([]);
	now = 1000;
	line.show("counting", "a.txt", 65.4e6, 650e6);
	line.show("unpacking", "b.zip", 0, 0);
	line.show("checking", "a.txt", 650e6, 650e6);
	line.clear();
	line.clear();
	expect(written).toEqual([
		"\r\u001b[Kcounting a.txt  65 of 650 MB  10 %",
		"\r\u001b[Kunpacking b.zip",
		"\r\u001b[Kchecking a.txt  650 of 650 MB  100 %",
		"\r\u001b[K",
	]);
});
