/** The demo shop in a workspace: made, imported and segmented through the same use cases that a person has. */
import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { SHOP_NOW, shopSegments, shopSettings, writeShop, writeTruth } from "../../testkit/shop/shop.ts";
import { type Clock, fixedClock } from "../core/clock.ts";
import { failure } from "../core/issue.ts";
import { formatInstant } from "../core/time/instant.ts";
import { importFile } from "../intake/import.ts";
import { print } from "../rules/text/print.ts";
import { saveDefinition } from "../warehouse/decided/definitions.ts";
import { WAREHOUSE_FILE } from "../warehouse/duckdb/open.ts";
import { openWorkspace } from "../warehouse/open.ts";
import { readRule } from "./rule.ts";
import { listed } from "./segments.ts";
import { type Access, type Session, withSession } from "./session.ts";
import { netValues } from "./value.ts";

export interface DemoOptions extends Access {
  readonly customers: string;
  readonly seed: string;
  /** Directory for the known truth. */
  readonly truth?: string;
}

export interface DemoShop {
  readonly directory: string;
  /** False where the shop was there already. */
  readonly made: boolean;
  readonly customers: number;
  readonly events: number;
  readonly at: string;
  readonly segments: readonly DemoSegment[];
}

interface DemoSegment {
  readonly name: string;
  readonly size: number;
  readonly share: number;
  /** Orders minus refunds of the members, over all time, in the shop's currency. */
  readonly value: string;
  readonly rule: string;
  readonly english: string;
}

/** Makes the demo shop in the workspace unless it is there, and answers its segments as of the shop's last instant. */
export async function prepareDemo(options: DemoOptions): Promise<DemoShop> {
  const made = !existsSync(join(options.directory, WAREHOUSE_FILE));
  const given = { customers: shopSize(options.customers), seed: options.seed };
  if (options.truth !== undefined) {
    await mkdir(resolve(options.truth), { recursive: true });
    await writeTruth(resolve(options.truth), given);
  }
  if (made) await make(options, given);
  return withSession({ ...options, clock: fixedClock(SHOP_NOW) }, async (session) => {
    const state = session.warehouse.state();
    return {
      directory: resolve(options.directory),
      made,
      customers: state.customers,
      events: state.events.reduce((sum, event) => sum + event.rows, 0),
      at: formatInstant(SHOP_NOW),
      segments: await segmentsOf(session),
    };
  });
}

async function make(options: DemoOptions, shop: { readonly customers: number; readonly seed: string }): Promise<void> {
  const clock = fixedClock(SHOP_NOW);
  const building = `${resolve(options.directory)}.building`;
  const files = join(building, "files");
  await rm(building, { recursive: true, force: true });
  await mkdir(files, { recursive: true });
  try {
    const written = await writeShop({
      directory: files,
      ...shop,
      format: "parquet",
      progress: (step, done) => options.progress?.(step, (done ?? 0) * 0.4),
    });
    await fill(options.directory, written, clock, options.progress);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function fill(
  directory: string,
  files: Awaited<ReturnType<typeof writeShop>>,
  clock: Clock,
  progress: Access["progress"],
): Promise<void> {
  const warehouse = await openWorkspace(directory, { clock, create: true, settings: shopSettings });
  try {
    for (const [index, { file, as, map }] of files.entries()) {
      progress?.(`importing ${as}`, 0.4 + (0.6 * index) / files.length);
      await importFile(warehouse, file, { as, map, preset: "none" });
    }
  } finally {
    warehouse.close();
  }
  await withSession({ directory, clock }, async (session) => {
    for (const { name, text, description } of shopSegments) {
      const { rule } = readRule(text, await session.names(), name);
      const definition = { name, rule, description, zone: "workspace", audience: "customers" } as const;
      await saveDefinition(session.warehouse, definition, print(rule));
    }
  });
}

async function segmentsOf(session: Session): Promise<readonly DemoSegment[]> {
  const segments = (await listed(session, SHOP_NOW)).filter((segment) => segment.count !== undefined);
  const values = await netValues(
    session,
    segments.map(({ name }) => name),
    SHOP_NOW,
  );
  return segments.map(({ name, count = 0, share = 0, text, english }, i) => ({
    name,
    size: count,
    share,
    value: values[i] ?? "",
    rule: text,
    english,
  }));
}

function shopSize(written: string): number {
  const customers = Number(written);
  if (Number.isInteger(customers) && customers >= 1000 && customers <= 1_000_000) return customers;
  throw failure("invalid-argument", { name: "--customers", found: written, expected: "a whole number from 1000 to 1000000" });
}
