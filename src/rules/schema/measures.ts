import { z } from "zod";
import type { Measure } from "../document.ts";
import { filterSchema } from "./filters.ts";
import { count, name } from "./parts.ts";

const filter = z.exactOptional(filterSchema);
const property = z.exactOptional(name);

export const measureSchema: z.ZodType<Measure> = z.discriminatedUnion("fn", [
  z.strictObject({ fn: z.enum(["count", "days"]), event: name, filter }),
  z.strictObject({ fn: z.enum(["sum", "average", "minimum", "maximum", "distinct"]), event: name, property: name, filter }),
  z.strictObject({ fn: z.enum(["first", "last"]), event: name, property, filter }),
  z.strictObject({ fn: z.literal("nth"), n: count(1), event: name, property, filter }),
  z.strictObject({ fn: z.literal("share"), event: name, filter: filterSchema }),
]);
