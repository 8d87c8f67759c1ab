/** Imports as plain data, for tests of the warehouse: statements of any kind in any order, published as one file would be. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import type { Instant } from "../../src/core/time/instant.ts";
import { id, join, sql } from "../../src/sql/statement.ts";
import type { ImportMeta, Published } from "../../src/warehouse/publish/import.ts";
import { publish } from "../../src/warehouse/publish/publish.ts";
import { newStage, type StagedField } from "../../src/warehouse/staging/stage.ts";
import { run, type Warehouse } from "../../src/warehouse/warehouse.ts";

interface About {
  readonly kind: "id" | "email" | "phone" | "anonymous";
  readonly who: string;
  /** Milliseconds; absent: undated. Events always have one. */
  readonly at?: number;
  readonly message?: string;
}
export type Said = About &
  (
    | { readonly says: "event"; readonly event: string; readonly amount?: number; readonly note?: string }
    | { readonly says: "trait"; readonly trait: string; readonly text?: string }
    | { readonly says: "number"; readonly trait: string; readonly units: number }
    | { readonly says: "customer"; readonly email?: string; readonly phone?: string }
    | { readonly says: "consent"; readonly state: "granted" | "denied"; readonly address?: string }
  );

const day = 86_400_000;
const start = Date.parse("2025-01-01T00:00:00Z");

/** One statement; few names and instants, so that statements meet. */
export const said: fc.Arbitrary<Said> = fc
  .record({
    kind: fc.constantFrom("id" as const, "id" as const, "email" as const, "anonymous" as const),
    who: fc.constantFrom("a", "b", "c", "d"),
    day: fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined }),
    message: fc.option(fc.constantFrom("m1", "m2", "m3"), { nil: undefined, freq: 4 }),
    what: fc.oneof(
      fc.record({
        says: fc.constant("event" as const),
        event: fc.constantFrom("order", "visit"),
        amount: fc.integer({ min: -5, max: 5 }),
        note: fc.constantFrom("x", "Ärger", ""),
      }),
      fc.record({ says: fc.constant("trait" as const), trait: fc.constantFrom("city", "plan"), text: fc.constantFrom("Köln", "bonn", "") }),
      fc.record({ says: fc.constant("number" as const), trait: fc.constantFrom("age", "city"), units: fc.integer({ min: 0, max: 3 }) }),
      fc.record({ says: fc.constant("customer" as const), email: fc.constantFrom("a", "b", "e@x.org") }),
      fc.record({
        says: fc.constant("consent" as const),
        state: fc.constantFrom("granted" as const, "denied" as const),
        address: fc.constantFrom("e@x.org", ""),
      }),
    ),
  })
  .map(({ kind, who, day: days, message, what }) => ({
    kind,
    who,
    ...(days === undefined && what.says !== "event" ? {} : { at: start + (days ?? 0) * day }),
    ...(message === undefined ? {} : { message }),
    ...what,
  }));

/** Publishes statements as one import; `scale` is the decimal places of amounts and numbers in this file. */
export async function publishAll(
  warehouse: Warehouse,
  all: readonly Said[],
  received: number,
  meta: Partial<ImportMeta> = {},
  scale = 0,
): Promise<Published> {
  const stage = newStage(warehouse);
  const { engine } = warehouse;
  const insert = async (table: string, rows: readonly (readonly (string | number | boolean | null)[])[]): Promise<void> => {
    if (rows.length > 0)
      await run(
        engine,
        sql`INSERT INTO temp.${id(table)} VALUES ${join(rows.map((cells) => sql`(${join(cells.map((cell) => sql`${cell}`))})`))}`,
      );
  };
  const numbered = all.map((one, i) => ({ one, row: i + 1 }));
  const head = ({ one, row }: { one: Said; row: number }): (string | number)[] => [row, one.kind, one.who];
  for (const event of new Set(all.flatMap((one) => (one.says === "event" ? [one.event] : [])))) {
    const { table } = await stage.stageEvents(event, [
      { name: "amount", type: "number", scale },
      { name: "note", type: "text" },
    ]);
    await insert(
      table,
      numbered.flatMap((n) =>
        n.one.says === "event" && n.one.event === event
          ? [[...head(n), n.one.at ?? 0, n.one.message ?? null, n.one.amount ?? null, n.one.note ?? null]]
          : [],
      ),
    );
  }
  const fields: StagedField[] = [];
  for (const one of all) {
    if (one.says !== "trait" && one.says !== "number") continue;
    const type = one.says === "trait" ? "text" : "number";
    if (!fields.some((field) => field.name === one.trait && field.type === type))
      fields.push({ name: one.trait, type, ...(type === "number" ? { scale } : {}) });
  }
  for (const { valueType, table } of await stage.stageTraits(fields)) {
    await insert(
      table,
      numbered.flatMap((n) => {
        const { one } = n;
        if (one.says === "trait" && valueType === "text")
          return [[...head(n), one.trait, one.text ?? null, one.at ?? null, one.message ?? null]];
        return one.says === "number" && valueType === "number"
          ? [[...head(n), one.trait, one.units, one.at ?? null, one.message ?? null]]
          : [];
      }),
    );
  }
  if (all.some(({ says }) => says === "customer")) {
    const table = await stage.stageCustomers();
    await insert(
      table,
      numbered.flatMap((n) =>
        n.one.says === "customer" ? [[...head(n), n.one.at ?? null, n.one.email ?? null, n.one.phone ?? null]] : [],
      ),
    );
  }
  if (all.some(({ says }) => says === "consent")) {
    const table = await stage.stageConsents();
    await insert(
      table,
      numbered.flatMap((n) =>
        n.one.says === "consent"
          ? [[...head(n), "News", "email", n.one.address ?? null, true, n.one.state, n.one.at ?? null, n.one.message ?? null]]
          : [],
      ),
    );
  }
  const digest = createHash("sha256").update(JSON.stringify(all)).digest("hex");
  return publish(stage, { kind: "test", name: "test.json", digest, read: all.length, received: received as Instant, ...meta });
}
