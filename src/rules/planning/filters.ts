/** Filters as predicates on one event. */
import type { Filter } from "../document.ts";
import type { Predicate } from "../plan.ts";
import { EVERY_EVENT, every, NO_EVENT, none, some } from "./algebra.ts";
import type { PlanContext } from "./context.ts";
import { currenciesIn, propertyInfo, testedField } from "./fields.ts";
import { planTest } from "./tests.ts";
import { currenciesOf } from "./values.ts";

/** The filter on events of a type; without a filter every event passes. */
export function planFilter(filter: Filter | undefined, event: string, context: PlanContext): Predicate {
  if (filter === undefined) return EVERY_EVENT;
  switch (filter.kind) {
    case "and":
      return every(filter.filters.map((part) => planFilter(part, event, context)));
    case "or":
      return some(filter.filters.map((part) => planFilter(part, event, context)));
    case "not":
      return none(planFilter(filter.filter, event, context));
    case "group":
      return planFilter(filter.filter, event, context);
    case "test": {
      const info = propertyInfo(event, filter.property, context);
      const others = currenciesOf(filter.test, context);
      const field = testedField(info, filter.test, others, context.names);
      const test = planTest(filter.test, { field, ratio: false, currencies: [...currenciesIn(info), ...others] }, context);
      return test.op === "never" ? NO_EVENT : { op: "test", field, test };
    }
  }
}
