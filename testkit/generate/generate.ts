/** Random cases, each reproduced by its seed. */
import { random } from "../../src/core/random.ts";
import { UTC, zone } from "../../src/core/time/zone.ts";
import type { Definition } from "../../src/rules/document.ts";
import type { Names } from "../../src/rules/names.ts";
import type { Case } from "./case.ts";
import { catalog } from "./catalog.ts";
import { evaluationInstant, momentsAround, ZONES } from "./moments.ts";
import { currenciesFound, namesOf, ratesFor } from "./names.ts";
import { population, SEGMENTS } from "./population.ts";
import { rule } from "./rules.ts";

/** The case of a seed: a small catalog, 20 to 60 customers, an instant near some edge, and a rule that can be checked and planned. */
export function generateCase(seed: number): Case {
  return generateCases(seed, 1)[0] as Case;
}

/** Several cases over one population, the first of which is `generateCase(seed)`; some of the others look back from an earlier instant. */
export function generateCases(seed: number, count: number): readonly Case[] {
  const draw = random(`case ${seed}`);
  const made = catalog(draw.fork("catalog"));
  const workspaceZone = zone(made.settings.zone) ?? UTC;
  const at = evaluationInstant(draw.fork("at"), workspaceZone);
  const zones = [
    workspaceZone,
    ...draw
      .shuffle(ZONES)
      .slice(0, 2)
      .map((name) => zone(name) ?? UTC),
  ];
  const moments = momentsAround(draw.fork("moments"), at, zones);
  const people = population(draw.fork("population"), made, moments, workspaceZone);
  const found = currenciesFound(people, workspaceZone);
  const rates = ratesFor(draw.fork("rates"), made, people, found);
  const segments = new Map<string, Definition>();
  const names = (): Names => namesOf(made, found, rates, new Map(segments));
  for (const name of SEGMENTS.slice(0, draw.int(SEGMENTS.length + 1))) {
    const own = draw.fork(name);
    segments.set(name, {
      name,
      rule: rule({ draw: own, names: names(), moments }, 2),
      zone: own.choice(["workspace", "customer", own.choice(ZONES)]),
      audience: own.choice(["customers", "with anonymous"]),
    });
  }
  const all = names();
  return Array.from({ length: count }, (_, i) => {
    const own = i === 0 ? draw : draw.fork(`case ${i}`);
    return {
      seed,
      names: all,
      population: people,
      rates,
      at: i > 0 && own.chance(0.3) ? moments.past() : at,
      rule: rule({ draw: own.fork("rule"), names: all, moments }),
      zone: own.choice(["workspace", "customer", "customer", own.choice(ZONES)]),
      audience: own.choice(["customers", "customers", "with anonymous"]),
      zonesInUse: zonesOf(people),
    };
  });
}

function zonesOf(people: Case["population"]): readonly string[] {
  const values = people.flatMap((one) =>
    one.traits.filter((statement) => statement.trait === "time_zone").map((statement) => statement.value),
  );
  return [...new Set(values.flatMap((value) => (value?.type === "text" ? [value.text] : [])))].sort();
}
