/** ClickHouse in this process (chdb, installed apart under testkit/clickhouse), as an engine of the port. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromBits, keysOf } from "../../src/evaluate/keyset.ts";
import type { Parameter, Statement } from "../../src/sql/parameter.ts";
import type { Cell, Chunk, Engine, Row } from "../../src/warehouse/port.ts";
import type { Table, TableCell, TableColumn } from "./tables.ts";

interface Session {
  query(query: string, format?: string): string;
  queryBind(query: string, parameters: object, format?: string): string;
  cleanup(): void;
}

export interface ClickHouse extends Engine {
  /** Makes the tables anew, with these rows. */
  fill(tables: readonly Table[]): void;
  close(): void;
}

/** A session in a directory of its own; `undefined` if chdb is not installed. There can be one per process. */
export function openClickHouse(): ClickHouse | undefined {
  const chdb = load();
  if (chdb === undefined) return undefined;
  const directory = mkdtempSync(join(tmpdir(), "kindred-chdb-"));
  const session = new chdb.Session(directory);
  session.query("CREATE DATABASE IF NOT EXISTS kindred ENGINE = Atomic");
  session.query("USE kindred");
  // Tables are tiny: compiling expressions and starting threads would cost more than running them.
  session.query("SET max_threads = 1, compile_expressions = 0, compile_aggregate_expressions = 0, compile_sort_description = 0");
  const rows = async (statement: Statement): Promise<readonly Row[]> => {
    const parameters = Object.fromEntries(statement.parameters.map((parameter, index) => [`p${index + 1}`, plain(parameter)]));
    return parse(session.queryBind(statement.text, parameters, "JSONCompactStringsEachRowWithNamesAndTypes"));
  };
  return {
    name: "clickhouse",
    run: async (statement) => {
      await rows(statement);
    },
    rows,
    stream: async function* (statement): AsyncIterable<Chunk> {
      const all = await rows(statement);
      const names = Object.keys(all[0] ?? {});
      yield { names, columns: names.map((name) => all.map((row) => row[name] ?? null)), rows: all.length };
    },
    interrupt: () => undefined,
    progress: () => undefined,
    fill: (tables) => {
      for (const table of tables) fill(session, table);
    },
    close: () => {
      session.cleanup();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function load(): { readonly Session: new (path: string) => Session } | undefined {
  try {
    const require = createRequire(join(import.meta.dirname, "..", "clickhouse", "package.json"));
    return require("chdb") as { readonly Session: new (path: string) => Session };
  } catch {
    return undefined;
  }
}

/** A parameter as chdb binds it: 64 bits and more as text, which the engine reads by the type in the placeholder. */
function plain(parameter: Parameter): unknown {
  switch (parameter.type) {
    case "integer":
    case "huge":
    case "id":
      return parameter.value.toString();
    case "integers":
      return parameter.value.map(Number);
    case "bits":
      return [...keysOf(fromBits(parameter.value, (parameter.value.length - 1) * 8 - 1))];
    case "null":
      return null;
    case "blob":
      throw new TypeError("no blobs in ClickHouse tests");
    default:
      return parameter.value;
  }
}

/** Lines of JSON: names, types, then rows of texts. */
function parse(text: string): readonly Row[] {
  const [names = [], types = [], ...lines] = text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as (string | null)[]);
  return lines.map((line) => Object.fromEntries(line.map((cell, i) => [names[i] ?? "", cellOf(cell, types[i] ?? "")])));
}

function cellOf(text: string | null, written: string): Cell {
  const type = written.replace(/^(?:Nullable|LowCardinality)\((.*)\)$/, "$1");
  if (text === null || (text === "ᴺᵁᴸᴸ" && written !== type)) return null;
  if (/^U?Int(64|128)$/.test(type)) return BigInt(text);
  if (/^(U?Int|Float)/.test(type)) return Number(text);
  if (type === "Bool") return text === "true";
  if (/^Array\(.*Int/.test(type)) return text === "[]" ? [] : text.slice(1, -1).split(",").map(BigInt);
  return text;
}

const types: Readonly<Record<string, string>> = {
  BIGINT: "Int64",
  INTEGER: "Int32",
  VARCHAR: "String",
  BOOLEAN: "Bool",
  DOUBLE: "Float64",
  UHUGEINT: "UInt128",
  "VARCHAR[]": "Array(String)",
  "BIGINT[]": "Array(Int64)",
};

function fill(session: Session, table: Table): void {
  const columns = table.columns.flatMap((column) => ddl(column));
  const name = `\`${table.name}\``;
  session.query(`CREATE OR REPLACE TABLE ${name} (${columns.join(", ")}) ENGINE = Memory`);
  if (table.rows.length === 0) return;
  const lines = table.rows.map((row) => JSON.stringify(row.flatMap((cell, i) => json(cell, table.columns[i]))));
  session.query(`INSERT INTO ${name} FORMAT JSONCompactEachRow ${lines.join("\n")}`);
}

/** A list that is not set is an empty list and a flag. */
function ddl(column: TableColumn): readonly string[] {
  const type = types[column.type] ?? column.type;
  if (type.startsWith("Array")) {
    const flag = column.name.endsWith("__folded") ? [] : [`\`${column.name}__set\` Bool`];
    return [`\`${column.name}\` ${type}`, ...flag];
  }
  return [`\`${column.name}\` ${column.nullable ? `Nullable(${type})` : type}`];
}

function json(cell: TableCell, column: TableColumn | undefined): readonly unknown[] {
  const list = column?.type.endsWith("[]") === true;
  const flag = list && !column.name.endsWith("__folded") ? [cell !== null] : [];
  if (list)
    return [
      cell === null ? [] : (cell as readonly (string | bigint)[]).map((item) => (typeof item === "bigint" ? item.toString() : item)),
      ...flag,
    ];
  return [typeof cell === "bigint" ? cell.toString() : cell];
}
