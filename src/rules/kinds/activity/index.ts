import type { ActivityCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkActivity } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeActivity } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintActivity } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const activity: Kind<ActivityCondition> = Object.freeze({
  schema,
  text,
  check: checkActivity,
  describe: describeActivity,
  lint: lintActivity,
  examples,
  plan,
  reference,
  crossings,
});
