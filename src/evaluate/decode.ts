import type { Cell } from "../warehouse/port.ts";
import { fromBits, fromKeys, type Keyset, nobody } from "./keyset.ts";
import type { World } from "./lower/rows.ts";

/** The set that an aggregate `keys` came back as: a bit string, a list of keys, or null for nobody. */
export function decodeKeys(cell: Cell, { layout, dialect }: Pick<World, "layout" | "dialect">): Keyset {
  if (cell === null) return nobody(layout.maxKey);
  if (dialect.bitStrings && cell instanceof Uint8Array) return fromBits(cell, layout.maxKey);
  if (Array.isArray(cell)) return fromKeys(cell as readonly bigint[], layout.maxKey);
  throw new TypeError("the engine gave no set");
}
