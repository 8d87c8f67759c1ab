import { type Issue, issue, KindredError } from "../core/issue.ts";
import type { Zone } from "../core/time/zone.ts";
import { join, sql, statement } from "../sql/statement.ts";
import type { Engine } from "../warehouse/port.ts";
import type { Field } from "./guess/fields.ts";
import type { Mapping } from "./mapping.ts";
import type { Raw } from "./raw/raw.ts";
import type { Note } from "./report.ts";
import { instantOf } from "./types/cell.ts";
import { type InferOptions, type Inferred, inferLeniently } from "./types/infer.ts";
import { isGap, type LocalTimes, localTimes, type Readings } from "./types/zone.ts";

const TIMES: readonly Field[] = ["at", "created_at", "date"];
const NUMBERS: readonly Field[] = ["amount", "refund_amount", "order_amount", "quantity", "unit_price", "rate", "latitude", "longitude"];

/** The mapping with the types that its fields need. Throws for columns that cannot be what they are mapped to, and for dates that cannot be read one way. */
export async function settleTypes(
  engine: Engine,
  raw: Raw,
  mapping: Mapping,
  options: InferOptions,
): Promise<{ mapping: Mapping; notes: readonly Note[] }> {
  const issues: Issue[] = [];
  const notes: Note[] = [];
  const fields = new Map(mapping.fields);
  for (const [field, column] of mapping.fields) {
    const temporal = TIMES.includes(field);
    if (!temporal && !NUMBERS.includes(field)) continue;
    const lenient = await inferLeniently(engine, raw, column, options);
    fields.set(field, lenient);
    const { type } = lenient;
    const fits = temporal
      ? type.type === "date" || type.type === "datetime" || lenient.epoch !== undefined
      : type.type === "number" || type.type === "money";
    if (!fits && lenient.filled > 0) {
      issues.push(issue("wrong-mapping", { field, column: column.column.header, expected: temporal ? "dates or times" : "numbers" }));
    }
  }
  const used = [...fields.values(), ...mapping.others.map(({ column }) => column), ...mapping.traits.map(({ column }) => column)];
  for (const column of new Set(used)) {
    issues.push(...dateIssues(column));
    notes.push(...typeNotes(column));
  }
  if (issues.length > 0) throw new KindredError(issues);
  return { mapping: { ...mapping, fields }, notes };
}

function dateIssues({ dates, column }: Inferred): readonly Issue[] {
  if (dates?.kind === "ambiguous") {
    return [issue("ambiguous-dates", { column: column.header, first: dates.readings[0], second: dates.readings[1] })];
  }
  return dates?.kind === "mixed" ? [issue("mixed-dates", { column: column.header, formats: dates.formats })] : [];
}

function typeNotes(inferred: Inferred): readonly Note[] {
  const { dates, type, rounded, column } = inferred;
  const notes: Note[] = [];
  if (dates?.kind === "found" && dates.order !== undefined && dates.decided !== "written") {
    notes.push({ kind: "date-order", column: column.header, order: dates.order, decided: dates.decided });
  }
  if (rounded && (type.type === "number" || type.type === "money"))
    notes.push({ kind: "rounded", column: column.header, scale: type.scale });
  return notes;
}

/** How local times of this file are read: in the zone, over the range of readings that the file has. */
export async function settleTimes(
  engine: Engine,
  raw: Raw,
  mapping: Mapping,
  zone: Zone,
): Promise<{ times: LocalTimes; notes: readonly Note[] }> {
  const notes: Note[] = [];
  const fields = TIMES.flatMap((field) => mapping.fields.get(field) ?? []);
  for (const column of fields)
    if (column.epoch !== undefined) notes.push({ kind: "epoch", column: column.column.header, unit: column.epoch });
  const columns = [
    ...fields,
    ...[...mapping.others, ...mapping.traits].map(({ column }) => column),
    ...mapping.consents.flatMap(({ at }) => at),
  ].filter(isLocal);
  if (columns.length === 0) return { times: localTimes(zone, { first: 0, last: 0 }), notes };
  const readings = columns.map(({ column, type }) => instantOf(column, type, (local) => local));
  const lows = join(readings.map((reading) => sql`min(${reading})`));
  const highs = join(readings.map((reading) => sql`max(${reading})`));
  const [range] = await engine.rows(statement(sql`SELECT least(${lows}, NULL) AS low, greatest(${highs}, NULL) AS high FROM ${raw.from}`));
  const within: Readings = { first: Number(range?.low ?? 0), last: Number(range?.high ?? 0) };
  const gap = isGap(zone, within);
  for (const { column, type } of columns.filter(onlyLocal)) {
    const [found] = await engine.rows(statement(sql`SELECT count(*) AS n FROM ${raw.from} WHERE ${instantOf(column, type, gap)}`));
    const rows = Number(found?.n ?? 0);
    if (rows > 0) notes.push({ kind: "missing-local-times", column: column.header, rows, zone: zone.name });
  }
  return { times: localTimes(zone, within), notes };
}

/** Whether the zone decides what the column's cells mean. */
function isLocal({ type, column }: Inferred): boolean {
  return (type.type === "datetime" || type.type === "date") && column.type.kind !== "instant";
}

function onlyLocal({ type, column }: Inferred): boolean {
  return type.type === "datetime" && (column.type.kind !== "text" || type.formats.every(({ offset }) => !offset));
}
