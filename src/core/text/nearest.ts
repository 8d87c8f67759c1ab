import { fold } from "./fold.ts";

/**
 * The known name that a mistyped one most likely means, or `undefined` if none is near: at most a third of its letters
 * (never more than 3) inserted, left out, replaced or swapped, after folding. Of equally near ones the first.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = fold(name);
  let best: string | undefined;
  let limit = Math.min(3, Math.max(1, Math.floor(wanted.length / 3)));
  for (const candidate of known) {
    const distance = editDistance(wanted, fold(candidate), limit);
    if (distance === undefined) continue;
    if (best === undefined || distance < limit) best = candidate;
    if (distance === 0) return candidate;
    limit = distance;
  }
  return best;
}

/**
 * The Damerau–Levenshtein distance with adjacent swaps (optimal string alignment), in UTF-16 units; `undefined` if it is
 * more than `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((above[j] as number) + 1, (row[j - 1] as number) + 1, (above[j - 1] as number) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (twoAbove[j - 2] as number) + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > limit && i > 1 && Math.min(...above) > limit) return undefined;
    twoAbove = above;
    above = row;
  }
  const distance = above[b.length] as number;
  return distance > limit ? undefined : distance;
}
