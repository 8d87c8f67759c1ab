/**
 * Sets of customers as bitmaps over the dense keys 0 … greatest. All sets of one generation have the same length, a multiple of
 * 64 bits, so that a set is also the bit string of an engine as it comes (key k is bit 7 − k mod 8 of byte k div 8).
 */
export interface Keyset {
  readonly bytes: Uint8Array;
  /** The same memory, for whole-word operations. */
  readonly words: Int32Array;
}

/** The greatest key that a set for `maxKey` has room for: one less than a multiple of 64. */
export function greatestKey(maxKey: number): number {
  return (Math.floor(maxKey / 64) + 1) * 64 - 1;
}

/** The empty set with room for keys up to `maxKey`. */
export function nobody(maxKey: number): Keyset {
  return ofBuffer(new ArrayBuffer((greatestKey(maxKey) + 1) / 8));
}

/** The set of some keys, each at most `maxKey`. */
export function fromKeys(keys: Iterable<number | bigint>, maxKey: number): Keyset {
  const set = nobody(maxKey);
  for (const key of keys) {
    const k = Number(key);
    if (k < 0 || k > maxKey) throw new RangeError("a key beyond the greatest");
    set.bytes[k >> 3] = (set.bytes[k >> 3] ?? 0) | (0x80 >> (k & 7));
  }
  return set;
}

/** The set of a bit string as DuckDB holds it: a byte with the number of padding bits (none here), then the bits. */
export function fromBits(bits: Uint8Array, maxKey: number): Keyset {
  const set = nobody(maxKey);
  if (bits[0] !== 0 || bits.length !== set.bytes.length + 1) throw new RangeError("a bit string of another length");
  set.bytes.set(bits.subarray(1));
  return set;
}

/** The set as a bit string of DuckDB. */
export function toBits(set: Keyset): Uint8Array {
  const bits = new Uint8Array(set.bytes.length + 1);
  bits.set(set.bytes, 1);
  return bits;
}

/** Keys in both. */
export function and(a: Keyset, b: Keyset): Keyset {
  return combine(a, b, (x, y) => x & y);
}

/** Keys in either. */
export function or(a: Keyset, b: Keyset): Keyset {
  return combine(a, b, (x, y) => x | y);
}

/** Keys in the first and not in the second: the complement of `b` within `a`. */
export function without(a: Keyset, b: Keyset): Keyset {
  return combine(a, b, (x, y) => x & ~y);
}

/** Whether the sets have the same keys. */
export function equal(a: Keyset, b: Keyset): boolean {
  return a.words.every((word, i) => word === b.words[i]);
}

/** Whether a key is in the set. */
export function has(set: Keyset, key: number): boolean {
  return ((set.bytes[key >> 3] ?? 0) & (0x80 >> (key & 7))) !== 0;
}

/** Number of keys. */
export function size(set: Keyset): number {
  let total = 0;
  const { words } = set;
  for (let i = 0; i < words.length; i++) total += ones(words[i] ?? 0);
  return total;
}

/** The keys in ascending order. */
export function* keysOf(set: Keyset): Generator<number> {
  for (let i = 0; i < set.bytes.length; i++) {
    const byte = set.bytes[i] ?? 0;
    if (byte === 0) continue;
    for (let bit = 0; bit < 8; bit++) if ((byte & (0x80 >> bit)) !== 0) yield i * 8 + bit;
  }
}

/** Memory that the set takes, in bytes. */
export function bytesOf(set: Keyset): number {
  return set.bytes.length;
}

function combine(a: Keyset, b: Keyset, operation: (x: number, y: number) => number): Keyset {
  const result = ofBuffer(new ArrayBuffer(a.bytes.length));
  const { words } = result;
  for (let i = 0; i < words.length; i++) words[i] = operation(a.words[i] ?? 0, b.words[i] ?? 0);
  return result;
}

/** Number of ones in 32 bits (Warren, Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function ofBuffer(buffer: ArrayBuffer): Keyset {
  return { bytes: new Uint8Array(buffer), words: new Int32Array(buffer) };
}
