import type { GeoCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { checkGeo } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describeGeo } from "./describe.ts";
import { examples } from "./examples.ts";
import { lintGeo } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const geo: Kind<GeoCondition> = Object.freeze({
  schema,
  text,
  check: checkGeo,
  describe: describeGeo,
  lint: lintGeo,
  examples,
  plan,
  reference,
  crossings,
});
