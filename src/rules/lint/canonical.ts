import type { Filter, Rule } from "../document.ts";

/**
 * The rule or filter as text that is equal for rules that differ in notes, brackets that change nothing and the order of the parts of
 * an `and` or `or` only.
 */
export function canonical(node: Rule | Filter): string {
  return text(bare(node));
}

/** Plain data as text with its keys in order, without notes. */
export function text(value: unknown): string {
  return JSON.stringify(value, (key, held: unknown) => {
    if (key === "note") return undefined;
    if (typeof held !== "object" || held === null || Array.isArray(held)) return held;
    return Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function bare(node: Rule | Filter): unknown {
  switch (node.kind) {
    case "group":
      return bare("rule" in node ? node.rule : node.filter);
    case "not":
      return { kind: "not", part: bare("rule" in node ? node.rule : node.filter) };
    case "and":
    case "or": {
      const parts: readonly (Rule | Filter)[] = "rules" in node ? node.rules : node.filters;
      return {
        kind: node.kind,
        parts: parts.flatMap((part) => flattened(bare(part), node.kind)).sort((a, b) => (text(a) < text(b) ? -1 : 1)),
      };
    }
    default:
      return withBareFilters(node);
  }
}

function flattened(part: unknown, kind: string): readonly unknown[] {
  const group = part as { readonly kind?: string; readonly parts?: readonly unknown[] };
  return group.kind === kind && group.parts !== undefined ? group.parts : [part];
}

/** Filters hang below measures, steps and conditions under the key `filter`. */
function withBareFilters(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBareFilters);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]) => [
      key,
      key === "filter" && held !== undefined ? bare(held as Filter) : withBareFilters(held),
    ]),
  );
}
