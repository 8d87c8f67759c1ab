import type { ConsentCondition } from "../../document.ts";
import type { Kind } from "../kind.ts";
import { check } from "./check.ts";
import { crossings } from "./crossings.ts";
import { describe } from "./describe.ts";
import { examples } from "./examples.ts";
import { lint } from "./lint.ts";
import { plan } from "./plan.ts";
import { reference } from "./reference.ts";
import { schema } from "./schema.ts";
import { text } from "./text.ts";

export const consent: Kind<ConsentCondition> = Object.freeze({ schema, text, check, describe, lint, examples, plan, reference, crossings });
