/** `cimp packet init`: a commented convening.yml to start from. */

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { problem, Refusal } from "../../domain/problem.js";
import type { Effects } from "../effects.js";

export const conveningName = "convening.yml";

/** The template: every key, those that one seldom needs as comments. */
export const conveningTemplate = `# What the packet is about. Paths are relative to this file. Build it with
#   cimp packet build convening.yml --out packet
title: Fall convening
# date: "2026-10-15"

# Codes or names, as the state's files have them. A code goes in quotes.
districts:
  - Sample Unified
  - "01-99002"

# Results files and companion tables, or folders of them. Keep the files of all districts of the county or state if you
# can: the model learns from all of them, and only the districts above get pages.
data:
  - data

# Test years: the newest is reported, the one before it is the earlier year. Leave out to take those of the files.
# years: [2024, 2025]

# One part for each subject. A part may have files, years, group or scale of its own.
subjects:
  - math
  # - ela
  # - subject: science
  #   data: [science]
  #   year: 2025

# What a district's page shows besides its schools: variation, progress, groups, bright-spots, similar, specifications.
# show: [variation, progress, groups]

# Asked after the four standing questions.
# questions:
#   - Which of our three structures would show in these results, and where?

# Notes from the schools, placed beside their results: cds, year, tag, text, author (a role, no names).
# notes: notes.csv

# Events for the timeline, by the spring of the school year; for one district, or for all.
# events:
#   - year: 2025
#     text: New mathematics materials in grades 6 to 8
#     district: Sample Unified

# language: en        # or es
# paper: letter       # or tabloid
# poster: 24x36       # or tabloid, letter
# charters: include   # or exclude, separate
# minutes: 150        # length of the session, for the facilitator's guide
`;

/**
 * Writes the template.
 *
 * @param out a file, or a folder in which convening.yml will stand
 * @returns where it was written
 * @throws Refusal with CIMP-E301 for a file that is there, unless forced, E302 where it can't be written
 */
export function initConvening(out: string, force: boolean, { cwd }: Pick<Effects, "cwd">): string {
	const typed = resolve(cwd, out);
	const path = /\.ya?ml$/i.test(typed) ? typed : resolve(typed, conveningName);
	const place = { file: basename(path) };
	if (existsSync(path) && !force) {
		const details = { found: "a file that is there", expected: "the name of a new file" };
		throw new Refusal([problem("CIMP-E301", place, details)]);
	}
	try {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, conveningTemplate);
	} catch (error) {
		throw new Refusal([problem("CIMP-E302", place, { found: error instanceof Error ? error.message : String(error) })]);
	}
	return path;
}
