/** Who runs: the peers that are installed, and cimp; each with its command, what it writes, and what clears the way. */

import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { firstWords } from "./measure.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const program = join(here, "..", "..", "bin", "cimp.js");

/** The selection: mathematics, all grades, schools, six student groups. */
export const groups = [1, 31, 78, 80, 128, 160];

const rVersion = () =>
	firstWords([
		"Rscript",
		"-e",
		'cat("R", paste0(R.version$major, ".", R.version$minor), "data.table", format(packageVersion("data.table")))',
	]);
const pandasVersion = () =>
	firstWords([
		"python3",
		"-c",
		'import sys, pandas; print("Python", sys.version.split()[0], "pandas", pandas.__version__)',
	]);
const awkVersion = (name) => firstWords([name, "-W", "version"]) ?? firstWords([name, "--version"]);

/** Peers that check nothing: each reads the columns needed and writes the same rows. */
const peers = [
	{
		id: "fread",
		title: "R data.table fread(select = …), 2 threads",
		version: rVersion,
		command: (files, out) => ["Rscript", join(here, "fread.R"), out, ...files],
	},
	{
		id: "pandas",
		title: "pandas read_csv(usecols = …), C engine",
		version: pandasVersion,
		command: (files, out) => ["python3", join(here, "select.py"), out, ...files],
	},
	...["mawk", "gawk"].map((name) => ({
		id: name,
		title: `${name}, lines cut at delimiters`,
		version: () => awkVersion(name),
		command: (files, out) => [name, "-v", `out=${out}`, "-f", join(here, "select.awk"), ...files],
	})),
];

const cimp = (...words) => [process.execPath, program, ...words];
const tidy = (files, out, ...more) =>
	cimp(
		"tidy",
		...files,
		...["--subject", "math", "--level", "school", "--grade", "all"],
		...groups.flatMap((group) => ["--group", String(group)]),
		...["--out", out, "--force", ...more],
	);

const cimpVersion = () => (existsSync(program) ? firstWords(cimp("--version")) : undefined);
/** The version, if this build has the command. */
const withCommand = (name) => () => {
	const version = cimpVersion();
	return version !== undefined && firstWords(cimp("help", name)) !== undefined ? `cimp ${version}` : undefined;
};

/** cimp's runs. `prepare` runs before each measurement and is not measured. */
const ours = (cacheFolder) => {
	const env = { CIMP_CACHE_DIR: cacheFolder };
	const empty = (folder) => rmSync(folder, { recursive: true, force: true });
	// The doctor has a cache of its own, so that it can't lean on the other's, nor the other on its.
	const apart = `${cacheFolder}-doctor`;
	return [
		{
			id: "tidy",
			title: "cimp tidy --no-cache",
			version: withCommand("tidy"),
			command: (files, out) => tidy(files, out, "--no-cache"),
			env,
		},
		{
			id: "build",
			title: "cimp tidy, building the cache (checks every value)",
			version: withCommand("tidy"),
			command: (files, out) => tidy(files, out),
			prepare: () => empty(cacheFolder),
			env,
		},
		{
			// Stands behind `build`, whose cache it uses; alone, the round that is not counted builds it.
			id: "cached",
			title: "cimp tidy, from the cache",
			version: withCommand("tidy"),
			command: (files, out) => tidy(files, out),
			env,
		},
		{
			id: "doctor",
			title: "cimp doctor (checks every value)",
			version: withCommand("doctor"),
			command: (files) => cimp("doctor", ...files),
			prepare: () => empty(apart),
			env: { CIMP_CACHE_DIR: apart },
			// What it finds is no failure of the run.
			mayEnd: [0, 1],
			writesNothing: true,
		},
		{
			id: "version",
			title: "cimp --version",
			version: () => (cimpVersion() === undefined ? undefined : `cimp ${cimpVersion()}`),
			command: () => cimp("--version"),
			writesNothing: true,
		},
	];
};

/** All contestants that are here, with their versions; and the ids of those that are not. */
export function contestants(only, cacheFolder) {
	const asked = [...peers, ...ours(cacheFolder)].filter(({ id }) => only === undefined || only.includes(id));
	const known = asked.map((each) => ({ ...each, version: each.version() }));
	return {
		present: known.filter(({ version }) => version !== undefined),
		absent: known.filter(({ version }) => version === undefined).map(({ title }) => title),
	};
}
