import type { RankCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkRank } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeRank } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintRank } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const rank: Kind<RankCondition> = Object.freeze({
  schema,
  text,
  check: checkRank,
  describe: describeRank,
  lint: lintRank,
  examples,
  plan,
  reference,
  crossings,
});
