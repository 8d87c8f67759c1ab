import { expect, test } from "vitest";
import { placesNamed } from "./places.ts";

test("a place is found whatever its case and marks, with coordinates in degrees", () => {
  const [zurich] = placesNamed("zürich");
  expect(zurich).toMatchObject({ name: "Zürich", country: "CH" });
  expect(zurich?.latitude).toBeCloseTo(47.37, 1);
  expect(zurich?.longitude).toBeCloseTo(8.55, 1);
});

test("tiny namesakes are no candidates, and a country narrows", () => {
  expect(placesNamed("Berlin")).toMatchObject([{ name: "Berlin", country: "DE" }]);
  expect(placesNamed("Berlin, US").length).toBeGreaterThan(1);
  expect(placesNamed("Berlin, US").every(({ country }) => country === "US")).toBe(true);
});

test("several places of one size are all returned, largest first; unknown names give none", () => {
  const named = placesNamed("Springfield");
  expect(named.length).toBeGreaterThan(1);
  expect(placesNamed("Nowhere at all")).toEqual([]);
});
