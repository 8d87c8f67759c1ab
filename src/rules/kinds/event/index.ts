import type { EventCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkEvent } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeEvent } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintEvent } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const event: Kind<EventCondition> = Object.freeze({
  schema,
  text,
  check: checkEvent,
  describe: describeEvent,
  lint: lintEvent,
  examples,
  plan,
  reference,
  crossings,
});
