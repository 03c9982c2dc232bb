/** What a command is: one object from which help, parsing and docs/cli.md come. */

import type { Progress } from "../ingest/index.js";
import type { Console } from "./console.js";

export interface CommandOption {
	/** As commander reads it: "-o, --out <dir>". */
	readonly flags: string;
	readonly description: string;
	/** Printed behind the description. */
	readonly default?: string;
	readonly choices?: readonly string[];
	/** May be given several times. */
	readonly repeatable?: true;
}

export interface CommandContext {
	readonly console: Console;
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly temporaryFolder: string;
	/** Where checked rows are kept between runs. */
	readonly cacheFolder: string;
	/** Absent where nobody watches. */
	readonly progress?: Progress;
	/** Bytes piped in; not there where standard input is a terminal. */
	readonly stdin?: { readonly content: () => AsyncIterable<Uint8Array> };
	/** How the command is called, for a person at a terminal who gave it nothing to read. */
	readonly shortHelp: string;
	/** True where results go to stdout as JSON, and problems as JSON lines to stderr. */
	readonly json: boolean;
	/** Aborted by Ctrl-C. */
	readonly interrupted: AbortSignal;
}

/** Named values as the command line gave them; what was not given is not there. */
export type Flags = Readonly<Record<string, unknown>>;

export interface Command {
	/** "analyze"; with the group's name before it where it belongs to one: "placement init". */
	readonly name: string;
	readonly summary: string;
	/** "<files...>", or empty. */
	readonly arguments: string;
	readonly argumentHelp: string;
	readonly description: readonly string[];
	readonly examples: readonly (readonly [command: string, what: string])[];
	readonly options: readonly CommandOption[];
	/** Commands that one may want next. */
	readonly next: readonly string[];
	/** The body is loaded only when the command runs, so that `cimp --help` loads neither engine nor charts. */
	readonly run: (operands: readonly string[], flags: Flags, context: CommandContext) => Promise<number>;
}

/** Commands under one word. */
export interface CommandGroup {
	readonly name: string;
	readonly summary: string;
	readonly commands: readonly Command[];
}
