import { below, type Path, report } from "../check/context.ts";
import type { And, Condition, Or, Rule, Test } from "../document.ts";
import type { Names } from "../names.ts";
import { print, printCondition } from "../text/print.ts";
import { type Warning, withFix } from "./context.ts";
import { complement, type Domain, intersect, isEmpty, isWithin } from "./domain.ts";
import { removal, withoutParts } from "./fix.ts";
import { implied, related } from "./implied.ts";
import { itself, type Said, said } from "./subjects.ts";

/** What a node says, and whether a warning already tells that it is true for all or for nobody. */
interface Summary {
  readonly said: Said;
  readonly told: boolean;
}

interface Walk {
  readonly root: Rule;
  readonly names: Names;
  readonly found: Warning[];
}

/**
 * Conditions that are true for everybody or for nobody, alone or together with others of their group, and conditions that change
 * nothing because the rest of their group says as much.
 */
export function lintGroups(rule: Rule, names: Names): readonly Warning[] {
  const found: Warning[] = [];
  summarize(rule, { path: [] }, { root: rule, names, found });
  return found;
}

function summarize(rule: Rule, at: { readonly path: Path }, walk: Walk): Summary {
  switch (rule.kind) {
    case "everyone":
      return { said: everyone, told: true };
    case "group":
      return summarize(rule.rule, below(at, "rule"), walk);
    case "not": {
      const part = summarize(rule.rule, below(at, "rule"), walk);
      const { domain, universe } = part.said;
      const opposite = { said: { ...part.said, domain: complement(domain, universe) }, told: part.told };
      return rule.rule.kind === "everyone" ? tell(rule, { ...opposite, told: false }, at, walk) : opposite;
    }
    case "and":
    case "or": {
      const parts = rule.rules.map((part, place) => summarize(part, below(at, "rules", place), walk));
      return lintGroup(rule, parts, at, walk);
    }
    default:
      return tell(rule, { said: said(rule, walk.names), told: false }, at, walk);
  }
}

const everyone: Said = (() => {
  const all: Domain = { missing: false, values: { kind: "items", items: new Set(["everyone"]), except: false } };
  return { subject: "everyone", universe: all, domain: all };
})();

/** Warns about a node that is true for everybody or for nobody, unless a part of it was warned about. */
function tell(rule: Rule, summary: Summary, at: { readonly path: Path }, walk: Walk): Summary {
  const settled = settledAs(summary.said);
  if (settled === undefined || summary.told) return summary;
  const code = settled ? "always-true" : "always-false";
  const fix =
    removal(walk.root, at.path, settled ? "and" : "or") ?? (settled ? { path: at.path, rule: { kind: "everyone" } as const } : undefined);
  walk.found.push(withFix(report(at, code, { condition: print(rule) }), fix));
  return { ...summary, told: true };
}

function settledAs({ domain, universe }: Said): boolean | undefined {
  if (isEmpty(domain)) return false;
  return isEmpty(complement(domain, universe)) ? true : undefined;
}

function lintGroup(group: And | Or, parts: readonly Summary[], at: { readonly path: Path }, walk: Walk): Summary {
  const whole = together(group, parts);
  const settled = parts.map((part) => settledAs(part.said));
  const neutral = group.kind === "and";
  const all = group.rules.flatMap((part, place) => (bareKind(part) === "everyone" ? [place] : []));
  if (all.length > 0 && !neutral) return tell(group, { said: everyone, told: false }, at, walk);
  for (const place of all) idle(group, place, at, walk);
  if (settled.some((state) => state === !neutral)) return { ...whole, told: true };
  // An `or` is read as the complement of an `and` of complements, so that one way of looking serves both.
  const views = parts.map(({ said: each }) => (neutral ? each : { ...each, domain: complement(each.domain, each.universe) }));
  const live = views.flatMap((view, place) => (settled[place] === undefined ? [{ view, place }] : []));
  const clash = live.map((each) => live.filter((other) => other === each || related(other.view, each.view))).find(excludeEachOther);
  if (clash !== undefined) return tellClash(group, clash, at, walk);
  const apart = group.kind === "or" ? wheneverSet(group, parts) : undefined;
  if (apart === undefined) lintRedundant(group, live, at, walk);
  else walk.found.push(withFix(report(at, apart.code, apart.parameters), { path: at.path, rule: apart.rule }));
  return whole;
}

/** Parts that let nobody through together, or that leave nobody out. */
function tellClash(group: And | Or, clash: readonly Live[], at: { readonly path: Path }, walk: Walk): Summary {
  const condition = clash.map(({ place }) => print(group.rules[place] as Rule)).join(` ${group.kind} `);
  if (group.kind === "and") {
    walk.found.push(report(at, "excludes", { condition }));
    return { said: { ...everyone, domain: { missing: false, values: { kind: "items", items: new Set(), except: false } } }, told: true };
  }
  const fix = removal(walk.root, at.path, "and") ?? { path: at.path, rule: { kind: "everyone" } as const };
  walk.found.push(withFix(report(at, "covers", { condition }), fix));
  return { said: everyone, told: true };
}

function idle(group: And | Or, place: number, at: { readonly path: Path }, walk: Walk): void {
  const condition = print(group.rules[place] as Rule);
  const fix = { path: at.path, rule: withoutParts(group, [place]) };
  walk.found.push(withFix(report(below(at, "rules", place), "changes-nothing", { condition }), fix));
}

interface Live {
  readonly view: Said;
  readonly place: number;
}

function excludeEachOther(family: readonly Live[]): boolean {
  const [first] = family;
  if (first === undefined || family.length < 2) return false;
  return family.some((each) =>
    isEmpty(family.reduce((domain, other) => intersect(domain, implied(other.view, each.view)), each.view.domain)),
  );
}

/** Warns about parts that the rest of the group implies, later ones first, each once and against what then remains. */
function lintRedundant(group: And | Or, live: readonly Live[], at: { readonly path: Path }, walk: Walk): void {
  const gone: number[] = [];
  for (const each of [...live].reverse()) {
    const rest = live.filter((other) => other !== each && !gone.includes(other.place) && related(other.view, each.view));
    if (rest.length === 0) continue;
    const domain = rest.reduce((all, other) => intersect(all, implied(other.view, each.view)), each.view.universe);
    if (!isWithin(domain, each.view.domain, each.view.universe)) continue;
    gone.push(each.place);
    idle(group, each.place, at, walk);
  }
}

/**
 * Alternatives that let everybody through who has a value at all. `a != x or a != y` was hardly meant so: its fix is what was meant,
 * `a not in (x, y)`; otherwise it is `a is set`.
 */
function wheneverSet(group: Or, parts: readonly Summary[]) {
  const traits = group.rules.map((rule) => (rule.kind === "trait" ? rule : undefined)).filter((rule) => rule !== undefined);
  const [one] = traits;
  const [first] = parts;
  if (one === undefined || first === undefined || traits.length < group.rules.length) return undefined;
  if (!parts.every((part) => part.said.subject === first.said.subject)) return undefined;
  const { universe } = first.said;
  const left = parts.reduce((all, part) => intersect(all, complement(part.said.domain, universe)), universe);
  if (!left.missing || !isEmpty({ ...left, missing: false })) return undefined;
  const values = traits.flatMap(({ test }) => (test.op === "!=" ? [test.value] : test.op === "in" && test.negated ? test.values : []));
  const unequal = traits.every(({ test }) => test.op === "!=" || (test.op === "in" && test.negated));
  const test: Test = unequal ? { op: "in", values, negated: true } : { op: "set" };
  // With `is set` among the alternatives the others change nothing, which is the plainer warning.
  if (traits.some((rule) => rule.test.op === "set")) return undefined;
  const rule: Condition = { kind: "trait", trait: one.trait, test };
  const parameters = { name: one.trait, fixed: printCondition(rule) };
  return { code: unequal ? ("not-equal-or" as const) : ("whenever-set" as const), rule, parameters };
}

/** What a group says: a set of values if its parts are about one subject, else something of its own. */
function together(group: And | Or, parts: readonly Summary[]): Summary {
  const told = parts.some((part) => part.told);
  const [first, ...rest] = parts.map((part) => part.said);
  if (first !== undefined && rest.every((part) => part.subject === first.subject)) {
    const { universe } = first;
    const turn = (domain: Domain) => (group.kind === "and" ? domain : complement(domain, universe));
    const domain = turn(rest.reduce((all, part) => intersect(all, turn(part.domain)), turn(first.domain)));
    return { said: { ...first, domain }, told };
  }
  return { said: itself(group), told };
}

function bareKind(rule: Rule): Rule["kind"] {
  return rule.kind === "group" ? bareKind(rule.rule) : rule.kind;
}
