import type { Asked } from "./passes.ts";

export function latestLists(asked: readonly Asked[]): readonly Asked[] {
  return asked;
}
