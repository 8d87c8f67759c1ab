import type { TraitCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkTrait } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeTrait } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintTrait } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const trait: Kind<TraitCondition> = Object.freeze({
  schema,
  text,
  check: checkTrait,
  describe: describeTrait,
  lint: lintTrait,
  examples,
  plan,
  reference,
  crossings,
});
