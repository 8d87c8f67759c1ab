import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editDistance, nearest } from "./nearest.ts";

const known = ["country", "county", "created_at", "predicted_value", "order", "email", "Ältere"];

describe("the nearest known name", () => {
  test.each([
    ["contry", "country"],
    ["cuontry", "country"],
    ["Country", "country"],
    ["predictd_valeu", "predicted_value"],
    ["ordr", "order"],
    ["altere", "Ältere"],
    ["zebra", undefined],
    ["x", undefined],
    ["", undefined],
  ])("to %s is %s", (name, expected) => {
    expect(nearest(name, known)).toBe(expected);
  });

  test("of several is the one with the fewest changes, and the first of equals", () => {
    expect(nearest("counry", ["county", "country"])).toBe("county");
    expect(nearest("emails", ["email", "emailed", "e_mails"])).toBe("email");
    expect(nearest("order", ["orders", "order"])).toBe("order");
  });
});

describe("the edit distance", () => {
  test.each([
    ["", "abc", 3],
    ["abc", "abc", 0],
    ["ab", "ba", 1],
    ["ca", "abc", 3],
    ["kitten", "sitting", 3],
  ])("of %s and %s is %i", (a, b, distance) => {
    expect(editDistance(a, b, 10)).toBe(distance);
    expect(editDistance(b, a, 10)).toBe(distance);
  });

  test("is not told beyond the limit, and is the same up to it", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 8 }), (a, b, limit) => {
        const distance = editDistance(a, b, 100) as number;
        expect(editDistance(a, b, limit)).toBe(distance <= limit ? distance : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});
