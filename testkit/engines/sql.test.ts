/** What the tree is printed as for every engine, and what it gives when it is run there. */
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  aggregate,
  all,
  as,
  before,
  call,
  column,
  constant,
  infix,
  isNull,
  not,
  oneOf,
  rowNumber,
  select,
  sub,
  surely,
  table,
  typed,
  union,
  value,
} from "../../src/sql/build.ts";
import { clickhouse } from "../../src/sql/dialects/clickhouse.ts";
import { duckdb } from "../../src/sql/dialects/duckdb.ts";
import { print } from "../../src/sql/print.ts";
import type { Expression, Query } from "../../src/sql/tree.ts";
import { fillDuck } from "./duckdb.ts";
import { type Matrix, openMatrix } from "./matrix.ts";
import type { Table } from "./tables.ts";

const numbers: Table = {
  name: "numbers",
  columns: [
    { name: "k", type: "BIGINT", nullable: false },
    { name: "n", type: "BIGINT", nullable: true },
    { name: "t", type: "VARCHAR", nullable: true },
    { name: "l", type: "BIGINT[]", nullable: true },
  ],
  rows: [
    [1n, 5n, "straße 100 %", [1n, 2n]],
    [1n, -7n, "a\nb", []],
    [2n, 2n, "x_y", null],
    [2n, null, null, [2n]],
  ],
};

const n = column("n");
const k = column("k");
const ask = (expression: Expression): Query => select([as(expression, "x")], { from: table("numbers"), orderBy: [{ by: k }, { by: n }] });
const SETTINGS = clickhouse.suffix;

interface Stated {
  readonly what: string;
  readonly query: Query;
  readonly duckdb: string;
  readonly clickhouse: string;
  readonly gives?: readonly unknown[];
}

const stated: readonly Stated[] = [
  {
    what: "bound values, in the order of their places",
    query: select([as(k, "x")], { from: table("numbers"), where: all([infix(n, ">", value(1)), infix(column("t"), "=", value("x_y"))]) }),
    duckdb: `SELECT "k" AS "x" FROM "numbers" WHERE (("n" > $1) AND ("t" = $2))`,
    clickhouse: "SELECT `k` AS `x` FROM `numbers` WHERE ((`n` > {p1:Int64}) AND (`t` = {p2:String}))",
    gives: [2n],
  },
  {
    what: "a negated test that is null counts as not passed",
    query: select([as(aggregate("count", []), "x")], { from: table("numbers"), where: not(surely(oneOf(column("t"), ["x_y", "z"]))) }),
    duckdb: `SELECT count(*) AS "x" FROM "numbers" WHERE (NOT coalesce(("t" IN ($1, $2)), false))`,
    clickhouse: "SELECT count() AS `x` FROM `numbers` WHERE (NOT coalesce((`t` IN ({p1:String}, {p2:String})), false))",
    gives: [3n],
  },
  {
    what: "the sum of no rows is null, in 128 bits otherwise",
    query: select([as(aggregate("sum", [n], infix(k, ">", value(9))), "x")], { from: table("numbers") }),
    duckdb: `SELECT sum("n") FILTER (WHERE ("k" > $1)) AS "x" FROM "numbers"`,
    clickhouse: "SELECT sum(toInt128(`n`)) FILTER (WHERE (`k` > {p1:Int64})) AS `x` FROM `numbers`",
    gives: [null],
  },
  {
    what: "plain search, without patterns",
    query: select([as(k, "x")], { from: table("numbers"), where: call("contains", column("t"), value("0 %")) }),
    duckdb: `SELECT "k" AS "x" FROM "numbers" WHERE contains("t", $1)`,
    clickhouse: "SELECT `k` AS `x` FROM `numbers` WHERE (position(`t`, {p1:String}) > 0)",
    gives: [1n],
  },
  {
    what: "a pattern in which a point is no line's end",
    query: select([as(k, "x")], { from: table("numbers"), where: call("matches", column("t"), value("a.b|^x")) }),
    duckdb: `SELECT "k" AS "x" FROM "numbers" WHERE regexp_matches("t", $1)`,
    clickhouse: "SELECT `k` AS `x` FROM `numbers` WHERE match(`t`, concat('(?-s)', {p1:String}))",
    gives: [2n],
  },
  {
    what: "lists that hold any or all of some",
    query: select([as(aggregate("count", []), "x")], { from: table("numbers"), where: call("has all", column("l"), value([1n, 2n])) }),
    duckdb: `SELECT count(*) AS "x" FROM "numbers" WHERE list_has_all("l", $1)`,
    clickhouse: "SELECT count() AS `x` FROM `numbers` WHERE hasAll(`l`, {p1:Array(Int64)})",
    gives: [1n],
  },
  {
    what: "quotients towards zero",
    query: ask(call("quotient", n, constant(2))),
    duckdb: `SELECT ("n" // 2) AS "x" FROM "numbers" ORDER BY "k", "n"`,
    clickhouse: "SELECT intDiv(`n`, 2) AS `x` FROM `numbers` ORDER BY `k`, `n`",
    gives: [-3n, 2n, 1n, null],
  },
  {
    what: "the second greatest of a group, null where there is none",
    query: select([as(aggregate("nthmax", [n, constant(2), constant(3)]), "x")], {
      from: table("numbers"),
      groupBy: [k],
      orderBy: [{ by: k }],
    }),
    duckdb: `SELECT (max("n", 3))[2] AS "x" FROM "numbers" GROUP BY "k" ORDER BY "k"`,
    clickhouse: "SELECT if(count(`n`) >= 2, (arrayReverseSort(groupArray(`n`)))[2], NULL) AS `x` FROM `numbers` GROUP BY `k` ORDER BY `k`",
    gives: [-7n, null],
  },
  {
    what: "the value of the row with the greatest pair, though it is null",
    query: select([as(aggregate("argmax", [n, call("pair", k, isNull(n))]), "x")], { from: table("numbers") }),
    duckdb: `SELECT arg_max_null("n", ROW("k", ("n" IS NULL))) AS "x" FROM "numbers"`,
    clickhouse: "SELECT (argMax(tuple(`n`), tuple(`k`, (`n` IS NULL)))).1 AS `x` FROM `numbers`",
    gives: [null],
  },
  {
    what: "the maximum of the rows before",
    query: ask(before("max", n, [k], [{ by: n }])),
    duckdb: `SELECT max("n") OVER (PARTITION BY "k" ORDER BY "n" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS "x" FROM "numbers" ORDER BY "k", "n"`,
    clickhouse:
      "SELECT max(`n`) OVER (PARTITION BY `k` ORDER BY `n` ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS `x` FROM `numbers` ORDER BY `k`, `n`",
    gives: [null, -7n, null, 2n],
  },
  {
    what: "rows one after another, and numbered",
    query: select([as(aggregate("max", [column("r", "u")]), "x")], {
      from: sub(
        select([as(rowNumber([], [{ by: k }]), "r")], {
          from: sub(union([select([as(k, "k")], { from: table("numbers") }), select([as(k, "k")], { from: table("numbers") })]), "v"),
        }),
        "u",
      ),
    }),
    duckdb: `SELECT max("u"."r") AS "x" FROM (SELECT row_number() OVER (ORDER BY "k") AS "r" FROM (SELECT "k" AS "k" FROM "numbers" UNION ALL SELECT "k" AS "k" FROM "numbers") AS "v") AS "u"`,
    clickhouse:
      "SELECT max(`u`.`r`) AS `x` FROM (SELECT row_number() OVER (ORDER BY `k`) AS `r` FROM (SELECT `k` AS `k` FROM `numbers` UNION ALL SELECT `k` AS `k` FROM `numbers`) AS `v`) AS `u`",
    gives: [8n],
  },
  {
    what: "products in 128 bits",
    query: select([as(infix(call("widen", value(2n ** 62n)), "*", typed({ type: "huge", value: 10n ** 18n })), "x")]),
    duckdb: `SELECT (CAST($1 AS HUGEINT) * $2) AS "x"`,
    clickhouse: "SELECT (toInt128({p1:Int64}) * {p2:Int128}) AS `x`",
    gives: [2n ** 62n * 10n ** 18n],
  },
  {
    what: "a hash of two texts with a zero byte between",
    query: select([as(call("left", call("md5", value("seed"), value("é")), constant(8)), "x")]),
    duckdb: `SELECT left(md5($1 || chr(0) || $2), 8) AS "x"`,
    clickhouse: "SELECT substring(lower(hex(MD5(concat({p1:String}, char(0), {p2:String})))), 1, 8) AS `x`",
  },
];

let matrix: Matrix;
beforeAll(async () => {
  matrix = await openMatrix();
  await fillDuck(matrix.duckdb, [numbers]);
  matrix.clickhouse?.fill([numbers]);
}, 60_000);
afterAll(() => matrix.close());

for (const one of stated) {
  test(one.what, async () => {
    const inDuck = print(one.query, duckdb);
    const inClickHouse = print(one.query, clickhouse);
    expect(inDuck.text).toBe(one.duckdb);
    expect(inClickHouse.text).toBe(one.clickhouse + SETTINGS);
    const given = (await matrix.duckdb.rows(inDuck)).map((row) => row.x);
    if (one.gives !== undefined) expect(given).toEqual(one.gives);
    if (matrix.clickhouse !== undefined) expect((await matrix.clickhouse.rows(inClickHouse)).map((row) => row.x)).toEqual(given);
  });
}
