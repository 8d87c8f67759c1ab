import { bytesOf, type Keyset } from "./keyset.ts";

/** The members of a leaf among all customers, in the universe or not; or, if `complement`, of those who are not members. */
export interface Found {
  readonly set: Keyset;
  readonly complement: boolean;
}

/** Results of conditions that were evaluated lately, by plan and generation of the data. */
export interface Conditions {
  readonly get: (key: string, generation: number) => Found | undefined;
  readonly keep: (key: string, generation: number, found: Found) => void;
  /** Memory taken, in bytes. */
  readonly bytes: () => number;
}

/** A cache that forgets what was not used for longest once it holds more than `limit` bytes. */
export function rememberConditions(limit = 256 * 1024 * 1024): Conditions {
  const kept = new Map<string, Found>();
  let taken = 0;
  const forget = (name: string): void => {
    const old = kept.get(name);
    if (old === undefined) return;
    kept.delete(name);
    taken -= bytesOf(old.set);
  };
  return {
    get: (key, generation) => {
      const name = `${generation} ${key}`;
      const found = kept.get(name);
      if (found === undefined) return undefined;
      kept.delete(name);
      kept.set(name, found);
      return found;
    },
    keep: (key, generation, found) => {
      const name = `${generation} ${key}`;
      forget(name);
      kept.set(name, found);
      taken += bytesOf(found.set);
      for (const oldest of kept.keys()) {
        if (taken <= limit || oldest === name) break;
        forget(oldest);
      }
    },
    bytes: () => taken,
  };
}
