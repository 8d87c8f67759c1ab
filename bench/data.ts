/** The bench's data: the demo shop at the bench's size, imported in a process of its own whose memory is watched. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeShop } from "../testkit/shop/shop.ts";
import type { Size } from "./figure.ts";

export interface Prepared {
  readonly directory: string;
  readonly workspace: string;
  readonly files: string;
  /** Of the process that imported: seconds, and peak resident megabytes. */
  readonly import: { readonly seconds: number; readonly megabytes: number; readonly events: number };
}

/** Makes the data unless it is there already, complete. */
export async function prepare(size: Size, say: (text: string) => void): Promise<Prepared> {
  const directory = join(import.meta.dirname, ".data", size.name);
  const note = join(directory, "prepared.json");
  if (existsSync(note)) return JSON.parse(readFileSync(note, "utf8")) as Prepared;
  rmSync(directory, { recursive: true, force: true });
  const files = join(directory, "files");
  const workspace = join(directory, "workspace");
  mkdirSync(files, { recursive: true });
  say(`making ${size.customers} customers`);
  const written = await writeShop({ directory: files, customers: size.customers, seed: 1, format: "parquet" });
  writeFileSync(join(directory, "files.json"), JSON.stringify(written));
  say("importing");
  const printed = execFileSync(process.execPath, [join(import.meta.dirname, "import-files.ts"), workspace, join(directory, "files.json")], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const prepared: Prepared = { directory, workspace, files, import: JSON.parse(printed) as Prepared["import"] };
  writeFileSync(note, JSON.stringify(prepared));
  return prepared;
}
