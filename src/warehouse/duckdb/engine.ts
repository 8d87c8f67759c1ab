import type { DuckDBConnection, DuckDBInstance, DuckDBPreparedStatement } from "@duckdb/node-api";
import { stopwatch } from "../../core/clock.ts";
import type { Statement } from "../../sql/parameter.ts";
import type { Cell, Chunk, Engine, Row } from "../port.ts";
import { bindAll } from "./bind.ts";
import { columnsOf } from "./cells.ts";
import { asFailure } from "./failures.ts";

/** An engine that can be closed. It is one connection: temporary tables and transactions live on it. */
export interface DuckEngine extends Engine {
  readonly name: "duckdb";
  close(): void;
}

/** The port over one connection of an open database. `directory` is named in issues. */
export function duckEngine(instance: DuckDBInstance, connection: DuckDBConnection, directory: string): DuckEngine {
  async function using<T>(statement: Statement, use: (prepared: DuckDBPreparedStatement) => Promise<T>): Promise<T> {
    const elapsed = stopwatch();
    try {
      const prepared = await connection.prepare(statement.text);
      try {
        bindAll(prepared, statement.parameters);
        return await use(prepared);
      } finally {
        prepared.destroySync();
      }
    } catch (thrown) {
      throw asFailure(thrown, { directory, milliseconds: elapsed() });
    }
  }
  async function* stream(statement: Statement): AsyncIterable<Chunk> {
    const elapsed = stopwatch();
    try {
      const prepared = await connection.prepare(statement.text);
      try {
        bindAll(prepared, statement.parameters);
        const result = await prepared.stream();
        const names = result.columnNames();
        for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
          yield { names, columns: columnsOf(chunk), rows: chunk.rowCount };
        }
      } finally {
        prepared.destroySync();
      }
    } catch (thrown) {
      throw asFailure(thrown, { directory, milliseconds: elapsed() });
    }
  }
  return {
    name: "duckdb",
    run: (statement) =>
      using(statement, async (prepared) => {
        await prepared.run();
      }),
    rows: (statement) =>
      using(statement, async (prepared) => {
        const result = await prepared.run();
        const names = result.columnNames();
        const rows: Row[] = [];
        for (const chunk of await result.fetchAllChunks()) {
          const columns = columnsOf(chunk);
          for (let i = 0; i < chunk.rowCount; i++) rows.push(rowOf(names, columns, i));
        }
        return rows;
      }),
    stream,
    interrupt: () => connection.interrupt(),
    progress: () => {
      const { percentage } = connection.progress;
      return percentage < 0 ? undefined : percentage;
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function rowOf(names: readonly string[], columns: readonly (readonly Cell[])[], index: number): Row {
  const row: Record<string, Cell> = {};
  names.forEach((name, column) => {
    row[name] = columns[column]?.[index] ?? null;
  });
  return row;
}
