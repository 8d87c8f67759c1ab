import type { Parameter } from "./parameter.ts";
import type { Aggregate, Join, Operation } from "./tree.ts";

/** How one engine spells the tree. A record of operations and flags; engines share no code but `print.ts`. */
export interface Dialect {
  readonly name: "duckdb" | "clickhouse";
  /** A name in quotes. */
  readonly quote: (name: string) => string;
  /** The placeholder for the parameter at a place, counted from 1. */
  readonly placeholder: (place: number, parameter: Parameter) => string;
  /** From printed arguments to text. */
  readonly operations: Readonly<Record<Operation, (...of: readonly string[]) => string>>;
  /** From printed arguments and FILTER (WHERE …) with a blank before it, or nothing, to text. */
  readonly aggregates: Readonly<Record<Aggregate, (filter: string, ...of: readonly string[]) => string>>;
  readonly joins: Readonly<Record<Join["how"], string>>;
  /** What follows the statement: settings that make nulls behave alike. */
  readonly suffix: string;
  /** Whether a column `rowid` numbers the rows of a stored table in their stored order. */
  readonly rowid: boolean;
  /** Whether lists can be null; otherwise a flag column says that a list is set. */
  readonly nullLists: boolean;
  /** Whether the aggregate `keys` comes back as a bit string rather than as a list of keys. */
  readonly bitStrings: boolean;
}
