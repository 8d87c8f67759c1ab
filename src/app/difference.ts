import { formatInstant } from "../core/time/instant.ts";
import { type Keyset, keysOf, size, without } from "../evaluate/keyset.ts";
import { customerIds } from "../evaluate/members.ts";
import { isCondition, walk } from "../rules/check/walk.ts";
import type { Condition, Definition, Rule } from "../rules/document.ts";
import { print } from "../rules/text/print.ts";
import { answer, definitionQuestion, readRule } from "./rule.ts";
import { definitionNamed, usersOf } from "./segments.ts";
import { type Access, withSession } from "./session.ts";

/** Customers listed of those who enter and of those who leave. */
const SAMPLE = 5;

export interface Difference {
  readonly name: string;
  readonly at: string;
  readonly before: number;
  readonly after: number;
  readonly enters: Side;
  readonly leaves: Side;
  /** Conditions of either rule, and how many customers the other rule's members differ by because of each: see `Decider`. */
  readonly deciders: readonly Decider[];
  /** Segments whose rules refer to this one and would change with it. */
  readonly usedIn: readonly string[];
}

interface Side {
  readonly count: number;
  /** Ids of the first few, by key. */
  readonly sample: readonly string[];
}

/** A condition that only one of the two rules has. */
interface Decider {
  readonly condition: string;
  readonly in: "before" | "after";
  /** Of those who leave, how many fail this new condition; of those who enter, how many failed this old one. */
  readonly count: number;
}

/** Who would enter and leave a saved segment at an instant if it had another rule. Changes nothing. */
export async function diffSegment(
  options: Access & { readonly name: string; readonly text: string; readonly at?: string },
): Promise<Difference> {
  return withSession(options, async (session) => {
    const names = await session.names();
    const current = definitionNamed(options.name, names);
    const { rule } = readRule(options.text, names, options.name);
    const at = session.at(options.at);
    const ask = (asked: Rule) => definitionQuestion({ ...current, rule: asked } satisfies Definition, names, at);
    const [dropped, added] = onlyIn(current.rule, rule);
    const sets = await answer(session, [current.rule, rule, ...dropped, ...added].map(ask));
    const [before, after] = sets as [Keyset, Keyset];
    const enters = without(after, before);
    const leaves = without(before, after);
    const counts = sets.slice(2).map((set, i) => size(without(i < dropped.length ? enters : leaves, set)));
    const deciders = [...dropped, ...added].map((condition, i) => ({
      condition: print(condition),
      in: i < dropped.length ? ("before" as const) : ("after" as const),
      count: counts[i] ?? 0,
    }));
    const side = async (set: Keyset): Promise<Side> => ({ count: size(set), sample: await customerIds(session.setting(), firstKeys(set)) });
    return {
      name: options.name,
      at: formatInstant(at),
      before: size(before),
      after: size(after),
      enters: await side(enters),
      leaves: await side(leaves),
      deciders: deciders.filter(({ count }) => count > 0),
      usedIn: usersOf(options.name, names),
    };
  });
}

/** Conditions of the first rule that the second lacks, and the other way round, compared by their canonical text. */
function onlyIn(before: Rule, after: Rule): readonly [readonly Condition[], readonly Condition[]] {
  const old = conditionsByText(before);
  const fresh = conditionsByText(after);
  return [[...old].filter(([text]) => !fresh.has(text)).map(([, c]) => c), [...fresh].filter(([text]) => !old.has(text)).map(([, c]) => c)];
}

function conditionsByText(rule: Rule): ReadonlyMap<string, Condition> {
  const found = new Map<string, Condition>();
  for (const { node } of walk(rule)) if (isCondition(node)) found.set(print(node), node);
  return found;
}

function firstKeys(set: Keyset): readonly number[] {
  const keys: number[] = [];
  for (const key of keysOf(set)) {
    if (keys.push(key) === SAMPLE) break;
  }
  return keys;
}
