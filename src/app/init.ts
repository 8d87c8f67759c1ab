import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { systemClock } from "../core/clock.ts";
import { type Issue, issue, KindredError } from "../core/issue.ts";
import { currency as currencyNamed } from "../core/number/currency.ts";
import { nearest } from "../core/text/nearest.ts";
import { zone, zoneNames } from "../core/time/zone.ts";
import { WAREHOUSE_FILE } from "../warehouse/duckdb/open.ts";
import { machineSettings, openWorkspace } from "../warehouse/open.ts";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export interface InitOptions {
  readonly zone?: string;
  readonly currency?: string;
  /** English name of a day, in lower case. */
  readonly weekStarts?: string;
}

export interface Initialised {
  readonly directory: string;
  readonly zone: string;
  readonly currency: string;
  readonly weekStarts: string;
}

/** Makes a workspace. Throws what is wrong with the settings, or `workspace-exists`. */
export async function initWorkspace(directory: string, options: InitOptions): Promise<Initialised> {
  const machine = machineSettings();
  const zoneName = options.zone ?? machine.zone;
  const currency = (options.currency ?? machine.currency).toUpperCase();
  const weekStarts = options.weekStarts === undefined ? machine.weekStarts : days.indexOf(options.weekStarts as (typeof days)[number]) + 1;
  const issues: Issue[] = [];
  const known = zone(zoneName);
  if (known === undefined) issues.push(issue("unknown-zone", { name: zoneName, ...nearestOf(zoneName, zoneNames()) }));
  if (currencyNamed(currency) === undefined) {
    issues.push(issue("invalid-argument", { name: "--currency", found: currency, expected: "an ISO 4217 code such as EUR" }));
  }
  if (weekStarts === 0) {
    issues.push(issue("invalid-argument", { name: "--week-starts", found: options.weekStarts ?? "", expected: "a day such as monday" }));
  }
  if (existsSync(join(directory, WAREHOUSE_FILE))) issues.push(issue("workspace-exists", { directory }));
  if (known === undefined || issues.length > 0) throw new KindredError(issues);
  const settings = { zone: known.name, currency, weekStarts };
  const warehouse = await openWorkspace(directory, { clock: systemClock, create: true, settings });
  warehouse.close();
  return { directory: resolve(directory), zone: known.name, currency, weekStarts: days[weekStarts - 1] ?? "monday" };
}

function nearestOf(name: string, names: Iterable<string>): { readonly nearest?: string } {
  const found = nearest(name, names);
  return found === undefined ? {} : { nearest: found };
}
