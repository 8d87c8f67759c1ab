/** What a catalog knows once the population was observed: currencies found, rates, segments. */

import { decimal } from "../../src/core/number/decimal.ts";
import type { Random } from "../../src/core/random.ts";
import { fold } from "../../src/core/text/fold.ts";
import { type Day, formatDay } from "../../src/core/time/date.ts";
import { localDay, type Zone } from "../../src/core/time/zone.ts";
import type { Definition } from "../../src/rules/document.ts";
import type { History, Observed } from "../../src/rules/history.ts";
import type { Names, Place, ValueInfo } from "../../src/rules/names.ts";
import type { Rate } from "../../src/rules/reference/context.ts";
import { validFrom } from "../../src/rules/reference/traits.ts";
import type { Catalog } from "./catalog.ts";
import { CHANNELS, PURPOSES } from "./population.ts";
import { CURRENCIES } from "./values.ts";

const PLACES: readonly Place[] = [
  { name: "Berlin", country: "DE", latitude: 52.52, longitude: 13.405 },
  { name: "Zürich", country: "CH", latitude: 47.3769, longitude: 8.5417 },
];

/** First local day on which each currency occurs, by trait name or `event.property`. */
export type Found = ReadonlyMap<string, ReadonlyMap<string, Day>>;

/** The names of a workspace with these currencies found and these rates; segments are given once they are made. */
export function namesOf(catalog: Catalog, found: Found, rates: readonly Rate[], segments: ReadonlyMap<string, Definition>): Names {
  const seen = <T extends ValueInfo>(info: T, field: string): T => {
    const currencies = [...(found.get(field) ?? [])].map(([code, from]) => ({ code, from: formatDay(from) }));
    return info.type === "money" ? { ...info, currencies } : info;
  };
  const first = new Map<string, string>();
  for (const { currency, day } of rates.toSorted((a, b) => b.day - a.day)) first.set(currency, formatDay(day));
  return {
    settings: catalog.settings,
    traits: new Map(catalog.traits.map((trait) => [trait.name, seen(trait, trait.name)])),
    events: new Map(
      catalog.events.map((event) => [
        event.name,
        { ...event, properties: new Map([...event.properties].map(([name, info]) => [name, seen(info, `${event.name}.${name}`)])) },
      ]),
    ),
    segments,
    channels: new Set(CHANNELS),
    purposes: new Set(PURPOSES),
    rates: first,
    places: (name) => PLACES.filter((place) => fold(place.name) === fold(name)),
  };
}

/** Rates of some currencies into the workspace's, from before the first amount, changing on days on which something happened. */
export function ratesFor(draw: Random, catalog: Catalog, population: readonly History[], found: Found): readonly Rate[] {
  const days = population.flatMap((one) => one.events.map((event) => event.localDay));
  const earliest = [...found.values()].flatMap((byCode) => [...byCode.values()]);
  const first = Math.min(0, ...days, ...earliest) as Day;
  const rates: Rate[] = [];
  for (const currency of CURRENCIES.filter((code) => code !== catalog.settings.currency)) {
    if (draw.chance(0.25)) continue;
    const changes = new Set<Day>([first, ...Array.from({ length: draw.int(6) }, () => (days.length > 0 ? draw.choice(days) : first))]);
    for (const day of changes) {
      rates.push({ currency, day, rate: draw.choice([decimal(5, 1), decimal(108_345, 5), decimal(925), decimal(1), decimal(333_333, 6)]) });
    }
  }
  return rates;
}

/** Which currencies the population's amounts are in, and since when. */
export function currenciesFound(population: readonly History[], workspaceZone: Zone): Found {
  const found = new Map<string, Map<string, Day>>();
  const note = (field: string, value: Observed | undefined, day: Day) => {
    if (value?.type !== "money") return;
    const byCode = found.get(field) ?? new Map<string, Day>();
    found.set(field, byCode);
    byCode.set(value.currency, Math.min(day, byCode.get(value.currency) ?? day) as Day);
  };
  for (const history of population) {
    for (const event of history.events) {
      for (const [name, value] of event.properties) note(`${event.type}.${name}`, value, event.localDay);
    }
    for (const statement of history.traits) {
      if (statement.value?.type !== "money") continue;
      note(statement.trait, statement.value, localDay(workspaceZone, validFrom(statement, history.traits)));
    }
  }
  return found;
}
