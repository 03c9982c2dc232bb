/** The subcommands of `cimp packet`, one file each, in the order of the help. */

import type { CommandGroup } from "../../command.js";
import { buildCommand } from "./build.js";
import { checkCommand } from "./check.js";
import { diffCommand } from "./diff.js";
import { initCommand } from "./init.js";
import { verifyCommand } from "./verify.js";

export const packetGroup: CommandGroup = {
	name: "packet",
	summary: "a convening's packet: sheets to predict on, district pages, posters, comparison, guide",
	commands: [initCommand, buildCommand, diffCommand, verifyCommand, checkCommand],
};
