import type { Day } from "../core/time/date.ts";
import type { Instant } from "../core/time/instant.ts";
import type { Observed } from "../rules/history.ts";
import type { ValueInfo } from "../rules/names.ts";
import { columnsOf } from "../warehouse/columns.ts";
import type { Cell, Row } from "../warehouse/port.ts";

/** The value that the columns of a field hold in a row; `undefined` if it is not set. Numbers and amounts have the catalog's scale. */
export function observedOf(row: Row, column: string, info: ValueInfo): Observed | undefined {
  const [first, second] = columnsOf(column, info);
  const cell = row[first?.name ?? column] ?? null;
  if (cell === null) return undefined;
  const scale = info.scale ?? 0;
  switch (info.type) {
    case "text":
      return { type: "text", text: String(cell) };
    case "number":
      return { type: "number", number: { units: integer(cell), scale } };
    case "money":
      return { type: "money", amount: { units: integer(cell), scale }, currency: String(row[second?.name ?? ""] ?? "") };
    case "boolean":
      return { type: "boolean", boolean: cell === true };
    case "date":
      return { type: "date", day: Number(cell) as Day };
    case "datetime":
      return { type: "datetime", instant: Number(cell) as Instant };
    case "list": {
      const items = Array.isArray(cell) ? (cell as readonly Cell[]) : [];
      return { type: "list", items: items.map((item) => (info.element === "number" ? { units: integer(item), scale } : String(item))) };
    }
    case "location":
      return { type: "location", latitude: Number(cell) / 1e7, longitude: Number(row[second?.name ?? ""] ?? 0) / 1e7 };
    case "score":
      return { type: "score", score: Number(cell) };
  }
}

/** A cell of an integer column. */
export function integer(cell: Cell): bigint {
  return typeof cell === "bigint" ? cell : BigInt(Number(cell));
}
