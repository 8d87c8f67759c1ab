import type { Issue } from "../../core/issue.ts";
import type { Measure } from "../document.ts";
import type { EventInfo, PropertyInfo, ValueType } from "../names.ts";
import { below, type CheckContext, report } from "./context.ts";
import { checkAmounts } from "./currency.ts";
import { checkFilter, findEvent, unknownProperty } from "./filters.ts";
import { type Subject, TYPE_NAMES } from "./types.ts";
import { checkWhole } from "./windows.ts";

/** The largest `n` of `nth[n]`. */
const NTH_LIMIT = 1_000_000;

/** The types of property that a measure can be taken of; the others can be taken of any. */
const NEEDS: Readonly<Partial<Record<Measure["fn"], readonly ValueType[]>>> = {
  sum: ["number", "money"],
  average: ["number", "money"],
  minimum: ["number", "money", "date", "datetime"],
  maximum: ["number", "money", "date", "datetime"],
  distinct: ["text", "number", "money", "boolean", "date", "datetime", "list", "score"],
};

/** A measure after its check: what its value is, unknown where a name is, and everything wrong with it. */
export interface CheckedMeasure {
  readonly subject?: Subject;
  readonly issues: readonly Issue[];
}

/** Everything wrong with a measure, and what can be tested of its value; the context's path is the measure. */
export function checkMeasure(measure: Measure, context: CheckContext): CheckedMeasure {
  const { event, issues } = findEvent(measure.event, context);
  if (event === undefined) return { issues };
  const own = [
    ...(measure.filter === undefined ? [] : checkFilter(measure.filter, event, below(context, "filter"))),
    ...(measure.fn === "nth" ? checkWhole(measure.n, 1, NTH_LIMIT, context, "n") : []),
  ];
  const result = resultOf(measure, event, context);
  return { ...result, issues: [...own, ...result.issues] };
}

/** A measure as messages name it: "count(order)", "sum(order.amount)". */
function measureName(measure: Measure): string {
  const fn = measure.fn === "nth" ? `nth[${measure.n}]` : measure.fn;
  const property = "property" in measure && measure.property !== undefined ? `.${measure.property}` : "";
  return `${fn}(${measure.event}${property})`;
}

function resultOf(measure: Measure, event: EventInfo, context: CheckContext): CheckedMeasure {
  const name = measureName(measure);
  switch (measure.fn) {
    case "count":
    case "days":
      return { subject: { name, info: { type: "number", scale: 0 }, counted: true }, issues: [] };
    case "share":
      return { subject: { name, info: { type: "number", scale: 9 } }, issues: [] };
    default:
      if (measure.property === undefined) return { subject: { name, info: { type: "datetime" } }, issues: [] };
      return ofProperty(measure, measure.property, event, context);
  }
}

function ofProperty(measure: Measure, name: string, event: EventInfo, context: CheckContext): CheckedMeasure {
  const property = event.properties.get(name);
  if (property === undefined) return { issues: [unknownProperty(name, event, context)] };
  const wrong = checkType(measure, property, event, context);
  if (wrong !== undefined) return { issues: [wrong] };
  const subject = { name: measureName(measure), info: property };
  if (measure.fn !== "distinct") return { subject, issues: [] };
  const counted: Subject = { name: subject.name, info: { type: "number", scale: 0 }, counted: true };
  return { subject: counted, issues: checkAmounts(subject, context) };
}

function checkType(measure: Measure, property: PropertyInfo, event: EventInfo, context: CheckContext): Issue | undefined {
  const needs = NEEDS[measure.fn];
  if (needs === undefined || needs.includes(property.type)) return undefined;
  if (property.type === "score" && (measure.fn === "sum" || measure.fn === "average")) {
    return report(context, "modelled-not-summed", { name: `${event.name}.${property.name}` }, "property");
  }
  const parameters = {
    measure: measure.fn,
    name: property.name,
    event: event.name,
    type: TYPE_NAMES[property.type],
    needs: needs.map((type) => TYPE_NAMES[type]),
  };
  return report(context, "property-type", parameters, "property");
}
