/** The commands, one line each, in the order of the help. */

import type { Command } from "../command.js";
import { analyzeCommand } from "./analyze.js";
import { doctorCommand } from "./doctor.js";
import { explainCommand } from "./explain.js";
import { layoutsCommand } from "./layouts.js";
import { simulateCommand } from "./simulate.js";

export const commands: readonly Command[] = [
	analyzeCommand,
	doctorCommand,
	layoutsCommand,
	simulateCommand,
	explainCommand,
];
