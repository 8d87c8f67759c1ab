import { describe, expect, test } from "vitest";
import { type Random, random } from "./random.ts";

const draw = (n: number, one: () => number) => Float64Array.from({ length: n }, one);
const moments = (values: Float64Array) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1) };
};

/** Mean and variance within five standard errors of what the distribution has (kurtosis bounds the error of the variance). */
function expectMoments(values: Float64Array, mean: number, variance: number, kurtosis: number): void {
  const found = moments(values);
  expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / values.length));
  expect(Math.abs(found.variance - variance)).toBeLessThan(5 * variance * Math.sqrt((kurtosis - 1) / values.length));
}

describe("a stream", () => {
  test("is fixed by its seed, on every machine", () => {
    const r = random("kindred");
    expect([r.bits(), r.bits(), r.bits(), r.bits()]).toMatchInlineSnapshot(`
      [
        3097138341,
        1379557146,
        3702922397,
        596859625,
      ]
    `);
    const first = (stream: Random) => Array.from({ length: 50 }, () => stream.bits());
    expect(first(random("kindred"))).toEqual(first(random("kindred")));
    expect(first(random(1))).not.toEqual(first(random(2)));
  });

  test("sets each of its 32 bits half of the time", () => {
    const r = random(7);
    const counts = new Array<number>(32).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const bits = r.bits();
      for (let b = 0; b < 32; b++) if ((bits >>> b) & 1) counts[b] = (counts[b] as number) + 1;
    }
    expect(counts.every((count) => Math.abs(count - 10_000) < 400)).toBe(true);
  });

  test("forks by label, whatever was drawn before", () => {
    const parent = random("shop");
    const early = parent.fork("orders").bits();
    for (let i = 0; i < 10; i++) parent.bits();
    expect(parent.fork("orders").bits()).toBe(early);
    expect(new Set(["orders", "views", 1, 2, "1 "].map((label) => parent.fork(label).bits())).size).toBe(5);
    expect(parent.fork("a").fork("b").bits()).not.toBe(parent.fork("b").fork("a").bits());
    const streams = Array.from({ length: 2000 }, (_, i) => parent.fork(i).uniform());
    expectMoments(Float64Array.from(streams), 1 / 2, 1 / 12, 1.8);
  });
});

describe("numbers", () => {
  const n = 200_000;

  test("uniform and chance", () => {
    const r = random("uniform");
    const values = draw(n, r.uniform);
    expectMoments(values, 1 / 2, 1 / 12, 1.8);
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true);
    const bins = new Array<number>(100).fill(0);
    for (const x of values) bins[Math.floor(x * 100)] = (bins[Math.floor(x * 100)] as number) + 1;
    const chiSquared = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
    expect(chiSquared).toBeLessThan(160);
    expect(moments(draw(n, () => Number(r.chance(0.03)))).mean).toBeCloseTo(0.03, 2);
    expect([r.chance(0), r.chance(1)]).toEqual([false, true]);
  });

  test("integers without bias", () => {
    const r = random("dice");
    const faces = draw(60_000, () => r.int(6));
    expectMoments(faces, 2.5, 35 / 12, 1.73);
    expect(new Set(faces)).toEqual(new Set([0, 1, 2, 3, 4, 5]));
    // Of 3 × 2^30 cases a plain remainder of 32 bits would hit the first third twice as often.
    expect(moments(draw(60_000, () => r.int(3 * 2 ** 30))).mean / (3 * 2 ** 30)).toBeCloseTo(0.5, 2);
    expect(r.int(1)).toBe(0);
    expect(r.int(2 ** 32)).toBeLessThan(2 ** 32);
    expect(() => r.int(0)).toThrow(RangeError);
  });

  test("normal and exponential", () => {
    const r = random("normal");
    expectMoments(
      draw(n, () => r.normal(10, 3)),
      10,
      9,
      3,
    );
    expectMoments(
      draw(n, () => r.exponential(0.25)),
      4,
      16,
      9,
    );
  });

  test.each([0.3, 1, 2.5, 40])("gamma of shape %d", (shape) => {
    const r = random(`gamma ${shape}`);
    const values = draw(n, () => r.gamma(shape, 2));
    expectMoments(values, shape / 2, shape / 4, 3 + 6 / shape);
    expect(values.every((x) => x >= 0)).toBe(true);
    expect(() => r.gamma(0)).toThrow(RangeError);
  });

  test("beta", () => {
    const r = random("beta");
    expectMoments(
      draw(n, () => r.beta(2, 3)),
      0.4,
      0.04,
      2.4,
    );
  });

  test.each([0, 0.4, 3, 9.99, 10, 25, 400, 1e6])("poisson of mean %d", (mean) => {
    const r = random(`poisson ${mean}`);
    const values = draw(n / 2, () => r.poisson(mean));
    if (mean === 0) expect(values.every((x) => x === 0)).toBe(true);
    else expectMoments(values, mean, mean, 3 + 1 / mean);
    expect(() => r.poisson(-1)).toThrow(RangeError);
  });

  test("poisson has the probabilities of its formula, on both sides of where the method changes", () => {
    for (const mean of [8, 12]) {
      const r = random(`poisson probabilities ${mean}`);
      const counts = new Map<number, number>();
      for (let i = 0; i < n; i++) {
        const k = r.poisson(mean);
        counts.set(k, (counts.get(k) ?? 0) + 1);
      }
      let p = Math.exp(-mean);
      for (let k = 0; k < 25; k++) {
        const expected = n * p;
        if (expected > 20) expect(Math.abs((counts.get(k) ?? 0) - expected)).toBeLessThan(5 * Math.sqrt(expected));
        p *= mean / (k + 1);
      }
    }
  });
});

describe("items", () => {
  test("are chosen alike, or by weight", () => {
    const r = random("choice");
    const share = (item: string, weights?: readonly number[]) =>
      Array.from({ length: 40_000 }, () => r.choice(["a", "b", "c"], weights)).filter((x) => x === item).length / 40_000;
    expect(share("b")).toBeCloseTo(1 / 3, 1);
    expect(share("c", [1, 0, 3])).toBeCloseTo(0.75, 1);
    expect(share("b", [1, 0, 3])).toBe(0);
    expect(() => r.choice([])).toThrow(RangeError);
    expect(() => r.choice(["a"], [0])).toThrow(RangeError);
  });

  test("are shuffled, each order as likely, and the original stays", () => {
    const r = random("shuffle");
    const original = ["a", "b", "c"];
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = r.shuffle(original).join("");
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(original).toEqual(["a", "b", "c"]);
    expect(counts.size).toBe(6);
    expect([...counts.values()].every((count) => Math.abs(count - 2000) < 250)).toBe(true);
  });
});
