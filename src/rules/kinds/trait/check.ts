import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext, near, report } from "../../check/context.ts";
import { checkTest } from "../../check/tests.ts";
import type { TraitCondition } from "../../document.ts";

/** The trait exists and its type allows the test. */
export function checkTrait(condition: TraitCondition, context: CheckContext): readonly Issue[] {
  const { names } = context;
  const trait = names.traits.get(condition.trait);
  if (trait !== undefined) return checkTest(condition.test, { name: condition.trait, info: trait, trait: true }, below(context, "test"));
  const event = [...names.events.values()].find((each) => each.properties.has(condition.trait))?.name;
  const parameters = { name: condition.trait, ...near(condition.trait, names.traits.keys()), ...(event === undefined ? {} : { event }) };
  return [report(context, "unknown-trait", parameters, "trait")];
}
