import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql, statement } from "../../sql/statement.ts";
import type { DuckEngine } from "../../warehouse/duckdb/engine.ts";
import { openInMemory } from "../../warehouse/duckdb/open.ts";
import { columnsFor, type Raw } from "../raw/raw.ts";
import type { DateOrder } from "./column-type.ts";
import { type Inferred, inferTypes } from "./infer.ts";

let engine: DuckEngine;
beforeAll(async () => {
  engine = await openInMemory();
});
afterAll(() => engine.close());

async function typed(cells: readonly (string | null)[], options: { order?: DateOrder; semicolons?: boolean } = {}): Promise<Inferred> {
  const values = cells.map((cell) => sql`(${cell})`).reduce((a, b) => sql`${a}, ${b}`);
  await engine.run(
    statement(
      sql`CREATE OR REPLACE TEMP TABLE given AS SELECT row_number() OVER () AS "row", c1::VARCHAR AS c1 FROM (VALUES ${values}) t(c1)`,
    ),
  );
  const raw: Raw = { columns: columnsFor(["x"]), from: sql`given`, rows: cells.length, broken: 0, equalHeaders: [] };
  const [found] = await inferTypes(engine, raw, {
    semicolons: options.semicolons ?? false,
    ...(options.order === undefined ? {} : { order: options.order }),
  });
  return found as Inferred;
}

describe("the type of a column is what all its cells are", () => {
  it.each([
    ["whole numbers", ["1", "-20", "300"], { type: "number", scale: 0 }],
    ["decimals of different length", ["1.5", "2.125", "3"], { type: "number", scale: 3 }],
    ["a decimal comma", ["1,5", "2,25"], { type: "number", scale: 2, style: { decimal: ",", group: "" } }],
    ["points between thousands", ["1.234,50", "12,00"], { type: "number", scale: 2, style: { decimal: ",", group: "." } }],
    ["commas between thousands", ["1,234,567", "12,000"], { type: "number", scale: 0, style: { decimal: ".", group: "," } }],
    ["blanks between thousands", ["1 234,5", "12,0"], { type: "number", scale: 1 }],
    ["amounts with a sign", ["€ 12.50", "€ 3.00"], { type: "money", scale: 2 }],
    ["amounts with a code", ["12,50 EUR", "3,00 EUR"], { type: "money", scale: 2 }],
    ["percentages", ["12%", "3%"], { type: "number", percent: true }],
    ["yes and no", ["Yes", "no", "YES"], { type: "boolean" }],
    ["zero and one", ["0", "1"], { type: "number" }],
    ["dates", ["2025-03-01", "2025-12-31"], { type: "date" }],
    ["days written together", ["19970101", "19980630"], { type: "date" }],
    ["times", ["2025-03-01 14:30", "2025-03-02 08:00"], { type: "datetime" }],
    ["times with an offset", ["2025-03-01T14:30:00+01:00", "2025-03-02T08:00:00Z"], { type: "datetime" }],
    ["months in words", ["01-Jan-1995", "17-Mar-1996"], { type: "date" }],
    ["half days", ["3/25/2024 2:30:00 PM", "3/15/2024 12:05:00 AM"], { type: "datetime" }],
    ["lists", ['["a","b"]', "[]"], { type: "list", element: "text" }],
    ["numbers with words for nothing", ["1", "NA", "n/a", "2"], { type: "number", scale: 0 }],
    ["ids with leading zeros", ["00123", "04567"], { type: "text" }],
    ["ids after a spreadsheet", ["1.0E+12", "2.0E+12"], { type: "text" }],
    ["numbers of thirty digits", ["123456789012345678901234567890", "2"], { type: "text" }],
    ["names", ["Ada", "Bob"], { type: "text" }],
    ["nothing", [null, null], { type: "text" }],
  ])("%s", async (_, cells, expected) => {
    expect((await typed(cells)).type).toMatchObject(expected);
  });

  it("one cell in a hundred may be wrong and is counted; more make the column text", async () => {
    const good = Array.from({ length: 199 }, (_, i) => String(i + 1000));
    expect(await typed([...good, "12x"])).toMatchObject({ type: { type: "number" }, misfits: 1 });
    expect((await typed([...good.slice(0, 90), "12x", "13x"])).type.type).toBe("text");
  });

  it("epochs are told by their size", async () => {
    expect((await typed(["1735689600", "1735689601"])).epoch).toBe("seconds");
    expect((await typed(["1735689600123", "1735689601000"])).epoch).toBe("milliseconds");
    expect((await typed(["1735689600123456", "1735689601000000"])).epoch).toBe("microseconds");
    expect((await typed(["5", "1735689601"])).epoch).toBeUndefined();
  });
});

describe("dates that can be read two ways", () => {
  it("are an issue if no row decides", async () => {
    expect((await typed(["03/04/2025", "05/06/2025"])).dates).toMatchObject({ kind: "ambiguous" });
  });
  it("are settled by one row for all", async () => {
    expect((await typed(["03/04/2025", "25/06/2025"])).dates).toMatchObject({ kind: "found", order: "dmy", decided: "a row" });
    expect((await typed(["03/04/2025", "05/26/2025"])).dates).toMatchObject({ kind: "found", order: "mdy", decided: "a row" });
  });
  it("are settled by the person", async () => {
    expect((await typed(["03/04/2025"], { order: "mdy" })).dates).toMatchObject({ kind: "found", order: "mdy", decided: "option" });
  });
  it("are mixed if rows contradict each other", async () => {
    expect((await typed(["13/04/2025", "05/26/2025"])).dates).toMatchObject({ kind: "mixed" });
  });
});
