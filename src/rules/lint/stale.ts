import { type Path, report } from "../check/context.ts";
import { conditions, filtersOf, walkFilter } from "../check/walk.ts";
import type { Condition, HeldTest, Rule, Test, Value } from "../document.ts";
import { LOCATION_TRAIT } from "../kinds/geo/check.ts";
import type { Warning } from "./context.ts";

/** Days after which a trait counts as not kept up. */
const STALE_DAYS = 30;

/** References to traits that were not brought up to date for long, each trait once, where it stands first. */
export function lintStale(rule: Rule, staleness: ReadonlyMap<string, number>): readonly Warning[] {
  const seen = new Set<string>();
  return traitsOf(rule).flatMap(({ trait: name, path }) => {
    const days = staleness.get(name);
    if (days === undefined || days <= STALE_DAYS || seen.has(name)) return [];
    seen.add(name);
    return [report({ path }, "stale-trait", { name, days }) as Warning];
  });
}

interface Use {
  readonly trait: string;
  readonly path: Path;
}

function traitsOf(rule: Rule): readonly Use[] {
  return conditions(rule).flatMap(({ node, path }) => [
    ...own(node, path),
    ...filtersOf(node).flatMap(({ filter, path: inside }) =>
      [...walkFilter(filter, [...path, ...inside], 0)].flatMap((part) =>
        part.node.kind === "test" ? compared(part.node.test, [...part.path, "test"]) : [],
      ),
    ),
  ]);
}

function own(condition: Condition, path: Path): readonly Use[] {
  switch (condition.kind) {
    case "trait":
      return [{ trait: condition.trait, path: [...path, "trait"] }, ...compared(condition.test, [...path, "test"])];
    case "event":
      return compared(condition.test, [...path, "test"]);
    case "rank":
      return "trait" in condition.by ? [{ trait: condition.by.trait, path: [...path, "by", "trait"] }] : [];
    case "geo":
      return [{ trait: LOCATION_TRAIT, path }];
    default:
      return [];
  }
}

function compared(test: Test | HeldTest, path: Path): readonly Use[] {
  return valuesOf(test).flatMap(({ value, key }) => (value.type === "trait" ? [{ trait: value.trait, path: [...path, ...key] }] : []));
}

function valuesOf(test: Test | HeldTest): readonly { readonly value: Value; readonly key: Path }[] {
  if (test.op === "between")
    return [
      { value: test.low, key: ["low"] },
      { value: test.high, key: ["high"] },
    ];
  if ("values" in test) return test.values.map((value, place) => ({ value, key: ["values", place] }));
  return "value" in test ? [{ value: test.value, key: ["value"] }] : [];
}
