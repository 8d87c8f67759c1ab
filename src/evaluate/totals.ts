import type { PlanMeasure } from "../rules/plan.ts";
import { print } from "../sql/print.ts";
import { dialectOf, type Setting } from "./evaluate.ts";
import { has, type Keyset } from "./keyset.ts";
import { measureQuery } from "./lower/measure.ts";
import { integer } from "./observed.ts";

/** The sum of an integer measure (count, days, sum, distinct) over the members of each set, at the measure's scale; 0 without events. */
export async function totals(measure: PlanMeasure, sets: readonly Keyset[], setting: Setting): Promise<readonly bigint[]> {
  const { engine, layout, dayOf } = setting;
  const dialect = dialectOf(engine);
  const sums = sets.map(() => 0n);
  const found = measureQuery(measure, { layout, dialect, dayOf });
  if (found === undefined) return sums;
  for await (const chunk of engine.stream(print(found.query, dialect))) {
    const keys = chunk.columns[chunk.names.indexOf("customer")] ?? [];
    const values = chunk.columns[chunk.names.indexOf("v")] ?? [];
    keys.forEach((key, row) => {
      const value = values[row] ?? null;
      if (value === null) return;
      sets.forEach((set, i) => {
        if (has(set, Number(key))) sums[i] = (sums[i] ?? 0n) + integer(value);
      });
    });
  }
  return sums;
}
