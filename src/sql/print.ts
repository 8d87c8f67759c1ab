import type { Dialect } from "./dialect.ts";
import type { Parameter, Statement } from "./parameter.ts";
import type { Expression, Join, Order, Query, Select, Source } from "./tree.ts";

/** The statement of a query in a dialect: names quoted, values bound in the order of their places. */
export function print(query: Query, dialect: Dialect): Statement {
  const parameters: Parameter[] = [];
  const bind = (parameter: Parameter): string => dialect.placeholder(parameters.push(parameter), parameter);
  return { text: printQuery(query, { dialect, bind }) + dialect.suffix, parameters };
}

interface Context {
  readonly dialect: Dialect;
  readonly bind: (parameter: Parameter) => string;
}

function printQuery(query: Query, context: Context): string {
  return query.kind === "union" ? query.of.map((part) => printQuery(part, context)).join(" UNION ALL ") : printSelect(query, context);
}

function printSelect(query: Select, context: Context): string {
  const { quote } = context.dialect;
  const list = (of: readonly Expression[]): string => of.map((part) => printExpression(part, context)).join(", ");
  const parts: string[] = [];
  if (query.with !== undefined && query.with.length > 0) {
    parts.push(`WITH ${query.with.map((part) => `${quote(part.name)} AS (${printQuery(part.query, context)})`).join(", ")}`);
  }
  const columns = query.columns.map((part) => `${printExpression(part.expression, context)} AS ${quote(part.as)}`).join(", ");
  parts.push(`SELECT ${query.distinct === true ? "DISTINCT " : ""}${columns}`);
  if (query.from !== undefined) parts.push(`FROM ${printSource(query.from, context)}`);
  for (const join of query.joins ?? []) parts.push(printJoin(join, context));
  if (query.where !== undefined && !isTrue(query.where)) parts.push(`WHERE ${printExpression(query.where, context)}`);
  if (query.groupBy !== undefined) parts.push(`GROUP BY ${list(query.groupBy)}`);
  if (query.having !== undefined && !isTrue(query.having)) parts.push(`HAVING ${printExpression(query.having, context)}`);
  if (query.orderBy !== undefined) parts.push(`ORDER BY ${printOrder(query.orderBy, context)}`);
  if (query.limit !== undefined) parts.push(`LIMIT ${printExpression(query.limit, context)}`);
  if (query.offset !== undefined) parts.push(`OFFSET ${printExpression(query.offset, context)}`);
  return parts.join(" ");
}

function printSource(source: Source, context: Context): string {
  const { quote } = context.dialect;
  if (source.kind === "query") return `(${printQuery(source.query, context)}) AS ${quote(source.as)}`;
  return source.as === undefined ? quote(source.name) : `${quote(source.name)} AS ${quote(source.as)}`;
}

function printJoin(join: Join, context: Context): string {
  const on = join.on === undefined ? "" : ` ON ${printExpression(join.on, context)}`;
  return `${context.dialect.joins[join.how]} ${printSource(join.source, context)}${on}`;
}

function printOrder(order: readonly Order[], context: Context): string {
  return order.map((part) => printExpression(part.by, context) + (part.descending === true ? " DESC" : "")).join(", ");
}

function printExpression(expression: Expression, context: Context): string {
  const { dialect, bind } = context;
  const again = (part: Expression): string => printExpression(part, context);
  switch (expression.kind) {
    case "column":
      return (expression.table === undefined ? "" : `${dialect.quote(expression.table)}.`) + dialect.quote(expression.name);
    case "value":
      return bind(expression.value);
    case "constant":
      return expression.value === null ? "NULL" : String(expression.value);
    case "infix":
      return `(${again(expression.left)} ${expression.op} ${again(expression.right)})`;
    case "all":
      return `(${expression.of.map(again).join(" AND ")})`;
    case "any":
      return `(${expression.of.map(again).join(" OR ")})`;
    case "not":
      return `(NOT ${again(expression.of)})`;
    case "null":
      return `(${again(expression.of)} IS ${expression.negated ? "NOT " : ""}NULL)`;
    case "in":
      return `(${again(expression.of)} IN (${expression.values.map(bind).join(", ")}))`;
    case "case": {
      const branches = expression.branches.map((branch) => ` WHEN ${again(branch.when)} THEN ${again(branch.gives)}`).join("");
      return `(CASE${branches}${expression.otherwise === undefined ? "" : ` ELSE ${again(expression.otherwise)}`} END)`;
    }
    case "call":
      return dialect.operations[expression.operation](...expression.of.map(again));
    case "aggregate": {
      const of = expression.of.map(again);
      const filter = expression.where === undefined || isTrue(expression.where) ? "" : ` FILTER (WHERE ${again(expression.where)})`;
      return dialect.aggregates[expression.fn](filter, ...of);
    }
    case "window":
      return printWindow(expression, context);
  }
}

function printWindow(window: Extract<Expression, { kind: "window" }>, context: Context): string {
  const over: string[] = [];
  if (window.partition.length > 0) over.push(`PARTITION BY ${window.partition.map((part) => printExpression(part, context)).join(", ")}`);
  if (window.order.length > 0) over.push(`ORDER BY ${printOrder(window.order, context)}`);
  if (window.frame === "before") over.push("ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING");
  return `${window.fn}(${window.of.map((part) => printExpression(part, context)).join(", ")}) OVER (${over.join(" ")})`;
}

function isTrue(expression: Expression): boolean {
  return expression.kind === "constant" && expression.value === true;
}
