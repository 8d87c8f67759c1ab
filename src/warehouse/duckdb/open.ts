import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { failure } from "../../core/issue.ts";
import { type DuckEngine, duckEngine } from "./engine.ts";
import { asFailure } from "./failures.ts";

export interface OpenOptions {
  readonly readOnly?: boolean;
  /** Make the file if there is none; otherwise its absence is the issue `no-workspace`. */
  readonly create?: boolean;
  /** What the engine may take of the machine's memory, as DuckDB writes it; the process needs a few hundred megabytes more. */
  readonly memoryLimit?: string;
  readonly threads?: number;
}

/** The name of the warehouse's file in a workspace's directory. */
export const WAREHOUSE_FILE = "warehouse.duckdb";
const SPILL = "spill";

/**
 * Opens the warehouse file of a workspace. What does not fit in memory spills into the workspace, and nothing is ever loaded
 * from the network. Throws `no-workspace`, `workspace-in-use`, `workspace-damaged`, `workspace-read-only` or `disk-full`.
 */
export async function openDuckDB(directory: string, options: OpenOptions = {}): Promise<DuckEngine> {
  const file = join(directory, WAREHOUSE_FILE);
  if (!existsSync(file)) {
    if (options.create !== true || options.readOnly === true) throw failure("no-workspace", { directory });
    try {
      mkdirSync(directory, { recursive: true });
    } catch (thrown) {
      throw asFailure(thrown, { directory, milliseconds: 0 });
    }
  }
  return open(file, directory, {
    temp_directory: join(directory, SPILL),
    ...(options.readOnly === true ? { access_mode: "READ_ONLY" } : {}),
    ...settings(options),
  });
}

/** A warehouse that lives in memory only: for tests and for looking at a file before anything is kept. */
export async function openInMemory(options: OpenOptions = {}): Promise<DuckEngine> {
  return open(":memory:", "memory", settings(options));
}

function settings(options: OpenOptions): Record<string, string> {
  return {
    memory_limit: options.memoryLimit ?? "1500MB",
    preserve_insertion_order: "false",
    // Memory that is free goes back to the system while the engine works, not when it is closed.
    allocator_background_threads: "true",
    // Groups by customer keys, which are dense, are counted in arrays rather than hash tables.
    perfect_ht_threshold: "24",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  };
}

async function open(path: string, directory: string, config: Record<string, string>): Promise<DuckEngine> {
  try {
    const instance = await DuckDBInstance.create(path, config);
    return duckEngine(instance, await instance.connect(), directory);
  } catch (thrown) {
    throw asFailure(thrown, { directory, milliseconds: 0 });
  }
}
