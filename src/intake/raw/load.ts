import { failure } from "../../core/issue.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { Source } from "../open/source.ts";
import { loadDelimited } from "./delimited.ts";
import { loadJson } from "./json.ts";
import { loadParquet } from "./parquet.ts";
import type { Raw } from "./raw.ts";

/** More columns than this are no table of customers or events. */
const MOST_COLUMNS = 1000;

/** The rows of an opened file inside the engine. Throws `too-many-columns` above `MOST_COLUMNS`. */
export async function load(engine: Engine, source: Source): Promise<Raw> {
  if (source.format === "delimited" && source.headers.length > MOST_COLUMNS) throw tooMany(source.headers.length);
  const raw = await loadAny(engine, source);
  if (raw.columns.length > MOST_COLUMNS) throw tooMany(raw.columns.length);
  return raw;
}

function loadAny(engine: Engine, source: Source): Promise<Raw> {
  switch (source.format) {
    case "delimited":
      return loadDelimited(engine, source);
    case "parquet":
      return loadParquet(engine, source);
    default:
      return loadJson(engine, source);
  }
}

function tooMany(count: number) {
  return failure("too-many-columns", { count, limit: MOST_COLUMNS });
}
