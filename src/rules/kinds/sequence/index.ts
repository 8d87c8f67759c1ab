import type { SequenceCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkSequence } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeSequence } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintSequence } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const sequence: Kind<SequenceCondition> = Object.freeze({
  schema,
  text,
  check: checkSequence,
  describe: describeSequence,
  lint: lintSequence,
  examples,
  plan,
  reference,
  crossings,
});
