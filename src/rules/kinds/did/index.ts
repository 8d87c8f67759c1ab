import type { DidCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkDid } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeDid } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintDid } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const did: Kind<DidCondition> = Object.freeze({
  schema,
  text,
  check: checkDid,
  describe: describeDid,
  lint: lintDid,
  examples,
  plan,
  reference,
  crossings,
});
