import type { Dialect } from "../dialect.ts";
import type { Parameter } from "../parameter.ts";

/**
 * ClickHouse 26. Nulls behave as in the SQL standard by the settings that follow every statement; what remains of ClickHouse's
 * own ways (defaults instead of nulls beyond the end of an array, saturating dates, 64-bit sums) is spelled out here.
 */
export const clickhouse: Dialect = {
  name: "clickhouse",
  quote: (name) => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``,
  placeholder: (place, parameter) => (parameter.type === "null" ? "NULL" : `{p${place}:${types[parameter.type]}}`),
  operations: {
    coalesce: (...of) => `coalesce(${of.join(", ")})`,
    least: (...of) => `least(${of.join(", ")})`,
    greatest: (...of) => `greatest(${of.join(", ")})`,
    widen: (x) => `toInt128(${x})`,
    integer: (x) => `toInt64(${x})`,
    double: (x) => `toFloat64(${x})`,
    divide: (x, y) => `(${x} / ${y})`,
    quotient: (x, y) => `intDiv(${x}, ${y})`,
    absolute: (x) => `abs(${x})`,
    remainder: (x, y) => `(${x} % ${y})`,
    shift: (x, n) => `bitShiftLeft(toUInt64(${x}), ${n})`,
    bits: (x) => `bitCount(${x})`,
    "and bits": (x, y) => `bitAnd(${x}, ${y})`,
    contains: (text, part) => `(position(${text}, ${part}) > 0)`,
    starts: (text, part) => `startsWith(${text}, ${part})`,
    ends: (text, part) => `endsWith(${text}, ${part})`,
    // Without the prefix `.` would match a line's end here, and only here.
    matches: (text, pattern) => `match(${text}, concat('(?-s)', ${pattern}))`,
    "has any": (list, items) => `hasAny(${list}, ${items})`,
    "has all": (list, items) => `hasAll(${list}, ${items})`,
    // Dates saturate outside 1900 to 2299, which are exactly 400 years: the calendar repeats after 146,097 days.
    "month day": (day) => {
      const date = `addDays(toDate32('1970-01-01'), toInt32(positiveModulo(${day} + 25567, 146097) - 25567))`;
      return `(toInt64(toMonth(${date})) * 100 + toDayOfMonth(${date}))`;
    },
    md5: (...of) => `lower(hex(MD5(concat(${of.join(", char(0), ")}))))`,
    left: (text, n) => `substring(${text}, 1, ${n})`,
    "in set": (key, set) => `has(${set}, ${key})`,
    pair: (x, y) => `tuple(${x}, ${y})`,
  },
  aggregates: {
    count: (filter, x) => `count(${x ?? ""})${filter}`,
    distinct: (filter, x) => `uniqExact(${x})${filter}`,
    sum: (filter, x) => `sum(toInt128(${x}))${filter}`,
    min: (filter, x) => `min(${x})${filter}`,
    max: (filter, x) => `max(${x})${filter}`,
    argmin: (filter, x, key) => `(argMin(tuple(${x}), ${key})${filter}).1`,
    argmax: (filter, x, key) => `(argMax(tuple(${x}), ${key})${filter}).1`,
    nthmin: (filter, x, n) => `if(count(${x})${filter} >= ${n}, (arraySort(groupArray(${x})${filter}))[${n}], NULL)`,
    nthmax: (filter, x, n) => `if(count(${x})${filter} >= ${n}, (arrayReverseSort(groupArray(${x})${filter}))[${n}], NULL)`,
    nthargmin: (filter, x, key, n) =>
      `if(count()${filter} >= ${n}, ((arraySort(i -> i.1, groupArray(tuple(${key}, ${x}))${filter}))[${n}]).2, NULL)`,
    bitor: (filter, x) => `groupBitOr(${x})${filter}`,
    keys: (filter, key) => `groupArray(${key})${filter}`,
  },
  joins: {
    inner: "INNER JOIN",
    left: "LEFT JOIN",
    cross: "CROSS JOIN",
    semi: "LEFT SEMI JOIN",
    anti: "LEFT ANTI JOIN",
    "asof left": "ASOF LEFT JOIN",
  },
  suffix:
    " SETTINGS join_use_nulls = 1, aggregate_functions_null_for_empty = 1, transform_null_in = 0, cast_keep_nullable = 1, least_greatest_legacy_null_behavior = 0",
  rowid: false,
  nullLists: false,
  bitStrings: false,
};

const types: Readonly<Record<Exclude<Parameter["type"], "null">, string>> = {
  text: "String",
  integer: "Int64",
  huge: "Int128",
  id: "UInt128",
  double: "Float64",
  boolean: "Bool",
  blob: "String",
  texts: "Array(String)",
  integers: "Array(Int64)",
  bits: "Array(Int64)",
};
