import type { SampleCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkSample } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeSample } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintSample } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const sample: Kind<SampleCondition> = Object.freeze({
  schema,
  text,
  check: checkSample,
  describe: describeSample,
  lint: lintSample,
  examples,
  plan,
  reference,
  crossings,
});
