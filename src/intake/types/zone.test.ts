import { afterAll, beforeAll, expect, it } from "vitest";
import { MAX_INSTANT, MIN_INSTANT } from "../../core/time/instant.ts";
import { fromLinear, transitions, zone } from "../../core/time/zone.ts";
import { sql, statement } from "../../sql/statement.ts";
import type { DuckEngine } from "../../warehouse/duckdb/engine.ts";
import { openInMemory } from "../../warehouse/duckdb/open.ts";
import { localTimes } from "./zone.ts";

let engine: DuckEngine;
beforeAll(async () => {
  engine = await openInMemory();
});
afterAll(() => engine.close());

/** Readings at, just before and just after both sides of every change of the zone, and half-way between changes. */
function readings(name: string): number[] {
  const known = zone(name);
  if (known === undefined) throw new Error(name);
  return transitions(known, MIN_INSTANT, MAX_INSTANT)
    .slice(0, 150)
    .flatMap(({ at, before, after }) =>
      [before, after].flatMap((offset) => [-1, 0, 1, 1_800_000, -1_800_000].map((shift) => at + offset + shift)),
    );
}

it.each(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca", "UTC"])(
  "local times of %s become the instants that core gives, on both sides of every change",
  async (name) => {
    const known = zone(name);
    if (known === undefined) throw new Error(name);
    const locals = [...readings(name), 0, 1_700_000_000_000, -2_000_000_000_000];
    const range = { first: Math.min(...locals), last: Math.max(...locals) };
    for (const within of [undefined, range]) {
      const rows = await engine.rows(
        statement(sql`SELECT l, ${localTimes(known, within)(sql`l`)} AS at FROM (SELECT unnest(${locals.map(BigInt)}) AS l)`),
      );
      for (const row of rows) {
        const local = Number(row.l);
        expect(Number(row.at), `${name} ${local}`).toBe(fromLinear(known, local));
      }
    }
  },
);
