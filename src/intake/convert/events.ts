import { failure } from "../../core/issue.ts";
import { type Fragment, id, sql, statement } from "../../sql/statement.ts";
import type { Inferred } from "../types/infer.ts";
import type { Check, Context } from "./context.ts";
import { fillEvents, fillTraits, type Held, holdAll } from "./fill.ts";
import { placeOf } from "./place.ts";
import { collectRejects, instantWithChecks, type NamedExpression, typedRows } from "./typed.ts";
import { whoOf } from "./who.ts";

/** More names than this are not kinds of events. */
const MOST_EVENT_NAMES = 500;

/** Events: of one type, or of the types that a column names. Every column but those of fields is a property; empty cells are not set. */
export async function convertEvents(context: Context): Promise<void> {
  const { fields, engine } = context;
  const anonymous = fields.get("anonymous");
  const named = fields.get("customer");
  const who = whoOf((named ?? anonymous) as Inferred);
  const kind = named === undefined ? "anonymous" : who.kind;
  const both = named !== undefined && anonymous !== undefined;
  const whoValue = both ? sql`coalesce(${who.value}, ${whoOf(anonymous).value})` : who.value;
  const at = instantWithChecks(context, fields.get("at") as Inferred, true);
  const checks: Check[] = [
    ...who.checks.map((check) => (check.code === "no-customer" ? { ...check, when: sql`(${id("who")} IS NULL)` } : check)),
    ...at.checks,
  ];
  const name = fields.get("name");
  const values: NamedExpression[] = [
    { name: "who", value: whoValue },
    { name: "who_kind", value: both ? sql`CASE WHEN ${who.value} IS NULL THEN 'anonymous' ELSE ${kind} END` : sql`${kind}` },
    { name: "at", value: at.value },
    { name: "message", value: textOf(fields.get("message")) },
    { name: "name", value: typeof context.kind === "object" ? sql`${context.kind.event}` : textOf(name) },
  ];
  if (typeof context.kind !== "object")
    checks.push({ when: sql`(${id("name")} IS NULL)`, code: "no-event-name", column: name?.column.header });
  const place = placeOf(context);
  if (place !== undefined) {
    values.push(...place.parts.map((part, index) => ({ name: `place_${index}`, value: part })));
    if (place.check !== undefined) checks.push(place.check);
  }
  const all = holdAll(context, context.others);
  const traits = holdAll(context, context.traits, context.others.length);
  const typed = await typedRows(context, [...values, ...all.values, ...traits.values], [...checks, ...all.checks, ...traits.checks]);
  await collectRejects(context, typed);
  const location: Held[] =
    place === undefined ? [] : [{ field: { name: "location", type: "location" }, parts: [id("place_0"), id("place_1")] }];
  const rows = { row: sql`"row"`, whoKind: sql`who_kind`, who: sql`who` };
  for (const event of typeof context.kind === "object" ? [context.kind.event] : await namesIn(engine, typed.from)) {
    const held = await present(engine, typed.from, event, [...all.held, ...location]);
    const from = sql`${typed.from} WHERE fault IS NULL AND name = ${event}`;
    await fillEvents(context, event, held, { ...rows, from, instant: sql`"at"`, message: sql`message` });
  }
  await fillTraits(context, traits.held, { ...rows, from: sql`${typed.from} WHERE fault IS NULL`, statedAt: sql`"at"` });
}

function textOf(inferred: Inferred | undefined): Fragment {
  return inferred === undefined ? sql`CAST(NULL AS VARCHAR)` : sql`CAST(${id(inferred.column.column)} AS VARCHAR)`;
}

async function namesIn(engine: Context["engine"], from: Fragment): Promise<readonly string[]> {
  const rows = await engine.rows(
    statement(sql`SELECT name, count(*) AS n FROM ${from} WHERE fault IS NULL GROUP BY name ORDER BY n DESC, name`),
  );
  if (rows.length > MOST_EVENT_NAMES) throw failure("too-many-event-names", { count: rows.length, limit: MOST_EVENT_NAMES });
  return rows.map((row) => String(row.name));
}

/** Properties that occur with this type: a file of several types has columns for all of them. */
async function present(engine: Context["engine"], from: Fragment, event: string, held: readonly Held[]): Promise<readonly Held[]> {
  if (held.length === 0) return held;
  const counts = held.map(({ parts }, index) => sql`count(${parts[0] ?? sql`NULL`}) AS ${id(`n${index}`)}`);
  const list = counts.reduce((a, b) => sql`${a}, ${b}`);
  const [found] = await engine.rows(statement(sql`SELECT ${list} FROM ${from} WHERE fault IS NULL AND name = ${event}`));
  return held.filter((_, index) => Number(found?.[`n${index}`]) > 0);
}
