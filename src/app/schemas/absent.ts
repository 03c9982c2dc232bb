/** A value that is not there, in every published shape. */

import { z } from "zod";

export const absent = z
	.strictObject({ absent: z.enum(["suppressed", "missing", "undefined"]), reason: z.string() })
	.meta({ id: "absent" });
