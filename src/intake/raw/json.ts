import { failure } from "../../core/issue.ts";
import { type Fragment, id, join, literal, sql, statement } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { JsonSource } from "../open/source.ts";
import { asDamaged } from "./delimited.ts";
import { columnsFor, inFileOrder, numbered, prepareRejects, type Raw, REJECTS, TABLE } from "./raw.ts";

const LINES = "intake_json";
const DEEPEST = 4;

/**
 * Reads JSON lines or an array of objects into a temporary table of text: one column per key, keys of inner objects behind a
 * dot (`customer.id`). Integers of any size and decimals keep their digits. Lines that are no object, or name a key twice, go
 * to `REJECTS`. Throws `invalid-json` for an array that cannot be read.
 */
export async function loadJson(engine: Engine, source: JsonSource): Promise<Raw> {
  await prepareRejects(engine);
  await inFileOrder(engine, () => (source.format === "json-lines" ? readLines(engine, source) : readArray(engine, source)));
  await engine.run(
    statement(sql`INSERT INTO ${id(REJECTS)} SELECT rowid + 1,
        CASE WHEN object THEN 'duplicate-key' ELSE 'invalid-json' END, NULL, to_json(line)
      FROM ${id(LINES)} WHERE NOT object OR twice`),
  );
  const keys = await keysOf(engine, [], 1);
  if (keys.length === 0) throw failure("invalid-json", { line: 1 });
  const columns = columnsFor(keys.map((path) => path.join(".")));
  const cells = columns.map((column, index) => sql`nullif(trim(v[${index + 1}]), '') AS ${id(column.column)}`);
  await inFileOrder(engine, () =>
    engine.run(
      statement(sql`CREATE OR REPLACE TEMP TABLE ${id(TABLE)} AS SELECT ${join(cells)} FROM
        (SELECT json_extract_string(line, [${join(keys.map(pointer))}]) AS v FROM ${id(LINES)} WHERE object AND NOT twice ORDER BY rowid)`),
    ),
  );
  for (const long of source.longLines) {
    await engine.run(statement(sql`UPDATE ${id(REJECTS)} SET "row" = "row" + 1 WHERE "row" >= ${long.line}`));
    await engine.run(statement(sql`INSERT INTO ${id(REJECTS)} VALUES (${long.line}, 'row-too-long', NULL, to_json(${long.text}))`));
  }
  const [counts] = await engine.rows(
    statement(sql`SELECT (SELECT count(*) FROM ${id(TABLE)}) AS good, (SELECT count(*) FROM ${id(REJECTS)}) AS bad`),
  );
  const broken = Number(counts?.bad ?? 0);
  await engine.run(statement(sql`DROP TABLE ${id(LINES)}`));
  return { columns, from: await numbered(engine, columns, broken), rows: Number(counts?.good ?? 0), broken, equalHeaders: [] };
}

/** Lines are read as text first, so that a broken one does not spoil the others. */
async function readLines(engine: Engine, source: JsonSource): Promise<void> {
  await engine.run(
    statement(
      sql`CREATE OR REPLACE TEMP TABLE ${id(LINES)} AS ${classified(sql`SELECT line FROM
      read_csv(${literal(source.path)}, auto_detect = false, delim = ${literal("\u001f")}, quote = '', escape = '', header = false,
        comment = '', columns = {'line': 'VARCHAR'}, compression = 'none', max_line_size = 8388608, buffer_size = 16777216)
      WHERE trim(line) <> ''`)}`,
    ),
  );
}

async function readArray(engine: Engine, source: JsonSource): Promise<void> {
  try {
    await engine.run(
      statement(
        sql`CREATE OR REPLACE TEMP TABLE ${id(LINES)} AS ${classified(sql`SELECT CAST(json AS VARCHAR) AS line FROM
        read_json_objects(${literal(source.path)}, format = 'auto', maximum_object_size = 67108864, compression = 'uncompressed')`)}`,
      ),
    );
  } catch (error) {
    throw asDamaged(error, "JSON text");
  }
}

function classified(lines: Fragment): Fragment {
  return sql`SELECT line, object, CASE WHEN object THEN len(json_keys(line)) <> len(list_distinct(json_keys(line))) ELSE false END AS twice
    FROM (SELECT line, coalesce(json_type(TRY_CAST(line AS JSON)) = 'OBJECT', false) AS object FROM (${lines}))`;
}

/** Paths of all cells in the order in which they first occur; objects are entered, arrays are cells. */
async function keysOf(engine: Engine, above: readonly string[], depth: number): Promise<readonly (readonly string[])[]> {
  const inner = above.length === 0 ? sql`line` : sql`json_extract(line, ${pointer(above)})`;
  const found = await engine.rows(
    statement(sql`SELECT k, bool_or(json_type(o, '/' || replace(replace(k, '~', '~0'), '/', '~1')) = 'OBJECT') AS deep,
        bool_or(json_type(o, '/' || replace(replace(k, '~', '~0'), '/', '~1')) NOT IN ('OBJECT', 'NULL')) AS flat
      FROM (SELECT o, unnest(json_keys(o)) AS k, generate_subscripts(json_keys(o), 1) AS place, r
        FROM (SELECT ${inner} AS o, rowid AS r FROM ${id(LINES)} WHERE object AND NOT twice) WHERE json_type(o) = 'OBJECT')
      GROUP BY k ORDER BY min(r * 10000 + place)`),
  );
  const paths: (readonly string[])[] = [];
  for (const row of found) {
    const path = [...above, String(row.k)];
    const deep = row.deep === true && depth < DEEPEST;
    if (!deep || row.flat === true) paths.push(path);
    if (deep) paths.push(...(await keysOf(engine, path, depth + 1)));
  }
  return paths;
}

/** JSON pointer (RFC 6901) of a path, as a literal: the engine wants it constant. */
function pointer(path: readonly string[]): Fragment {
  return literal(path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join(""));
}
