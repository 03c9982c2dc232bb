/** The subcommands of `cimp placement`, one file each, in the order of the help. */

import type { CommandGroup } from "../../command.js";
import { auditCommand } from "./audit.js";
import { initCommand } from "./init.js";
import { mapCoursesCommand } from "./map-courses.js";
import { mergeCommand } from "./merge.js";
import { powerCommand } from "./power.js";
import { simulateRosterCommand } from "./simulate.js";
import { sweepCommand } from "./sweep.js";
import { whatIfCommand } from "./whatif.js";

export const placementGroup: CommandGroup = {
	name: "placement",
	summary: "the yearly examination of grade 9 mathematics placement (SB 359, Education Code 51224.7)",
	commands: [
		initCommand,
		mapCoursesCommand,
		auditCommand,
		whatIfCommand,
		sweepCommand,
		powerCommand,
		mergeCommand,
		simulateRosterCommand,
	],
};
