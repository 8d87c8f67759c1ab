import fc from "fast-check";
import { expect, test } from "vitest";
import { type Instant, MAX_INSTANT, MIN_INSTANT } from "../../core/time/instant.ts";
import { localDay, zone } from "../../core/time/zone.ts";
import { sql } from "../../sql/statement.ts";
import { openInMemory } from "../duckdb/open.ts";
import { rows } from "../warehouse.ts";
import { localDate } from "./local-date.ts";

test("the engine's local dates are those of core, in any zone and year", async () => {
  const engine = await openInMemory();
  const zones = [
    "Etc/UTC",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/St_Johns",
    "Asia/Manila",
    "Africa/Cairo",
  ];
  const instants = fc.array(fc.integer({ min: MIN_INSTANT, max: MAX_INSTANT }), { minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...zones), instants, fc.boolean(), async (name, given, near) => {
      const there = zone(name);
      if (there === undefined) throw new Error(name);
      // Near a change of offset is where a mistake would be.
      const changes = [...there.changes.starts].filter((start) => start >= MIN_INSTANT && start <= MAX_INSTANT);
      const all =
        near && changes.length > 0 ? given.map((at, i) => (changes[Math.abs(at) % changes.length] ?? 0) + (i - 20) * 900_000) : given;
      const first = Math.min(...all) as Instant;
      const last = Math.max(...all) as Instant;
      const found = await rows(
        engine,
        sql`SELECT ${localDate(there, sql`instant`, first, last)} AS day FROM (SELECT unnest(${all.map(BigInt)}) AS instant)`,
      );
      expect(found.map(({ day }) => day)).toEqual(all.map((at) => localDay(there, at as Instant)));
    }),
    { numRuns: 150 },
  );
  engine.close();
});
