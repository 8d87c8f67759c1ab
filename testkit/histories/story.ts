/** Who is in: rules as text, histories in compact form, answered by the reference evaluator. */
import { render } from "../../src/core/issue.ts";
import { parseDecimal } from "../../src/core/number/decimal.ts";
import { parseDay } from "../../src/core/time/date.ts";
import { check } from "../../src/rules/check/check.ts";
import type { Definition, Rule } from "../../src/rules/document.ts";
import type { Names } from "../../src/rules/names.ts";
import type { Outcome, Rate, ReferenceSettings } from "../../src/rules/reference/context.ts";
import { evaluate, members } from "../../src/rules/reference/evaluate.ts";
import { parse } from "../../src/rules/text/parse.ts";
import { moment, person, type ToldPerson } from "./person.ts";
import { type WorldOptions, world } from "./world.ts";

export interface Story extends Omit<WorldOptions, "segments" | "rates"> {
  readonly people: readonly ToldPerson[];
  /** ISO 8601 with an offset; noon of 15 June 2025 in UTC unless said otherwise. */
  readonly at?: string;
  /** The rule's zone; the workspace's unless said otherwise. */
  readonly ruleZone?: string;
  readonly audience?: Definition["audience"];
  /** Saved segments: name to text, or to text with settings. */
  readonly segments?: Readonly<
    Record<string, string | { readonly rule: string; readonly zone?: string; readonly audience?: Definition["audience"] }>
  >;
  /** Rates as `[currency, date, rate]`. */
  readonly table?: readonly (readonly [string, string, string])[];
}

/** The document of a rule's text. Throws what is wrong with it, so that a story with a slip does not pass. */
export function ruleOf(text: string): Rule {
  const { rule, issues } = parse(text);
  if (rule === undefined) throw new Error(`${text.slice(0, 200)}: ${issues.map((issue) => render(issue).message).join(" ")}`);
  return rule;
}

/** The workspace of a story. */
export function namesOf(story: Story): Names {
  const { segments = {}, table = [], ...options } = story;
  const definitions = Object.entries(segments).map(([name, told]): Definition => {
    const { rule, zone = "workspace", audience = "customers" } = typeof told === "string" ? { rule: told } : told;
    return { name, rule: ruleOf(rule), zone, audience };
  });
  const rates = new Map<string, string>();
  for (const [currency, date] of table.toSorted((a, b) => (a[1] < b[1] ? 1 : -1))) rates.set(currency, date);
  return world({ ...options, segments: definitions, rates });
}

/** What the story's rules are evaluated with. */
export function settingsOf(story: Story): ReferenceSettings {
  const names = namesOf(story);
  const { people, at = "2025-06-15T12:00:00Z", ruleZone = "workspace", audience = "customers", table = [] } = story;
  return {
    names,
    at: moment(at),
    zone: ruleZone,
    audience,
    population: people.map((told, i) => person(told, i + 1, names)),
    rates: table.map(([currency, date, rate]): Rate => {
      const [day, decimal] = [parseDay(date), parseDecimal(rate)];
      if (day === undefined || decimal === undefined) throw new RangeError(`not a rate: ${date} ${rate}`);
      return { currency, day, rate: decimal };
    }),
  };
}

/** Ids of the members, in the order in which the story names the people. Throws if the rule has issues. */
export function who(text: string, story: Story): readonly string[] {
  const settings = settingsOf(story);
  const rule = ruleOf(text);
  const issues = check(rule, settings.names);
  if (issues.length > 0) throw new Error(`${text.slice(0, 200)}: ${issues.map((issue) => render(issue).message).join(" ")}`);
  const found = members(rule, settings);
  return settings.population.filter((one) => found.has(one.key)).map((one) => one.id);
}

/** The truth tree of a rule for the person with an id. */
export function why(text: string, id: string, story: Story): Outcome {
  const settings = settingsOf(story);
  const history = settings.population.find((one) => one.id === id);
  if (history === undefined) throw new RangeError(`nobody is called ${id}`);
  return evaluate(ruleOf(text), history, settings);
}
