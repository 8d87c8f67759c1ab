import { resolve } from "node:path";
import { failure, type RenderedIssue, render } from "../core/issue.ts";
import { importFile } from "../intake/import.ts";
import type { ImportReport as Report } from "../intake/report.ts";
import type { DateOrder } from "../intake/types/column-type.ts";
import { type Access, withSession } from "./session.ts";

/** How to import, as written on the command line. */
export interface ImportRequest {
  readonly as?: string;
  /** `field=column`. */
  readonly map?: readonly string[];
  readonly preset?: string;
  readonly zone?: string;
  readonly dates?: DateOrder;
  readonly empty?: "clears";
  readonly dryRun?: boolean;
  /** Where to write the rejected rows. */
  readonly rejects?: string;
}

/** What an import did, with its warnings in words. */
export type ImportReport = Omit<Report, "issues"> & { readonly issues: readonly RenderedIssue[] };

const steps = { open: 0.05, read: 0.1, understand: 0.3, convert: 0.5, publish: 0.7 } as const;

/** Imports a file into a workspace, which is made if there is none. */
export async function importInto(access: Access & { readonly file: string; readonly options?: ImportRequest }): Promise<ImportReport> {
  const { as, map, preset, zone, dates, empty, dryRun, rejects } = access.options ?? {};
  return withSession(
    access,
    async (session) => {
      const report = await importFile(session.warehouse, resolve(access.file), {
        ...(as === undefined ? {} : { as }),
        ...(map === undefined ? {} : { map: fieldMap(map) }),
        ...(preset === undefined ? {} : { preset }),
        ...(zone === undefined ? {} : { zone }),
        ...(dates === undefined ? {} : { dates }),
        ...(rejects === undefined ? {} : { rejects: resolve(rejects) }),
        emptyClears: empty === "clears",
        dryRun: dryRun === true,
        progress: (step) => access.progress?.(step, steps[step]),
      });
      return { ...report, issues: report.issues.map(render) };
    },
    true,
  );
}

/** `field=column` as a record; the column may contain `=`. Throws `invalid-argument` for what has none, all at once. */
function fieldMap(pairs: readonly string[]): Readonly<Record<string, string>> {
  const map: Record<string, string> = {};
  for (const pair of pairs) {
    const place = pair.indexOf("=");
    if (place < 1) throw failure("invalid-argument", { name: "--map", found: pair, expected: "field=column" });
    map[pair.slice(0, place)] = pair.slice(place + 1);
  }
  return map;
}
