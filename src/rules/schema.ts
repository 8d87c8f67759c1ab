import { z } from "zod";
import type { Definition, Rule } from "./document.ts";
import { schema as activity } from "./kinds/activity/schema.ts";
import { schema as consent } from "./kinds/consent/schema.ts";
import { schema as did } from "./kinds/did/schema.ts";
import { schema as event } from "./kinds/event/schema.ts";
import { schema as geo } from "./kinds/geo/schema.ts";
import { schema as rank } from "./kinds/rank/schema.ts";
import { schema as sample } from "./kinds/sample/schema.ts";
import { schema as segment } from "./kinds/segment/schema.ts";
import { schema as sequence } from "./kinds/sequence/schema.ts";
import { schema as trait } from "./kinds/trait/schema.ts";
import { LIMITS } from "./limits.ts";
import { name, noted, written } from "./schema/parts.ts";

/** Version of the document form. A change that older programs would misread raises it. */
export const DOCUMENT_VERSION = 1;

const conditions = [trait, event, did, sequence, activity, segment, rank, geo, sample, consent] as const;
const everyone = z.strictObject({ kind: z.literal("everyone"), ...noted });
const group = z.strictObject({ kind: z.literal("group"), rule: z.lazy(() => ruleSchema), ...noted });
const not = z.strictObject({ kind: z.literal("not"), rule: z.lazy(() => unarySchema), ...noted });
const and = z.strictObject({ kind: z.literal("and"), rules: many(z.lazy(() => unarySchema)), ...noted });
const or = z.strictObject({ kind: z.literal("or"), rules: many(z.lazy(() => alternativeSchema)), ...noted });

function many(of: z.ZodType<Rule>): z.ZodType<readonly Rule[]> {
  return z.array(of).min(2, "two or more").max(LIMITS.conditions);
}

/** What `not` and `and` hold: anything with `and` or `or` needs a group around it, as in text. */
const unarySchema: z.ZodType<Rule> = z.discriminatedUnion("kind", [...conditions, everyone, group, not]);
const alternativeSchema: z.ZodType<Rule> = z.discriminatedUnion("kind", [...conditions, everyone, group, not, and]);

/** A rule: exactly the documents that text can say. Numbers and datetimes come out in canonical form. */
export const ruleSchema: z.ZodType<Rule> = z.discriminatedUnion("kind", [...conditions, everyone, group, not, and, or]);

/** A saved segment as it is stored: the definition with the version of its form. */
export const definitionSchema: z.ZodType<Definition & { readonly version: typeof DOCUMENT_VERSION }> = z.strictObject({
  version: z.literal(DOCUMENT_VERSION),
  name,
  rule: ruleSchema,
  description: z.exactOptional(written),
  owner: z.exactOptional(name),
  zone: name,
  audience: z.enum(["customers", "with anonymous"]),
});
