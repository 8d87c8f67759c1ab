import { expect, test } from "vitest";
import { generateCase } from "../../../testkit/generate/generate.ts";
import { type Random, random } from "../../core/random.ts";
import type { Condition, Filter, HeldTest, Measure, Rule, Test } from "../document.ts";
import { kinds } from "../kinds/registry.ts";
import type { Names } from "../names.ts";
import { planRule } from "../planning/plan.ts";
import { members } from "../reference/evaluate.ts";
import { parse } from "../text/parse.ts";
import { print } from "../text/print.ts";
import { check } from "./check.ts";

const documents = Object.values(kinds).flatMap(({ examples }) => examples.map(({ text }) => parse(text).rule as Condition));
const tests = documents.flatMap((document): readonly (Test | HeldTest)[] =>
  document.kind === "trait" || document.kind === "event" ? [document.test] : [],
);
const measures = documents.flatMap((document) => (document.kind === "event" ? [document.measure] : []));

/** An example's condition with a test, a trait, an event or a property that it was not written for. */
function mixed(names: Names, draw: Random): Rule {
  const document = draw.choice(documents);
  const trait = draw.choice([...names.traits.keys()]);
  const plain = draw.choice(tests.filter((each): each is Test => each.op !== "held"));
  const event = draw.choice([...names.events.values()]);
  const property = draw.choice([...event.properties.keys(), "nothing"]);
  const filter: Filter = { kind: "test", property, test: plain };
  switch (document.kind) {
    case "trait":
      return { ...document, trait, test: compared(draw.choice(tests), trait, draw) };
    case "event":
      return { ...document, measure: mixedMeasure(draw.choice(measures), event.name, property, filter), test: plain };
    case "did":
    case "activity":
      return { ...document, event: event.name, filter };
    case "sequence":
      return { ...document, steps: document.steps.map((step) => ({ ...step, event: event.name, filter, same: property })) };
    case "rank":
      return {
        ...document,
        by: draw.chance(0.5) ? { trait } : { measure: mixedMeasure(draw.choice(measures), event.name, property, filter) },
      };
    default:
      return document;
  }
}

function mixedMeasure(measure: Measure, event: string, property: string, filter: Filter): Measure {
  return "property" in measure ? { ...measure, event, property, filter } : { ...measure, event, filter };
}

function compared(old: Test | HeldTest, trait: string, draw: Random): Test | HeldTest {
  return "value" in old && draw.chance(0.2) ? { ...old, value: { type: "trait", trait } } : old;
}

test("what the check accepts can be printed, read, planned and evaluated; what it refuses has a path into the document", () => {
  let accepted = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const { names, at, zone, audience, population, rates } = generateCase(seed);
    const draw = random(`accepts ${seed}`);
    for (let i = 0; i < 60; i++) {
      const rule = mixed(names, draw);
      const issues = check(rule, names);
      for (const { path = [] } of issues)
        expect(
          path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], rule),
          print(rule),
        ).toBeDefined();
      if (issues.length > 0) continue;
      accepted += 1;
      const text = print(rule);
      expect(parse(text).rule, text).toEqual(rule);
      expect(() => planRule(rule, { names, at, zone, audience }), text).not.toThrow();
      expect(() => members(rule, { names, at, zone, audience, population: population.slice(0, 5), rates }), text).not.toThrow();
    }
  }
  expect(accepted).toBeGreaterThan(200);
});
