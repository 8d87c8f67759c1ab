import { below, type Path, report } from "../check/context.ts";
import type { And, Condition, Or, Rule, Test } from "../document.ts";
import type { Names } from "../names.ts";
import { print, printCondition } from "../text/print.ts";
import { canonical } from "./canonical.ts";
import { type Warning, withFix } from "./context.ts";
import { complement, type Domain, intersect, isEmpty, isWithin } from "./domain.ts";
import { removal, withoutParts } from "./fix.ts";
import { implied, related } from "./implied.ts";
import { type Said, said } from "./subjects.ts";

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
  walk.found.push(withFix(report(at, code, { condition: print(rule) }), removal(walk.root, at.path, settled ? "and" : "or")));
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
  for (const [place, part] of group.rules.entries()) {
    if (bareKind(part) !== "everyone") continue;
    if (neutral)
      walk.found.push(
        withFix(
          report(below(at, "rules", place), "changes-nothing", { condition: "everyone" }),
          removal(walk.root, [...at.path, "rules", place], "and"),
        ),
      );
    else return tell(group, { said: everyone, told: false }, at, walk);
  }
  if (settled.some((state) => state === !neutral)) return { ...whole, told: true };
  // An `or` is read as the complement of an `and` of complements, so that one way of looking serves both.
  const views = parts.map(({ said: each }) => (neutral ? each : { ...each, domain: complement(each.domain, each.universe) }));
  const live = views.flatMap((view, place) => (settled[place] === undefined ? [{ view, place }] : []));
  const clash = live.map((each) => live.filter((other) => other === each || related(other.view, each.view))).find(excludeEachOther);
  if (clash !== undefined) {
    const condition = clash.map(({ place }) => print(group.rules[place] as Rule)).join(` ${group.kind} `);
    walk.found.push(report(at, neutral ? "always-false" : "always-true", { condition }));
    return {
      said: {
        ...everyone,
        domain: neutral ? { missing: false, values: { kind: "items", items: new Set(), except: false } } : everyone.domain,
      },
      told: true,
    };
  }
  const apart = group.kind === "or" ? differentFromOne(group, parts) : undefined;
  if (apart === undefined) lintRedundant(group, live, at, walk);
  else walk.found.push(withFix(report(at, "not-equal-or", apart.parameters), { path: at.path, rule: apart.rule }));
  return whole;
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
  const idle: number[] = [];
  for (const each of [...live].reverse()) {
    const rest = live.filter((other) => other !== each && !idle.includes(other.place) && related(other.view, each.view));
    if (rest.length === 0) continue;
    const domain = rest.reduce((all, other) => intersect(all, implied(other.view, each.view)), each.view.universe);
    if (!isWithin(domain, each.view.domain, each.view.universe)) continue;
    idle.push(each.place);
    const condition = print(group.rules[each.place] as Rule);
    const fix = { path: at.path, rule: withoutParts(group, [each.place]) };
    walk.found.push(withFix(report(below(at, "rules", each.place), "changes-nothing", { condition }), fix));
  }
}

/** `a != x or a != y`: everybody who has a value. The fix is what was meant, `a not in (x, y)`. */
function differentFromOne(group: Or, parts: readonly Summary[]) {
  const [first] = parts;
  if (first === undefined || !parts.every((part) => part.said.subject === first.said.subject)) return undefined;
  const tests = group.rules.map((rule) =>
    rule.kind === "trait" && (rule.test.op === "!=" || (rule.test.op === "in" && rule.test.negated)) ? rule : undefined,
  );
  const [one] = tests;
  if (one === undefined || tests.includes(undefined)) return undefined;
  const { universe } = first.said;
  const nothing = parts.reduce((all, part) => intersect(all, complement(part.said.domain, universe)), universe);
  if (!isEmpty({ ...nothing, missing: false })) return undefined;
  const values = tests.flatMap((rule) => (rule?.test.op === "!=" ? [rule.test.value] : rule?.test.op === "in" ? rule.test.values : []));
  const test: Test = { op: "in", values, negated: true };
  const rule: Condition = { kind: "trait", trait: one.trait, test };
  return { rule, parameters: { name: one.trait, fixed: printCondition(rule) } };
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
  const answers = (items: readonly string[]): Domain => ({
    missing: false,
    values: { kind: "items", items: new Set(items), except: false },
  });
  return { said: { subject: canonical(group), universe: answers(["yes", "no"]), domain: answers(["yes"]) }, told };
}

function bareKind(rule: Rule): Rule["kind"] {
  return rule.kind === "group" ? bareKind(rule.rule) : rule.kind;
}
