import type { Clock } from "../core/clock.ts";
import { failure } from "../core/issue.ts";
import { FOLD_VERSION } from "../core/text/fold.ts";
import { ZONE_DATA_VERSION } from "../core/time/zone.ts";
import type { Settings } from "../rules/names.ts";
import { sql } from "../sql/statement.ts";
import type { DuckEngine } from "./duckdb/engine.ts";
import { type OpenOptions, openDuckDB, openInMemory } from "./duckdb/open.ts";
import { migrations, SCHEMA_VERSION, tables } from "./schema.ts";
import { emptyState, type State } from "./state.ts";
import { count, rows, run, transact, type Warehouse } from "./warehouse.ts";

export interface WorkspaceOptions extends OpenOptions {
  readonly clock: Clock;
  /** Settings of a workspace that is made now; an existing one keeps its own. Default: `machineSettings()`. */
  readonly settings?: Settings;
}

/**
 * Opens the workspace in a directory, or makes it if `create` is set. Issues: `no-workspace`, `workspace-in-use`,
 * `workspace-newer`, `workspace-damaged`, `workspace-read-only`, `disk-full`.
 */
export async function openWorkspace(directory: string, options: WorkspaceOptions): Promise<Warehouse> {
  return prepare(await openDuckDB(directory, options), directory, options);
}

/** A workspace that lives in memory and is gone when it is closed. */
export async function openTemporary(options: WorkspaceOptions): Promise<Warehouse> {
  return prepare(await openInMemory(options), "memory", options);
}

/** The machine's zone, euro unless its region says otherwise, and weeks from Monday. */
export function machineSettings(): Settings {
  const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
  const region = new Intl.Locale(locale).maximize().region ?? "";
  return { zone: timeZone, currency: currencies[region] ?? "EUR", weekStarts: 1 };
}

const currencies: Readonly<Record<string, string>> = {
  US: "USD",
  GB: "GBP",
  CH: "CHF",
  LI: "CHF",
  SE: "SEK",
  NO: "NOK",
  DK: "DKK",
  PL: "PLN",
  CZ: "CZK",
  HU: "HUF",
  RO: "RON",
  CA: "CAD",
  AU: "AUD",
  NZ: "NZD",
  JP: "JPY",
  CN: "CNY",
  IN: "INR",
  BR: "BRL",
  MX: "MXN",
  ZA: "ZAR",
  TR: "TRY",
  IL: "ILS",
};

async function prepare(engine: DuckEngine, directory: string, options: WorkspaceOptions): Promise<Warehouse> {
  try {
    const found = await readMeta(engine);
    if (found === undefined) {
      if (options.create !== true && directory !== "memory") throw failure("no-workspace", { directory });
      const settings = options.settings ?? machineSettings();
      await transact(engine, () => initialise(engine, settings));
      return warehouse(engine, directory, options.clock, settings, emptyState());
    }
    await migrate(engine, directory, Number(found.get("schema")));
    const settings = JSON.parse(found.get("settings") ?? "") as Settings;
    return warehouse(engine, directory, options.clock, settings, JSON.parse(found.get("state") ?? "") as State);
  } catch (thrown) {
    engine.close();
    throw thrown;
  }
}

/** What `meta` holds; `undefined` in a file without tables, such as a new one. One query where there is a workspace. */
async function readMeta(engine: DuckEngine): Promise<ReadonlyMap<string, string> | undefined> {
  try {
    return new Map((await rows(engine, sql`SELECT key, value FROM meta`)).map((row) => [String(row.key), String(row.value)]));
  } catch (thrown) {
    const known = await rows(engine, sql`SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'meta' AND NOT temporary`);
    if (count(known[0]?.n) > 0) throw thrown;
    return undefined;
  }
}

async function initialise(engine: DuckEngine, settings: Settings): Promise<void> {
  for (const table of tables) await run(engine, table);
  const meta: readonly (readonly [string, string])[] = [
    ["schema", String(SCHEMA_VERSION)],
    ["settings", JSON.stringify(settings)],
    ["zone data", ZONE_DATA_VERSION],
    ["folding", String(FOLD_VERSION)],
    ["state", JSON.stringify(emptyState())],
  ];
  for (const [key, value] of meta) await run(engine, sql`INSERT INTO meta VALUES (${key}, ${value})`);
}

async function migrate(engine: DuckEngine, directory: string, found: number): Promise<void> {
  if (found > SCHEMA_VERSION) throw failure("workspace-newer", { directory, found: `schema ${found}`, known: `schema ${SCHEMA_VERSION}` });
  for (let version = found; version < SCHEMA_VERSION; version++) {
    await transact(engine, async () => {
      for (const step of migrations.get(version) ?? []) await run(engine, step);
      await run(engine, sql`UPDATE meta SET value = ${String(version + 1)} WHERE key = 'schema'`);
    });
  }
}

function warehouse(engine: DuckEngine, directory: string, clock: Clock, settings: Settings, opened: State): Warehouse {
  let state = opened;
  let last: Promise<unknown> = Promise.resolve();
  async function changeNow<T>(work: (draft: State) => Promise<T>): Promise<T> {
    const draft = structuredClone(state);
    draft.generation += 1;
    const result = await transact(engine, async () => {
      const done = await work(draft);
      await run(engine, sql`UPDATE meta SET value = ${JSON.stringify(draft)} WHERE key = 'state'`);
      return done;
    });
    state = draft;
    return result;
  }
  return {
    directory,
    engine,
    settings,
    clock,
    state: () => state,
    change: (work) => {
      const next = last.then(
        () => changeNow(work),
        () => changeNow(work),
      );
      last = next;
      return next;
    },
    close: () => engine.close(),
  };
}
