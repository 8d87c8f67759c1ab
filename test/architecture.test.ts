import { describe, expect, test } from "vitest";
import { arrows, noSideEffectImports } from "./architecture/arrows.ts";
import { fileSize, functionSize, noAmbientClock, noAny, noEnumOrNamespace, noModuleState } from "./architecture/habits.ts";
import { house, roomsWithoutReadme, strangers } from "./architecture/house.ts";
import { type Rule, say } from "./architecture/source.ts";

const sources = house();

describe("the house", () => {
  test("there is something to check", () => {
    expect(sources.filter(({ place }) => place.kind === "room").length).toBeGreaterThan(20);
  });

  test.each<[string, Rule]>([
    ["a room imports only rooms of lower floors, and the testkit stays with the tests", arrows],
    ["nothing is imported for its side effect", noSideEffectImports],
    ["files are of a few screenfuls", fileSize],
    ["functions fit on a screen", functionSize],
    ["there is no any outside tests", noAny],
    ["clock and chance come from core", noAmbientClock],
    ["modules hold no state", noModuleState],
    ["there is no enum and no namespace", noEnumOrNamespace],
  ])("%s", (_, rule) => {
    expect(sources.flatMap(rule).map(say)).toEqual([]);
  });

  test("src holds rooms only", () => {
    expect(strangers()).toEqual([]);
  });

  test("every room has a README.md that says its purpose, its contract and what it may import", () => {
    expect(roomsWithoutReadme()).toEqual([]);
  });
});
