import { gammaVariate, normalVariate, poissonVariate } from "./variates.ts";

/** A stream of pseudo-random numbers, fixed by its seed: the same on every machine. */
export interface Random {
  /** 32 random bits as an integer from 0 to 2^32 − 1. */
  bits(): number;
  /** Uniform on [0, 1) with 53 random bits. */
  uniform(): number;
  /** Uniform integer from 0 to n − 1, without bias; n from 1 to 2^32. */
  int(n: number): number;
  /** Whether an event of probability p happens. */
  chance(p: number): boolean;
  /** Normal with a mean (0) and a standard deviation (1). */
  normal(mean?: number, deviation?: number): number;
  /** Exponential with a rate (1): the mean is 1 / rate. */
  exponential(rate?: number): number;
  /** Gamma with a shape > 0 and a rate (1): the mean is shape / rate. */
  gamma(shape: number, rate?: number): number;
  /** Beta with two shapes > 0. */
  beta(a: number, b: number): number;
  /** Poisson with a mean >= 0. */
  poisson(mean: number): number;
  /** One of the items, each as likely, or by weights >= 0 that are not all 0. Throws a RangeError for no items. */
  choice<T>(items: readonly T[], weights?: readonly number[]): T;
  /** A new array with the items in random order. */
  shuffle<T>(items: readonly T[]): T[];
  /** An independent stream named by a label. It depends on the seed and the label only, not on what was drawn before. */
  fork(label: string | number): Random;
}

/**
 * A random stream. The generator is sfc32 of PractRand (C. Doty-Humphrey; 128 bits of state, period above 2^32, about 2^127
 * on average), seeded by hashing the seed (MurmurHash3's finaliser over FNV-1a words) and running 15 steps.
 */
export function random(seed: string | number): Random {
  return fromKey(hashKey([0x9e3779b9, 0x243f6a88, 0xb7e15162, 0xdeadbeef], String(seed)));
}

type Key = readonly [number, number, number, number];

function fromKey(key: Key): Random {
  let [a, b, c, counter] = key;
  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) bits();
  const uniform = (): number => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) * 2 ** -53;
  const int = (n: number): number => {
    if (!(n >= 1 && n <= 4294967296)) throw new RangeError(`not a number of cases: ${n}`);
    const limit = 4294967296 - (4294967296 % n);
    let value = bits();
    while (value >= limit) value = bits();
    return value % n;
  };
  const gamma = (shape: number, rate = 1): number => gammaVariate(uniform, shape) / rate;
  return {
    bits,
    uniform,
    int,
    chance: (p) => uniform() < p,
    normal: (mean = 0, deviation = 1) => mean + deviation * normalVariate(uniform),
    exponential: (rate = 1) => -Math.log(1 - uniform()) / rate,
    gamma,
    beta: (shapeA, shapeB) => {
      const x = gamma(shapeA);
      return x / (x + gamma(shapeB));
    },
    poisson: (mean) => poissonVariate(uniform, mean),
    choice: (items, weights) => items[weights === undefined ? int(items.length) : weighted(uniform(), weights)] as never,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = int(i + 1);
        const item = shuffled[i] as never;
        shuffled[i] = shuffled[j] as never;
        shuffled[j] = item;
      }
      return shuffled;
    },
    fork: (label) => fromKey(hashKey(key, String(label))),
  };
}

/** The index whose share of the weights contains the fraction u. */
function weighted(u: number, weights: readonly number[]): number {
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!(total > 0)) throw new RangeError("weights must be at least 0 and not all 0");
  let left = u * total;
  for (const [i, weight] of weights.entries()) {
    if (left < weight) return i;
    left -= weight;
  }
  return weights.findLastIndex((w) => w > 0);
}

/** Four words that depend on every bit of the key and every character of the text. */
function hashKey(key: Key, text: string): Key {
  const word = (start: number, salt: number): number => {
    let h = (start ^ salt) >>> 0;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) ^ (h >>> 15);
    h = Math.imul(h ^ text.length ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (h ^ (h >>> 16)) | 0;
  };
  const a = word(key[0], 0x811c9dc5);
  const b = word(key[1] ^ a, 0x27d4eb2f);
  const c = word(key[2] ^ b, 0x165667b1);
  return [a, b, c, word(key[3] ^ c, 0x9e3779b1)];
}
