/** The commands, one line each, in the order of the help. */

import type { Command, CommandGroup } from "../command.js";
import { analyzeCommand } from "./analyze.js";
import { cacheCommand } from "./cache.js";
import { doctorCommand } from "./doctor.js";
import { entitiesCommand } from "./entities.js";
import { explainCommand } from "./explain.js";
import { layoutsCommand } from "./layouts.js";
import { packetGroup } from "./packet/index.js";
import { placementGroup } from "./placement/index.js";
import { privacyCommand } from "./privacy.js";
import { simulateCommand } from "./simulate.js";
import { tidyCommand } from "./tidy.js";

export const commands: readonly Command[] = [
	analyzeCommand,
	doctorCommand,
	...packetGroup.commands,
	tidyCommand,
	entitiesCommand,
	...placementGroup.commands,
	layoutsCommand,
	privacyCommand,
	cacheCommand,
	simulateCommand,
	explainCommand,
];

export const groups: readonly CommandGroup[] = [packetGroup, placementGroup];
