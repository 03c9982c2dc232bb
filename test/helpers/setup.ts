import { afterAll, afterEach, beforeEach, vi } from "vitest";
import { removeWorkdirs } from "./workdir.js";

// The library speaks through return values; anything printed to the console in a test is a mistake.
const channels = ["log", "info", "warn", "error", "debug"] as const;
let printed: string[] = [];

beforeEach(() => {
	printed = [];
	for (const channel of channels) {
		vi.spyOn(console, channel).mockImplementation((...words: unknown[]) => {
			printed.push(`${channel}: ${words.map(String).join(" ")}`);
		});
	}
});

afterEach(() => {
	const unexpected = printed;
	vi.restoreAllMocks();
	if (unexpected.length > 0) throw new Error(`unexpected console output:\n${unexpected.join("\n")}`);
});

afterAll(removeWorkdirs);
