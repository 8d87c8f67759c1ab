/** Fields of the catalog as plans name them, and the currency in which their amounts are compared. */
import { failure } from "../../core/issue.ts";
import { minorDigits } from "../../core/number/currency.ts";
import type { Test } from "../document.ts";
import type { Names, PropertyInfo, TraitInfo, ValueInfo } from "../names.ts";
import type { Field } from "../plan.ts";
import type { PlanContext } from "./context.ts";

/** The trait of that name. Throws a KindredError `unknown-trait`: the rule was not checked against these names. */
export function traitInfo(name: string, context: PlanContext): TraitInfo {
  const info = context.names.traits.get(name);
  if (info === undefined) throw failure("unknown-trait", { name });
  return info;
}

/** The property of an event type. Throws a KindredError `unknown-property` or `unknown-event`. */
export function propertyInfo(event: string, name: string, context: PlanContext): PropertyInfo {
  const type = context.names.events.get(event);
  if (type === undefined) throw failure("unknown-event", { name: event });
  const info = type.properties.get(name);
  if (info === undefined) throw failure("unknown-property", { name, event });
  return info;
}

/** Codes of the currencies found in a field. */
export function currenciesIn(info: ValueInfo): readonly string[] {
  return (info.currencies ?? []).map((currency) => currency.code);
}

/** The field as it is stored: for tests that look at no amount. */
export function plainField({ name, type, scale, element }: TraitInfo | PropertyInfo): Field {
  return { name, type, ...(scale === undefined ? {} : { scale }), ...(element === undefined ? {} : { element }) };
}

/**
 * The field, with conversion if its amounts and `others` (currencies that they are compared with) are of several currencies:
 * then everything is converted into the workspace's, to its minor unit, or to the catalog's scale if that is finer.
 */
export function fieldOf(info: TraitInfo | PropertyInfo, others: readonly string[], names: Names): Field {
  const plain = plainField(info);
  if (info.type !== "money" || new Set([...currenciesIn(info), ...others]).size < 2) return plain;
  const to = names.settings.currency;
  return { ...plain, convert: { to, scale: Math.max(minorDigits(to), info.scale ?? 0) } };
}

/** The field as a test needs it: whether a value is set is seen without converting it. */
export function testedField(info: TraitInfo | PropertyInfo, test: Test, others: readonly string[], names: Names): Field {
  return test.op === "set" ? plainField(info) : fieldOf(info, others, names);
}

/** Decimal places of a field's integers as tests see them. */
export function scaleOf(field: Field): number {
  return field.convert?.scale ?? field.scale ?? 0;
}
