import { type Fragment, id, join, literal, sql } from "../../sql/statement.ts";
import type { RawColumn } from "../raw/raw.ts";
import { type ColumnType, MISSING, type NumberStyle, type TimeFormat } from "./column-type.ts";
import type { LocalTimes } from "./zone.ts";

const DECIMALS = [
  sql`DECIMAL(18, 0)`,
  sql`DECIMAL(18, 1)`,
  sql`DECIMAL(18, 2)`,
  sql`DECIMAL(18, 3)`,
  sql`DECIMAL(18, 4)`,
  sql`DECIMAL(18, 5)`,
  sql`DECIMAL(18, 6)`,
  sql`DECIMAL(18, 7)`,
  sql`DECIMAL(18, 8)`,
  sql`DECIMAL(18, 9)`,
  sql`DECIMAL(18, 10)`,
  sql`DECIMAL(18, 11)`,
  sql`DECIMAL(18, 12)`,
  sql`DECIMAL(18, 13)`,
  sql`DECIMAL(18, 14)`,
  sql`DECIMAL(18, 15)`,
  sql`DECIMAL(18, 16)`,
  sql`DECIMAL(18, 17)`,
] as const;

/** A scaled whole number (BIGINT) from a column of numbers or amounts; NULL where the cell is none. */
export function scaledNumber(column: RawColumn, type: Extract<ColumnType, { type: "number" | "money" }>): Fragment {
  const cell = id(column.column);
  const scale = type.scale;
  const power = 10 ** scale;
  switch (column.type.kind) {
    case "integer":
      return sql`CAST(${cell} AS BIGINT)`;
    case "decimal":
      return sql`CAST(${cell} * ${sql`CAST(${power} AS BIGINT)`} AS BIGINT)`;
    case "floating":
      return sql`CASE WHEN isfinite(${cell}) THEN CAST(round(${cell} * ${power}) AS BIGINT) END`;
    default: {
      const digits = plainDigits(cell, type);
      return scale === 0
        ? sql`TRY_CAST(${digits} AS BIGINT)`
        : sql`CAST(TRY_CAST(${digits} AS ${DECIMALS[scale] ?? DECIMALS[0]}) * CAST(${power} AS BIGINT) AS BIGINT)`;
    }
  }
}

/** The cell with a point for decimals and nothing else beside sign and digits. */
function plainDigits(cell: Fragment, type: Extract<ColumnType, { type: "number" | "money" }>): Fragment {
  let text = cell;
  if (type.type === "money" || type.percent) text = sql`regexp_replace(${text}, '[^0-9eE.,''+-]', '', 'g')`;
  else if (type.style.group === " ") text = sql`regexp_replace(${text}, '[ \u00a0\u202f]', '', 'g')`;
  text = withoutGroups(text, type.style);
  return type.style.decimal === "," ? sql`replace(${text}, ',', '.')` : text;
}

function withoutGroups(text: Fragment, style: NumberStyle): Fragment {
  return style.group === "" || style.group === " " ? text : sql`replace(${text}, ${style.group}, '')`;
}

/** An instant in milliseconds from a column of dates, times or epochs; local times are read in the import's zone. NULL where the cell is none. */
export function instantOf(column: RawColumn, type: ColumnType, times: LocalTimes): Fragment {
  const cell = id(column.column);
  if (type.type === "epoch") {
    const whole = column.type.kind === "text" ? sql`TRY_CAST(regexp_replace(${cell}, '\\.0$', '') AS BIGINT)` : cell;
    return type.unit === "seconds"
      ? sql`${whole} * 1000`
      : type.unit === "milliseconds"
        ? sql`CAST(${whole} AS BIGINT)`
        : sql`${whole} // 1000`;
  }
  if (type.type !== "date" && type.type !== "datetime") return sql`CAST(NULL AS BIGINT)`;
  switch (column.type.kind) {
    case "instant":
      return sql`epoch_ms(${cell})`;
    case "local":
      return times(sql`epoch_ms(CAST(${cell} AS TIMESTAMP))`);
    case "date":
      return times(sql`(CAST(${cell} - DATE '1970-01-01' AS BIGINT) * 86400000)`);
    default: {
      const local = type.formats.filter(({ offset }) => !offset);
      const offset = type.formats.filter((format) => format.offset);
      const read = local.length === 0 ? undefined : times(sql`epoch_ms(${parsed(cell, local)})`);
      const shifted = offset.length === 0 ? undefined : withOffset(cell, offset);
      if (read === undefined || shifted === undefined) return read ?? shifted ?? sql`CAST(NULL AS BIGINT)`;
      return sql`coalesce(${read}, ${shifted})`;
    }
  }
}

/** Whole days since 1970 from a column of dates. */
export function dayOf(column: RawColumn, type: Extract<ColumnType, { type: "date" }>): Fragment {
  const cell = id(column.column);
  if (column.type.kind === "date") return sql`CAST(${cell} - DATE '1970-01-01' AS INTEGER)`;
  return sql`CAST(CAST(${parsed(cell, type.formats)} AS DATE) - DATE '1970-01-01' AS INTEGER)`;
}

/** A timestamp without a zone. Text in the engine's own form is cast, which is ten times as fast as a format. */
function parsed(cell: Fragment, formats: readonly TimeFormat[]): Fragment {
  const plain = /^%Y-%m-%d(?:[ T]%H:%M:%S(?:\.%f)?)?$/;
  if (formats.length > 0 && formats.every(({ format }) => plain.test(format))) return sql`TRY_CAST(${cell} AS TIMESTAMP)`;
  if (formats.length === 0) return sql`CAST(NULL AS TIMESTAMP)`;
  return sql`try_strptime(${cell}, [${join(formats.map(({ format }) => literal(format)))}])`;
}

const OFFSET = "(?: ?(?:Z|UTC|GMT)?)([+-])?(\\d{1,2})?:?(\\d{2})?$";
const TAIL = "( ?(Z|UTC|GMT|[+-]\\d\\d:?\\d\\d|[+-]\\d\\d|(UTC|GMT)[+-]\\d{1,2}(:?\\d\\d)?))$";

/** The local part as a timestamp, moved by the offset that the text ends with. */
function withOffset(cell: Fragment, formats: readonly TimeFormat[]): Fragment {
  const tail = sql`regexp_extract(${cell}, ${literal(TAIL)}, 1)`;
  const local = sql`substr(${cell}, 1, length(${cell}) - length(${tail}))`;
  const group = (n: Fragment) => sql`coalesce(TRY_CAST(regexp_extract(${tail}, ${literal(OFFSET)}, ${n}) AS INTEGER), 0)`;
  const sign = sql`CASE WHEN contains(${tail}, '-') THEN -1 ELSE 1 END`;
  const ahead = sql`(${sign} * (${group(sql`2`)} * 60 + ${group(sql`3`)}) * 60000)`;
  return sql`CASE WHEN ${tail} <> '' THEN epoch_ms(${parsed(local, formats)}) - ${ahead} END`;
}

/** Whether the cell says "no value", by being empty or in words. */
export function isMissing({ column, words }: { readonly column: RawColumn; readonly words: boolean }): Fragment {
  const cell = id(column.column);
  return words ? sql`(${cell} IS NULL OR upper(${cell}) IN (${join(MISSING.map((word) => literal(word)))}))` : sql`(${cell} IS NULL)`;
}

/** A truth value; NULL where the cell is neither. */
export function truthOf(column: RawColumn, type: Extract<ColumnType, { type: "boolean" }>): Fragment {
  const cell = id(column.column);
  if (column.type.kind === "boolean") return cell;
  return sql`CASE lower(${cell}) WHEN ${type.yes} THEN true WHEN ${type.no} THEN false END`;
}

/** A list of texts, or of whole numbers. */
export function listOf(column: RawColumn, type: Extract<ColumnType, { type: "list" }>): Fragment {
  const cell = id(column.column);
  if (column.type.kind === "list")
    return type.element === "number" ? sql`CAST(${cell} AS BIGINT[])` : sql`list_filter(${cell}, item -> item IS NOT NULL AND item <> '')`;
  if (type.separator === "json") {
    const items = sql`from_json(TRY_CAST(${cell} AS JSON), '["VARCHAR"]')`;
    return type.element === "number"
      ? sql`TRY_CAST(${items} AS BIGINT[])`
      : sql`list_filter(${items}, item -> item IS NOT NULL AND item <> '')`;
  }
  // Items may be quoted, as in Mailchimp's tags; the order of the cell is kept.
  const items = sql`list_transform(string_split(${cell}, ${type.separator}), item -> trim(item, ' "'))`;
  return sql`list_filter(${items}, item -> item <> '')`;
}
