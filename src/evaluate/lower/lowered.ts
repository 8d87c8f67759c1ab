import type { Expression, Join, Source } from "../../sql/tree.ts";

/** What is to be asked of the engine to find the members of one leaf. Leaves with the same rows can be asked for in one query. */
export interface Lowered {
  readonly from: Source;
  readonly joins: readonly Join[];
  readonly where: Expression;
  readonly customer: Expression;
  /** Whether the condition is about one row (a customer is in if any of its rows passes) or about all rows of a customer. */
  readonly about: "row" | "customer";
  readonly condition: Expression;
  /** The set found is that of the customers who are not members. */
  readonly complement: boolean;
}

/** A leaf that needs no engine: nobody, or (the complement) everybody. */
export interface Settled {
  readonly settled: true;
  readonly complement: boolean;
}

/** Nobody is in; everybody if `complement`. */
export function settled(complement: boolean): Settled {
  return { settled: true, complement };
}
