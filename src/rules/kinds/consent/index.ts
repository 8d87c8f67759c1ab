import type { ConsentCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkConsent } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeConsent } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintConsent } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const consent: Kind<ConsentCondition> = Object.freeze({
  schema,
  text,
  check: checkConsent,
  describe: describeConsent,
  lint: lintConsent,
  examples,
  plan,
  reference,
  crossings,
});
