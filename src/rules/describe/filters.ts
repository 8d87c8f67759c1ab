import type { Filter } from "../document.ts";
import { type Clause, compose, isCompound } from "./compose.ts";
import type { DescribeContext } from "./context.ts";
import { testClause } from "./tests.ts";
import { nameWords } from "./words.ts";

/** " where channel is web", several tests in brackets; nothing without a filter. */
export function whereWords(filter: Filter | undefined, context: DescribeContext): string {
  return filter === undefined ? "" : ` where ${filterWords(filter, context)}`;
}

/** "channel is web", several tests in brackets. */
export function filterWords(filter: Filter, context: DescribeContext): string {
  const tree = clauses(filter, context);
  const text = compose(tree);
  return isCompound(tree) || text.includes(", ") ? `(${text})` : text;
}

function clauses(filter: Filter, context: DescribeContext): Clause {
  switch (filter.kind) {
    case "and":
    case "or":
      return { op: filter.kind, parts: filter.filters.map((part) => clauses(part, context)) };
    case "not":
      return { op: "not", part: clauses(filter.filter, context) };
    case "group":
      return clauses(filter.filter, context);
    case "test":
      return { op: "leaf", say: (negated) => testClause(nameWords(filter.property), filter.test, { ...context, negated }) };
  }
}
