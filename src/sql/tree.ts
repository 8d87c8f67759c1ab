/** A query as plain data, the same for every engine. Built by the small functions in `build.ts`, printed by `print.ts`. */
import type { Parameter } from "./parameter.ts";

export type Query = Select | Union;

export interface Select {
  readonly kind: "select";
  readonly with?: readonly { readonly name: string; readonly query: Query }[];
  readonly columns: readonly Column[];
  readonly distinct?: boolean;
  readonly from?: Source;
  readonly joins?: readonly Join[];
  readonly where?: Expression;
  readonly groupBy?: readonly Expression[];
  readonly having?: Expression;
  readonly orderBy?: readonly Order[];
  readonly limit?: Expression;
  readonly offset?: Expression;
}

/** UNION ALL: nothing is deduplicated. */
interface Union {
  readonly kind: "union";
  readonly of: readonly Query[];
}

export interface Column {
  readonly expression: Expression;
  readonly as: string;
}

export type Source =
  | { readonly kind: "table"; readonly name: string; readonly as?: string }
  | { readonly kind: "query"; readonly query: Query; readonly as: string };

export interface Join {
  /** `asof left` takes the one row that is nearest by the inequality in `on`, or nulls. `semi` keeps rows that have a partner. */
  readonly how: "inner" | "left" | "cross" | "semi" | "anti" | "asof left";
  readonly source: Source;
  readonly on?: Expression;
}

export interface Order {
  readonly by: Expression;
  readonly descending?: boolean;
}

export type Infix = "=" | "<>" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*";

export type Expression =
  | { readonly kind: "column"; readonly table?: string; readonly name: string }
  /** A bound value. */
  | { readonly kind: "value"; readonly value: Parameter }
  /** An integer that belongs to the shape of the query rather than to its data, printed as it is. */
  | { readonly kind: "constant"; readonly value: bigint | boolean | null }
  | { readonly kind: "infix"; readonly op: Infix; readonly left: Expression; readonly right: Expression }
  | { readonly kind: "all" | "any"; readonly of: readonly Expression[] }
  | { readonly kind: "not"; readonly of: Expression }
  | { readonly kind: "null"; readonly of: Expression; readonly negated: boolean }
  /** One of bound values. */
  | { readonly kind: "in"; readonly of: Expression; readonly values: readonly Parameter[] }
  | {
      readonly kind: "case";
      readonly branches: readonly { readonly when: Expression; readonly gives: Expression }[];
      readonly otherwise?: Expression;
    }
  /** Something that engines spell differently. */
  | { readonly kind: "call"; readonly operation: Operation; readonly of: readonly Expression[] }
  | { readonly kind: "aggregate"; readonly fn: Aggregate; readonly of: readonly Expression[]; readonly where?: Expression }
  | {
      readonly kind: "window";
      readonly fn: "max" | "min" | "count" | "row_number";
      readonly of: readonly Expression[];
      readonly partition: readonly Expression[];
      readonly order: readonly Order[];
      /** Rows from the first of the partition to the one before this; absent: for `row_number` none, else the whole partition. */
      readonly frame?: "before";
    };

/** Aggregates over the rows of a group. All but `count` and `distinct` are null over no rows. */
export type Aggregate =
  /** Number of rows, or of rows where the argument is not null. */
  | "count"
  /** Number of different values. */
  | "distinct"
  /** In 128 bits. */
  | "sum"
  | "min"
  | "max"
  /** The first argument where the second is least or greatest; null arguments are not skipped. */
  | "argmin"
  | "argmax"
  /** The n-th least of the first argument (n a constant), null if there are fewer. */
  | "nthmin"
  /** The n-th greatest; the third argument is the greatest n asked of the same rows, so that one list serves them all. */
  | "nthmax"
  /** The first argument where the second is n-th least. */
  | "nthargmin"
  /** Bitwise or of integers. */
  | "bitor"
  /** A set of keys; the second argument is the greatest key there is (a constant). Decoded by the dialect's `keys`. */
  | "keys";

/** Scalar operations. Text operations compare bytes. */
export type Operation =
  | "coalesce"
  | "least"
  | "greatest"
  /** 64-bit integer widened to 128. */
  | "widen"
  /** 64-bit integer narrowed or converted from a smaller one, a day for instance. */
  | "integer"
  | "double"
  /** Quotient of doubles. */
  | "divide"
  /** Quotient of integers, rounded towards zero, and what remains of it, with the sign of the first argument. */
  | "quotient"
  | "remainder"
  | "absolute"
  | "shift"
  | "bits"
  | "and bits"
  | "contains"
  | "starts"
  | "ends"
  /** RE2, anywhere in the text; the second argument is the pattern. */
  | "matches"
  /** Lists; the second argument is a bound list. */
  | "has any"
  | "has all"
  /** Month × 100 + day of a day number. */
  | "month day"
  /** Lower-case hexadecimal md5 of the text arguments, joined by a zero byte. */
  | "md5"
  /** The first n characters (n a constant). */
  | "left"
  /** Whether a key is in a bound set; the second argument is a `bits` value. */
  | "in set"
  /** Two values that order as a pair. */
  | "pair";
