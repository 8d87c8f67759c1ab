import type { z } from "zod";
import { type Issue, issue } from "../../core/issue.ts";
import { filtersOf, isCondition, walk, walkFilter } from "../check/walk.ts";
import type { Definition, Rule } from "../document.ts";
import { LIMITS } from "../limits.ts";
import { DOCUMENT_VERSION, definitionSchema, ruleSchema } from "../schema.ts";
import { explain } from "./explain.ts";
import { JSON_LEVELS, parseJson } from "./json.ts";

/** A rule read from JSON, or everything wrong with it, each with its path. */
export type DocumentResult =
  | { readonly rule: Rule; readonly issues?: never }
  | { readonly issues: readonly Issue[]; readonly rule?: never };

/** A definition read from JSON, or everything wrong with it. */
export type DefinitionResult =
  | { readonly definition: Definition; readonly issues?: never }
  | { readonly issues: readonly Issue[]; readonly definition?: never };

/**
 * Reads a rule's document: JSON text, or its parsed form. Unknown keys, keys given twice (in text), other shapes than text can
 * say, and nesting beyond the limits are refused. Numbers and datetimes come out in canonical form. Never throws.
 */
export function parseDocument(json: unknown): DocumentResult {
  const read = readJson(json, ruleSchema);
  if (read.issues !== undefined) return read;
  const issues = beyondLimits(read.value, []);
  return issues.length > 0 ? { issues } : { rule: read.value };
}

/** The same for a saved segment, with its version. */
export function parseDefinition(json: unknown): DefinitionResult {
  const read = readJson(json, definitionSchema);
  if (read.issues !== undefined) return read;
  const { version: _, ...definition } = read.value;
  const issues = beyondLimits(definition.rule, ["rule"]);
  return issues.length > 0 ? { issues } : { definition };
}

/** A definition as it is stored: with the version, keys in a fixed order. */
export function storedDefinition(definition: Definition): Definition & { readonly version: typeof DOCUMENT_VERSION } {
  return { version: DOCUMENT_VERSION, ...definition };
}

function readJson<T>(
  json: unknown,
  schema: z.ZodType<T>,
): { readonly value: T; readonly issues?: never } | { readonly issues: readonly Issue[] } {
  if (typeof json === "string" && json.length > LIMITS.rule) {
    return { issues: [issue("too-long", { length: json.length, limit: LIMITS.rule }) as Issue] };
  }
  const read = typeof json === "string" ? parseJson(json) : { value: json };
  if (read.issues !== undefined) return { issues: read.issues };
  const deep = tooDeep(read.value);
  if (deep !== undefined) return { issues: [deep] };
  const result = schema.safeParse(read.value);
  return result.success ? { value: result.data } : { issues: explain(result.error.issues, read.value) };
}

/** Counts the levels before anything recurses into them; circular objects are too deep as well. */
function tooDeep(value: unknown): Issue | undefined {
  const waiting: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== "object" || next.value === null) continue;
    if (next.depth >= JSON_LEVELS) return issue("too-deep", { limit: LIMITS.levels }, { path: [] }) as Issue;
    for (const part of Object.values(next.value)) waiting.push({ value: part, depth: next.depth + 1 });
  }
  return undefined;
}

function beyondLimits(rule: Rule, root: readonly string[]): readonly Issue[] {
  const limit = LIMITS.levels;
  let conditions = 0;
  for (const { node, path, depth } of walk(rule)) {
    if (depth > limit) return [issue("too-deep", { limit }, { path: [...root, ...path] }) as Issue];
    if (!isCondition(node)) continue;
    conditions += 1;
    for (const inside of filtersOf(node)) {
      const parts = [...walkFilter(inside.filter, [...root, ...path, ...inside.path], depth)];
      const deep = parts.find((part) => part.depth > limit);
      if (deep !== undefined) return [issue("too-deep", { limit }, { path: deep.path }) as Issue];
      const count = parts.filter((part) => part.node.kind === "test").length;
      if (count > LIMITS.tests)
        return [issue("too-many-conditions", { count, limit: LIMITS.tests }, { path: [...root, ...path] }) as Issue];
    }
  }
  if (conditions <= LIMITS.conditions) return [];
  return [issue("too-many-conditions", { count: conditions, limit: LIMITS.conditions }, { path: root }) as Issue];
}
