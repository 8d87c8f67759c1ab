/**
 * Rare event types live together in `event_generic`, their properties as JSON: `{"<column>": value}`, where numbers are texts
 * `units e scale`, so that they stay exact when a type is given a table of its own at another scale.
 */
import type { ValueInfo } from "../../rules/names.ts";
import { type Fragment, id, join, sql, typeName } from "../../sql/statement.ts";
import { storedColumns } from "../staging/stage.ts";
import type { EventState, FieldState } from "../state.ts";

/** Event types with tables of their own; beyond that, types go to the generic table. */
export const MAX_TYPED = 200;

/** SQL for the properties of a row of a keyed table as JSON text; without those that are not set. */
export function toProperties(table: string, fields: readonly FieldState[]): Fragment {
  const pairs = fields.flatMap((field) =>
    storedColumns(field.column, field.info).map(
      ({ name, part }) => sql`${name}, ${written(id(table, name), part === "value" ? field.info : { type: "text" })}`,
    ),
  );
  return pairs.length === 0 ? sql`'{}'` : sql`CAST(json_object(${join(pairs)}) AS VARCHAR)`;
}

function written(value: Fragment, info: ValueInfo): Fragment {
  const scale = `e${info.scale ?? 0}`;
  if (info.type === "number" || info.type === "money") return sql`CAST(${value} AS VARCHAR) || ${scale}`;
  if (info.type === "list" && info.element === "number") return sql`list_transform(${value}, item -> CAST(item AS VARCHAR) || ${scale})`;
  return value;
}

/** SELECT of the generic rows of an event type with typed value columns at the scale that the catalog has now; without computed columns. */
export function fromProperties(event: EventState): Fragment {
  const values = event.fields.flatMap((field) =>
    storedColumns(field.column, field.info).map(
      ({ name, type, part }) => sql`, ${read(name, type, part === "value" ? field.info : { type: "text" })} AS ${id(name)}`,
    ),
  );
  return sql`SELECT customer, instant, id, source, batch, local_date${join(values, "")} FROM event_generic g WHERE g.type = ${event.number}`;
}

function read(name: string, type: string, info: ValueInfo): Fragment {
  const path = `$."${name}"`;
  if (info.type === "number" || info.type === "money") return units(sql`json_extract_string(g.properties, ${path})`, info.scale ?? 0);
  if (info.type !== "list") return sql`CAST(json_extract_string(g.properties, ${path}) AS ${typeName(type)})`;
  const items = sql`CAST(json_extract(g.properties, ${path}) AS VARCHAR[])`;
  return info.element === "number" ? sql`list_transform(${items}, item -> ${units(sql`item`, info.scale ?? 0)})` : items;
}

/** `12345e2` as units at a scale that is not smaller. */
function units(text: Fragment, scale: number): Fragment {
  return sql`CAST(split_part(${text}, 'e', 1) AS BIGINT) * CAST(power(10, ${scale} - CAST(split_part(${text}, 'e', 2) AS INTEGER)) AS BIGINT)`;
}
