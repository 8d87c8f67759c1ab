import { expect, test } from "vitest";
import { random } from "../core/random.ts";
import { rememberConditions } from "./conditions.ts";
import { and, bytesOf, equal, fromBits, fromKeys, greatestKey, has, keysOf, nobody, or, size, toBits, without } from "./keyset.ts";

const MAX = 1_000;

function some(seed: number): Set<number> {
  const draw = random(seed);
  return new Set(Array.from({ length: 300 }, () => draw.int(MAX + 1)));
}

test("operations on bitmaps are those on sets", () => {
  for (let seed = 0; seed < 50; seed++) {
    const [a, b] = [some(seed), some(seed + 1_000)];
    const [x, y] = [fromKeys(a, MAX), fromKeys(b, MAX)];
    const sorted = (set: Iterable<number>) => [...set].sort((one, other) => one - other);
    expect([...keysOf(and(x, y))]).toEqual(sorted(a.intersection(b)));
    expect([...keysOf(or(x, y))]).toEqual(sorted(a.union(b)));
    expect([...keysOf(without(x, y))]).toEqual(sorted(a.difference(b)));
    expect(size(x)).toBe(a.size);
    expect([0, 1, 63, 64, MAX].map((key) => has(x, key))).toEqual([0, 1, 63, 64, MAX].map((key) => a.has(key)));
  }
});

test("a set goes to an engine's bit string and back", () => {
  for (const maxKey of [0, 1, 63, 64, 127, MAX]) {
    const set = fromKeys([0, maxKey], maxKey);
    expect(toBits(set).length).toBe((greatestKey(maxKey) + 1) / 8 + 1);
    expect(equal(fromBits(toBits(set), maxKey), set)).toBe(true);
  }
  expect(() => fromBits(new Uint8Array(9).fill(3), 10)).toThrow(RangeError);
  expect(() => fromKeys([11], 10)).toThrow(RangeError);
});

test("conditions are remembered by generation, and those not used for longest are forgotten first", () => {
  const set = nobody(MAX);
  const found = { set, complement: false };
  const conditions = rememberConditions(3 * bytesOf(set));
  for (const key of ["a", "b", "c"]) conditions.keep(key, 1, found);
  expect(conditions.get("a", 1)).toBe(found);
  expect(conditions.get("a", 2)).toBeUndefined();
  conditions.keep("d", 1, found);
  expect(["a", "b", "c", "d"].map((key) => conditions.get(key, 1) !== undefined)).toEqual([true, false, true, true]);
  expect(conditions.bytes()).toBe(3 * bytesOf(set));
});
