import { expect, test } from "vitest";
import { double, eventId } from "./parameter.ts";
import { empty, id, join, literal, sql, statement, typeName } from "./statement.ts";

test("a value in a hole is bound, a fragment is put in its place", () => {
  const where = sql`name = ${"o'hara"} AND batch = ${3}`;
  expect(statement(sql`SELECT ${id("a b")} FROM ${id("main", 'x"y')} WHERE ${where} LIMIT ${1n}`)).toEqual({
    text: 'SELECT "a b" FROM "main"."x""y" WHERE name = $1 AND batch = $2 LIMIT $3',
    parameters: [
      { type: "text", value: "o'hara" },
      { type: "integer", value: 3n },
      { type: "integer", value: 1n },
    ],
  });
});

test("numbers are bound as integers unless they have a fraction or are said to be doubles", () => {
  const types = statement(sql`${1} ${1.5} ${double(1)} ${2n ** 64n} ${null} ${eventId("ff")} ${["a"]} ${[1n]}`).parameters.map(
    (p) => p.type,
  );
  expect(types).toEqual(["integer", "double", "double", "huge", "null", "id", "texts", "integers"]);
});

test("fragments join with a separator, and an empty one leaves nothing", () => {
  const list = join(
    [1, 2].map((n) => sql`(${n})`),
    " UNION ",
  );
  expect(statement(sql`${list}${empty};`).text).toBe("($1) UNION ($2);");
  expect(statement(join([])).text).toBe("");
});

test("types come from a closed list and literals are quoted", () => {
  expect(statement(sql`${id("n")} ${typeName("BIGINT[]")}`).text).toBe('"n" BIGINT[]');
  expect(() => typeName("BIGINT; DROP TABLE x")).toThrow(TypeError);
  expect(statement(literal("it's")).text).toBe("'it''s'");
});
