import type { SegmentCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkSegment } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeSegment } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintSegment } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const segment: Kind<SegmentCondition> = Object.freeze({
  schema,
  text,
  check: checkSegment,
  describe: describeSegment,
  lint: lintSegment,
  examples,
  plan,
  reference,
  crossings,
});
