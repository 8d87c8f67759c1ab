import { stopwatch } from "../src/core/clock.ts";

/** Median of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Milliseconds that some work takes, and what it gives. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly milliseconds: number; readonly result: T }> {
  const elapsed = stopwatch();
  const result = await work();
  return { milliseconds: elapsed(), result };
}

/** Medians of two pieces of work that take turns, after one uncounted run of each. `prepare` makes what ours starts from, uncounted. */
export async function versus<P, A, B>(
  prepare: () => Promise<P>,
  ours: (prepared: P) => Promise<A>,
  theirs: () => Promise<B>,
  rounds: number,
): Promise<{ readonly ours: number; readonly theirs: number; readonly a: A; readonly b: B }> {
  const a = await ours(await prepare());
  const b = await theirs();
  const mine: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const prepared = await prepare();
    mine.push((await timed(() => ours(prepared))).milliseconds);
    other.push((await timed(theirs)).milliseconds);
  }
  return { ours: median(mine), theirs: median(other), a, b };
}
