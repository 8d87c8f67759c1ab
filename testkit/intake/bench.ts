/** Files and temporary workspaces for tests of intake. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fixedClock } from "../../src/core/clock.ts";
import { type Instant, parseInstant } from "../../src/core/time/instant.ts";
import { type ImportOptions, importFile } from "../../src/intake/import.ts";
import type { ImportReport } from "../../src/intake/report.ts";
import { openTemporary } from "../../src/warehouse/open.ts";
import type { Row } from "../../src/warehouse/port.ts";
import type { Warehouse } from "../../src/warehouse/warehouse.ts";

/** The present of the tests. */
export const NOW = parseInstant("2026-01-15T12:00:00Z") as Instant;

/** A workspace in memory, a folder for its files, and shorthands. */
export interface Bench {
  readonly warehouse: Warehouse;
  readonly folder: string;
  /** Writes a file and imports it; `name` defaults to `file.csv`. */
  load(content: string | Uint8Array, options?: ImportOptions & { readonly name?: string }): Promise<ImportReport>;
  /** Rows of a query, wide integers as numbers where they fit. */
  rows(query: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** A bench with a zone and a currency, Berlin and euro unless said otherwise. */
export async function bench(settings: { readonly zone?: string; readonly currency?: string } = {}): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "kindred-test-"));
  const warehouse = await openTemporary({
    clock: fixedClock(NOW),
    settings: { zone: settings.zone ?? "Europe/Berlin", currency: settings.currency ?? "EUR", weekStarts: 1 },
  });
  return {
    warehouse,
    folder,
    load: async (content, { name = "file.csv", ...options } = {}) => {
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, name), content);
      return importFile(warehouse, join(folder, name), options);
    },
    rows: async (query) => {
      const found = await warehouse.engine.rows({ text: query, parameters: [] });
      return found.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([key, cell]) => [
            key,
            typeof cell === "bigint" && Number.isSafeInteger(Number(cell)) ? Number(cell) : cell,
          ]),
        ),
      );
    },
    close: async () => {
      warehouse.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const SHARED = resolve(import.meta.dirname, "../../../shared/data");

/** A file of the shared data sets; `undefined` where they are absent, which is a failure in CI. */
export function sharedFile(path: string): string | undefined {
  const file = join(SHARED, path);
  if (existsSync(file)) return file;
  if (process.env.CI === "true") throw new Error(`the data set ${path} is missing`);
  return undefined;
}
