import { CURRENCIES } from "../../core/number/currency.ts";
import { id, sql, statement } from "../../sql/statement.ts";
import { dayOf } from "../types/cell.ts";
import type { Inferred } from "../types/infer.ts";
import type { Context } from "./context.ts";
import { unitsOf } from "./money.ts";
import { collectRejects, typedRows } from "./typed.ts";

/** Table of staged rates: `currency`, `date` (days since 1970), `units`, and the scale of all of them. */
export const RATES = "intake_rate";

/** Rates of exchange: units of the workspace's currency for one unit of another, from a date on. Returns their scale. */
export async function convertRates(context: Context): Promise<number> {
  const { fields } = context;
  const date = fields.get("date") as Inferred;
  const code = sql`upper(CAST(${id((fields.get("currency") as Inferred).column.column)} AS VARCHAR))`;
  const rate = unitsOf(fields.get("rate") as Inferred, true);
  const day = date.type.type === "date" ? dayOf(date.column, date.type) : sql`CAST(NULL AS INTEGER)`;
  const typed = await typedRows(
    context,
    [
      { name: "currency", value: code },
      { name: "day", value: day },
      { name: "units", value: rate.value },
    ],
    [
      { when: sql`(${id("day")} IS NULL)`, code: "invalid-cell:a date", column: date.column.header },
      {
        when: sql`(${id("currency")} IS NULL OR ${id("currency")} NOT IN (SELECT unnest(${[...CURRENCIES]})))`,
        code: "invalid-cell:a currency",
        column: fields.get("currency")?.column.header,
      },
      ...rate.checks,
      { when: sql`(${id("units")} <= 0)`, code: "invalid-cell:a positive rate", column: fields.get("rate")?.column.header },
    ],
  );
  await collectRejects(context, typed);
  await context.engine.run(
    statement(
      sql`CREATE OR REPLACE TEMP TABLE ${id(RATES)} AS SELECT "row", currency, day AS date, units FROM ${typed.from} WHERE fault IS NULL`,
    ),
  );
  return rate.scale;
}
