import type { Clock } from "../core/clock.ts";
import { KindredError } from "../core/issue.ts";
import type { Settings } from "../rules/names.ts";
import { type Fragment, sql, statement } from "../sql/statement.ts";
import type { Engine, Row } from "./port.ts";
import type { State } from "./state.ts";

/** An open warehouse. Functions of this room take it; the state it carries is that of the last change that was committed. */
export interface Warehouse {
  readonly directory: string;
  readonly engine: Engine;
  readonly settings: Settings;
  readonly clock: Clock;
  /** The committed state; not to be changed. */
  state(): State;
  /**
   * Runs one change in a transaction: `work` gets a copy of the state to change as it changes the tables; both become visible
   * together, as the next generation, or neither does. Changes wait for each other.
   */
  change<T>(work: (draft: State) => Promise<T>): Promise<T>;
  close(): void;
}

/** Runs a statement for its effect. */
export function run(engine: Engine, fragment: Fragment): Promise<void> {
  return engine.run(statement(fragment));
}

/** All rows of a query. */
export function rows(engine: Engine, fragment: Fragment): Promise<readonly Row[]> {
  return engine.rows(statement(fragment));
}

/** The first row of a query that always has one. */
export async function row(engine: Engine, fragment: Fragment): Promise<Row> {
  return (await rows(engine, fragment))[0] ?? {};
}

/** A count or key as a number; 0 for NULL. */
export function count(value: Row[string] | undefined): number {
  return value === null || value === undefined ? 0 : Number(value);
}

/** Runs the work between BEGIN and COMMIT; takes everything back if it throws. */
export async function transact<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  await run(engine, sql`BEGIN TRANSACTION`);
  try {
    const result = await work();
    await run(engine, sql`COMMIT`);
    return result;
  } catch (thrown) {
    // An engine that failed at COMMIT has rolled back already; then there is nothing left to take back.
    await run(engine, sql`ROLLBACK`).catch((again: unknown) => {
      if (!(again instanceof KindredError)) throw again;
    });
    throw thrown;
  }
}
