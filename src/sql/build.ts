/** Short names for the nodes of `tree.ts`. */
import { type Parameter, type Plain, parameter } from "./parameter.ts";
import type { Aggregate, Column, Expression, Infix, Join, Operation, Order, Query, Select, Source } from "./tree.ts";

/** A column, of the table or subquery called `table` if given. */
export function column(name: string, table?: string): Expression {
  return { kind: "column", name, ...(table === undefined ? {} : { table }) };
}

/** A bound value. */
export function value(plain: Plain): Expression {
  return { kind: "value", value: parameter(plain) };
}

/** A bound value with a chosen type. */
export function typed(value: Parameter): Expression {
  return { kind: "value", value };
}

/** A printed integer: part of the query's shape, never data of a customer. */
export function constant(value: number | bigint | boolean | null): Expression {
  return { kind: "constant", value: typeof value === "number" ? BigInt(value) : value };
}

/** `left op right`. */
export function infix(left: Expression, op: Infix, right: Expression): Expression {
  return { kind: "infix", op, left, right };
}

const yes: Expression = { kind: "constant", value: true };
const no: Expression = { kind: "constant", value: false };

/** Conjunction; of none it is true. Nested conjunctions and trues are left out. */
export function all(of: readonly (Expression | undefined)[]): Expression {
  const parts = of
    .filter((part) => part !== undefined)
    .flatMap((part) => (part.kind === "all" ? part.of : [part]))
    .filter((part) => !same(part, yes));
  if (parts.some((part) => same(part, no))) return no;
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : parts.length === 0 ? yes : { kind: "all", of: parts };
}

/** Disjunction; of none it is false. */
export function any(of: readonly Expression[]): Expression {
  const parts = of.flatMap((part) => (part.kind === "any" ? part.of : [part])).filter((part) => !same(part, no));
  if (parts.some((part) => same(part, yes))) return yes;
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : parts.length === 0 ? no : { kind: "any", of: parts };
}

/** Negation of a condition that is never null. */
export function not(of: Expression): Expression {
  if (of.kind === "not") return of.of;
  return of.kind === "constant" && typeof of.value === "boolean" ? (of.value ? no : yes) : { kind: "not", of };
}

export function isNull(of: Expression): Expression {
  return { kind: "null", of, negated: false };
}

export function isSet(of: Expression): Expression {
  return { kind: "null", of, negated: true };
}

/** Null taken as false. */
export function surely(of: Expression): Expression {
  return of.kind === "constant" || of.kind === "null" ? of : call("coalesce", of, no);
}

/** `of` equals one of the values; of no values it is false. */
export function oneOf(of: Expression, values: readonly Plain[]): Expression {
  const [first] = values;
  if (first === undefined) return no;
  return values.length === 1 ? infix(of, "=", value(first)) : { kind: "in", of, values: values.map(parameter) };
}

/** The first `then` whose condition holds, else `otherwise`, else null. */
export function choose(branches: readonly { when: Expression; gives: Expression }[], otherwise?: Expression): Expression {
  return { kind: "case", branches, ...(otherwise === undefined ? {} : { otherwise }) };
}

export function call(operation: Operation, ...of: Expression[]): Expression {
  return { kind: "call", operation, of };
}

export function aggregate(fn: Aggregate, of: readonly Expression[], where?: Expression): Expression {
  return { kind: "aggregate", fn, of, ...(where === undefined ? {} : { where }) };
}

/** A window function over the rows before this one in its partition. */
export function before(fn: "max" | "min" | "count", of: Expression, partition: readonly Expression[], order: readonly Order[]): Expression {
  return { kind: "window", fn, of: [of], partition, order, frame: "before" };
}

export function rowNumber(partition: readonly Expression[], order: readonly Order[]): Expression {
  return { kind: "window", fn: "row_number", of: [], partition, order };
}

/** A column of a select; a plain column keeps its name. */
export function as(expression: Expression, name: string): Column {
  return { expression, as: name };
}

/** Columns under their own names. */
export function columns(...names: string[]): Column[] {
  return names.map((name) => as(column(name), name));
}

export function select(columns: readonly Column[], rest: Omit<Select, "kind" | "columns"> = {}): Select {
  return { kind: "select", columns, ...rest };
}

/** All rows of the queries; of one query that query. */
export function union(of: readonly Query[]): Query {
  const only = of[0];
  return of.length === 1 && only !== undefined ? only : { kind: "union", of };
}

export function table(name: string, as?: string): Source {
  return { kind: "table", name, ...(as === undefined ? {} : { as }) };
}

export function sub(query: Query, as: string): Source {
  return { kind: "query", query, as };
}

export function join(how: Join["how"], source: Source, on?: Expression): Join {
  return { how, source, ...(on === undefined ? {} : { on }) };
}

function same(left: Expression, right: Expression): boolean {
  return left.kind === "constant" && right.kind === "constant" && left.value === right.value;
}
