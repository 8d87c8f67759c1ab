import type { Rule } from "../document.ts";
import type { Names } from "../names.ts";
import { references } from "./walk.ts";

/**
 * The circle that saving a rule under a name would close, from the name back to itself; `undefined` if there is none.
 * References to segments that do not exist lead nowhere.
 */
export function cycleOf(name: string, rule: Rule, names: Names): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const waiting: string[] = [];
  const follow = (from: string, of: Rule): boolean => {
    for (const { segment } of references(of)) {
      if (segment === name) return true;
      if (cameFrom.has(segment)) continue;
      cameFrom.set(segment, from);
      waiting.push(segment);
    }
    return false;
  };
  if (follow(name, rule)) return [name, name];
  for (let segment = waiting.shift(); segment !== undefined; segment = waiting.shift()) {
    const definition = names.segments.get(segment);
    if (definition !== undefined && follow(segment, definition.rule)) return circle(name, segment, cameFrom);
  }
  return undefined;
}

function circle(name: string, last: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const backwards = [name, last];
  for (let at = cameFrom.get(last); at !== undefined && at !== name; at = cameFrom.get(at)) backwards.push(at);
  return [...backwards, name].reverse();
}
