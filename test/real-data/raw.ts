/** Plain SQL over a raw file, as somebody without Kindred would write it: the independent witness of the counts. */
import { DuckDBInstance } from "@duckdb/node-api";

export interface Raw {
  readonly number: (sql: string) => Promise<number>;
  readonly close: () => void;
}

/** An in-memory engine in which `setup` has run. */
export async function rawTables(setup: readonly string[]): Promise<Raw> {
  const instance = await DuckDBInstance.create(":memory:", { autoinstall_known_extensions: "false", autoload_known_extensions: "false" });
  const connection = await instance.connect();
  for (const sql of setup) await connection.run(sql);
  return {
    number: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return Number(reader.getRows()[0]?.[0]);
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
