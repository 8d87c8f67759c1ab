import type { Issue } from "../../core/issue.ts";
import { zone as findZone, zoneNames } from "../../core/time/zone.ts";
import type { Definition } from "../document.ts";
import { LIMITS } from "../limits.ts";
import type { Names } from "../names.ts";
import { check } from "./check.ts";
import { below, type CheckContext, near, report } from "./context.ts";

/** Everything wrong with a saved segment: its name, its zone, its audience, its rule. Paths start at the definition. */
export function checkDefinition(definition: Definition, names: Names): readonly Issue[] {
  const context: CheckContext = { names, path: [] };
  const rule = check(definition.rule, names, { segment: definition.name });
  return [
    ...checkName(definition.name, below(context, "name")),
    ...checkZone(definition.zone, below(context, "zone")),
    ...checkAudience(definition.audience, below(context, "audience")),
    ...rule.map((found) => ({ ...found, path: ["rule", ...(found.path ?? [])] })),
  ];
}

function checkName(name: string, context: CheckContext): readonly Issue[] {
  if (name.trim() === "") return [report(context, "empty-name", {})];
  if (name.length > LIMITS.name) return [report(context, "too-long", { length: name.length, limit: LIMITS.name })];
  return name === name.trim() ? [] : [report(context, "name-with-edges", { name, trimmed: name.trim() })];
}

function checkZone(zone: string, context: CheckContext): readonly Issue[] {
  if (zone === "workspace" || zone === "customer" || findZone(zone) !== undefined) return [];
  return [report(context, "unknown-zone", { name: zone, ...near(zone, zoneNames()) })];
}

function checkAudience(audience: string, context: CheckContext): readonly Issue[] {
  if (audience === "customers" || audience === "with anonymous") return [];
  return [report(context, "invalid-document", { expected: '"customers" or "with anonymous"', found: JSON.stringify(audience) })];
}
