import fc from "fast-check";
import { expect, test } from "vitest";
import { contents } from "../../../testkit/warehouse/contents.ts";
import { publishAll, type Said, said } from "../../../testkit/warehouse/imports.ts";
import { fixedClock } from "../../core/clock.ts";
import type { Instant } from "../../core/time/instant.ts";
import { id, sql } from "../../sql/statement.ts";
import { openTemporary } from "../open.ts";
import { rows, type Warehouse } from "../warehouse.ts";
import type { Published } from "./import.ts";

const received = Date.parse("2025-02-01T00:00:00Z");
const day = 86_400_000;

async function temporary(): Promise<Warehouse> {
  const settings = { zone: "Europe/Berlin", currency: "EUR", weekStarts: 1 };
  return openTemporary({ clock: fixedClock(received as Instant), settings });
}

/** Intake stages one trait after another. */
function byTrait(statements: readonly Said[]): readonly Said[] {
  const place = (one: Said): string => ("trait" in one ? one.trait : "");
  return statements.toSorted((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

/** Histories without a tail are stored in the order that the state claims. */
async function expectOrder(warehouse: Warehouse): Promise<void> {
  for (const [history, { tail }] of Object.entries(warehouse.state().histories)) {
    if (tail > 0) continue;
    const stored = await rows(warehouse.engine, sql`SELECT trait, customer FROM ${id(history)} ORDER BY rowid`);
    expect(stored).toEqual(await rows(warehouse.engine, sql`SELECT trait, customer FROM ${id(history)} ORDER BY trait, customer`));
  }
}

test("traits published one at a time, or in whatever groups, are those published all at once", { timeout: 240_000 }, async () => {
  const some = fc.array(said, { minLength: 1, maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(some, some, fc.integer({ min: 0, max: 8 }), async (first, second, most) => {
      const together = await temporary();
      const apart = await temporary();
      for (const [i, statements] of [byTrait(first), byTrait(second), byTrait(first)].entries()) {
        const at = received + i * day;
        const expected = await publishAll(together, statements, at, { statementsAtATime: 1_000_000 });
        const found: Published = await publishAll(apart, statements, at, { statementsAtATime: most });
        expect(found).toEqual(expected);
      }
      expect(await contents(apart)).toEqual(await contents(together));
      for (const warehouse of [apart, together]) await expectOrder(warehouse);
      together.close();
      apart.close();
    }),
    { numRuns: Number(process.env.WAREHOUSE_RUNS ?? 8) },
  );
});
