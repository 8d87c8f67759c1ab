import type { Instant } from "../../core/time/instant.ts";
import { type Fragment, id, sql } from "../../sql/statement.ts";
import type { Engine } from "../port.ts";
import type { State } from "../state.ts";
import { run, type Warehouse } from "../warehouse.ts";

/** What the steps of one import share. */
export interface Job {
  readonly warehouse: Warehouse;
  readonly engine: Engine;
  /** The state as it will be after the import; steps change it. */
  readonly draft: State;
  readonly batch: number;
  readonly received: Instant;
  /** Name of the import, the source of fields that come with it. */
  readonly source: string;
  readonly retyped: { name: string; became: string }[];
  /** Makes a temporary table from a query; dropped at the end of the job. */
  temporary(name: string, query: Fragment): Promise<Fragment>;
  /** Makes an empty temporary table with these columns. */
  temporaryTable(name: string, columns: Fragment): Promise<void>;
  drop(name: string): Promise<void>;
  /** Lets go of a staging table that nothing needs any more. */
  dropStaged(table: string): Promise<void>;
  finish(): Promise<void>;
}

/** A job with its own temporary tables. */
export function newJob(given: Omit<Job, "engine" | "retyped" | "temporary" | "temporaryTable" | "drop" | "finish">): Job {
  const { engine } = given.warehouse;
  const made = new Set<string>();
  async function drop(name: string): Promise<void> {
    made.delete(name);
    await run(engine, sql`DROP TABLE IF EXISTS temp.${id(name)}`);
  }
  return {
    ...given,
    engine,
    retyped: [],
    temporary: async (name, query) => {
      made.add(name);
      await run(engine, sql`CREATE OR REPLACE TEMP TABLE ${id(name)} AS ${query}`);
      return id("temp", name);
    },
    temporaryTable: async (name, columns) => {
      made.add(name);
      await run(engine, sql`CREATE OR REPLACE TEMP TABLE ${id(name)} (${columns})`);
    },
    drop,
    finish: async () => {
      for (const name of [...made]) await drop(name);
    },
  };
}
