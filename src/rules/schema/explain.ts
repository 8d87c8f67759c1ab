import type { z } from "zod";
import { type Issue, issue } from "../../core/issue.ts";
import { nearest } from "../../core/text/nearest.ts";
import { LIMITS } from "../limits.ts";
import { short } from "../text/lexer.ts";

type ZodIssue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

const FIELDS =
  "kind rules rule note trait test event measure window negated filter steps same within atLeast of period segment how direction limit by distance unit center percent seed op value low high values text instant n days type date datetime number currency exactly boolean fn property filters from to which is forAtLeast channel purpose latitude longitude place count version name description owner zone audience".split(
    " ",
  );
const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** The issues of a schema as the program's own, each with its path; `input` is what was checked. */
export function explain(issues: readonly ZodIssue[], input: unknown): readonly Issue[] {
  const found = issues.flatMap((one) => explainOne(one, [], input));
  if (found.length <= LIMITS.issues) return found;
  return [...found.slice(0, LIMITS.issues), issue("more-issues", { count: found.length - LIMITS.issues }) as Issue];
}

function explainOne(found: ZodIssue, root: Path, input: unknown): readonly Issue[] {
  const path = [...root, ...(found.path as (string | number)[])];
  const value = valueAt(input, path);
  if (found.code === "unrecognized_keys") {
    return found.keys.map(
      (field) => issue("unknown-field", { field: short(field), ...near(field, FIELDS) }, { path: [...path, field] }) as Issue,
    );
  }
  if (found.code === "invalid_union") return explainUnion(found, path, input, value);
  if (found.code === "too_big" && found.origin === "array") {
    const count = Array.isArray(value) ? value.length : 0;
    const limit = Number(found.maximum);
    const code = path.at(-1) === "steps" ? "too-many-steps" : path.at(-1) === "values" ? "too-many-values" : "too-many-conditions";
    return [issue(code, { count, limit }, { path }) as Issue];
  }
  if (found.code === "too_small" && path.at(-1) === "values") return [issue("empty-list", {}, { path }) as Issue];
  return [issue("invalid-document", { expected: expectation(found), found: shown(value) }, { path }) as Issue];
}

function explainUnion(found: ZodIssue & { code: "invalid_union" }, path: Path, input: unknown, value: unknown): readonly Issue[] {
  const known = "options" in found ? (found.options as readonly unknown[]) : [];
  if (found.errors.length === 0 && known.length > 0) {
    const names = known.filter((option) => typeof option === "string");
    if (path.at(-1) === "kind" && (value === "and" || value === "or")) {
      return [issue("invalid-document", { expected: `a group around "${value}"`, found: shown(value) }, { path }) as Issue];
    }
    if (path.at(-1) === "kind" && names.includes("everyone") && typeof value === "string") {
      return [issue("unknown-kind", { kind: short(value), ...near(value, names) }, { path }) as Issue];
    }
    return [issue("invalid-document", { expected: names.join(", "), found: shown(value) }, { path }) as Issue];
  }
  // Of several shapes the one that the document comes nearest to is explained.
  const branches = found.errors.map((errors) => errors.flatMap((error) => explainOne(error, path, input)));
  const best = branches.toSorted((a, b) => a.length - b.length || deepest(b) - deepest(a))[0];
  return best ?? [issue("invalid-document", { expected: "another shape", found: shown(value) }, { path }) as Issue];
}

function deepest(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((one) => one.path?.length ?? 0));
}

function expectation(found: ZodIssue): string {
  if (found.code === "invalid_type" && found.message.startsWith("Invalid input")) return TYPES[found.expected] ?? found.expected;
  if (found.code === "invalid_value") return found.values.map(String).join(", ");
  return found.message;
}

function near(name: string, known: readonly string[]): { readonly nearest?: string } {
  const best = nearest(name, known);
  return best === undefined ? {} : { nearest: best };
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return value;
}

/** A value for a message, without what it holds. */
function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === "object" ? "an object" : short(JSON.stringify(value) ?? typeof value);
}
