/** Arbitrary documents of the segment language: everything its schema allows, names and texts as odd as they may be. */
import fc from "fast-check";
import { type Day, formatDay, LAST_DAY } from "../../src/core/time/date.ts";
import { PERIODS, UNITS } from "../../src/core/time/unit.ts";
import type { Window } from "../../src/core/time/window.ts";
import type { Condition, DateTest, DateValue, Filter, HeldTest, Measure, Rule, Step, Test, Value } from "../../src/rules/document.ts";
import { keywords } from "../../src/rules/text/keywords.ts";
import { canonicalDatetime } from "../../src/rules/text/literals.ts";
import { canonicalNumber } from "../../src/rules/text/numbers.ts";

/** The record with the keys that are `undefined` left out, as documents have it. */
function compact<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

function record<T extends object>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(shape).map((value) => compact(value as object)) as unknown as fc.Arbitrary<T>;
}

function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.option(arbitrary, { nil: undefined, freq: 2 }) as fc.Arbitrary<T>;
}

const odd = fc.string({ unit: fc.constantFrom(..."a`\"'\\#\n\t\r\u0000\u200b\u202e“é😀 ü-.()>,"), maxLength: 8 });
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("DE", "web", "a b", "10%", "2025-03-01", "and", "") },
  odd,
  fc.string({ unit: "grapheme", maxLength: 12 }),
);

/** Names: plain, equal to keywords, or of any characters. */
const nameArbitrary: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("order", "amount", "country", "channel", "plan", "größe", "_x1", "Order", "EUR") },
  { weight: 2, arbitrary: fc.constantFrom(...keywords()) },
  { weight: 1, arbitrary: fc.constantFrom("AND", "First", "wee\u212a", "2fa", "a-b", "a b", "a.b", "`", "\\") },
  { weight: 1, arbitrary: fc.oneof(odd, fc.string({ unit: "grapheme", maxLength: 12 })).filter((name) => name !== "") },
);

const note = maybe(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("why", "two\nlines", "") },
    odd.map((line) => line.replaceAll("\r", "")),
  ),
);
const rarely = fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: note }) as fc.Arbitrary<string>;
const count = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.constantFrom(1, 10_000_000));
const unit = fc.constantFrom(...UNITS);
const period = fc.constantFrom(...PERIODS);
const yes = maybe(fc.constant(true as const));
const decimal = fc
  .tuple(fc.constantFrom("", "-"), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.stringMatching(/^\d{0,12}$/))
  .map(([sign, whole, decimals]) => canonicalNumber(`${sign}${whole}${decimals === "" ? "" : `.${decimals}`}`) as string);
const date = fc.integer({ min: -719_162, max: LAST_DAY }).map((day) => formatDay(day as Day));
const datetime = fc
  .tuple(date, fc.integer({ min: 0, max: 86_399_999 }), fc.constantFrom("", "Z", "+02:00", "-11:30"), fc.boolean())
  .map(([day, millisecond, offset, whole]) => {
    const time = new Date(whole ? millisecond - (millisecond % 60_000) : millisecond).toISOString().slice(11, 23);
    return canonicalDatetime(`${day}T${time}${offset}`);
  });
const duration = record({ n: count, unit });

const windowArbitrary: fc.Arbitrary<Window> = fc.oneof(
  record({ kind: fc.constant("last" as const), n: count, unit }),
  record({ kind: fc.constant("period" as const), which: fc.constantFrom("today" as const, "yesterday" as const) }),
  record({ kind: fc.constant("this" as const), period }),
  record({ kind: fc.constant("previous" as const), n: count, period }),
  fc.tuple(count, fc.nat(40), unit).map(([n, to, u]) => ({ kind: "ago" as const, from: Math.max(n, to), to: Math.min(n, to), unit: u })),
  fc.tuple(date, date).map(([a, b]) => ({ kind: "dates" as const, from: a < b ? a : b, to: a < b ? b : a })),
  record({ kind: fc.constantFrom("since" as const, "before" as const), date }),
);

const dateValue: fc.Arbitrary<DateValue> = fc.oneof(
  record({ type: fc.constant("date" as const), date }),
  record({ type: fc.constant("datetime" as const), datetime }),
  record({ type: fc.constant("ago" as const), n: fc.nat(40), unit }),
);

const valueArbitrary: fc.Arbitrary<Value> = fc.oneof(
  dateValue,
  record({ type: fc.constant("number" as const), number: decimal }),
  record({ type: fc.constant("number" as const), number: decimal, percent: fc.constant(true as const) }),
  record({ type: fc.constant("number" as const), number: decimal, currency: fc.constantFrom("EUR", "USD", "JPY") }),
  { weight: 3, arbitrary: record({ type: fc.constant("text" as const), text, exactly: yes }) },
  record({ type: fc.constant("boolean" as const), boolean: fc.boolean() }),
  record({ type: fc.constant("trait" as const), trait: nameArbitrary }),
) as fc.Arbitrary<Value>;

const values = fc.array(valueArbitrary, { minLength: 1, maxLength: 4 });

const dateTest: fc.Arbitrary<DateTest> = fc.oneof(
  record({ op: fc.constantFrom("before" as const, "after" as const), instant: dateValue }),
  record({ op: fc.constant("during" as const), window: windowArbitrary.filter((window) => window.kind !== "before") }),
  record({ op: fc.constant("next" as const), n: count, unit }),
  record({ op: fc.constant("anniversary" as const), days: count }),
);

/** A plain number and a time ago would be a window, not two values. */
function isRange(low: Value, high: Value): boolean {
  return low.type === "number" && low.percent === undefined && low.currency === undefined && high.type === "ago";
}

const testArbitrary: fc.Arbitrary<Test> = fc.oneof(
  { weight: 3, arbitrary: record({ op: fc.constantFrom("=", "!=", "<", "<=", ">", ">="), value: valueArbitrary }) },
  record({ op: fc.constant("between"), low: valueArbitrary, high: valueArbitrary }).filter((test) => !isRange(test.low, test.high)),
  record({ op: fc.constant("in"), values, negated: yes }),
  record({ op: fc.constant("set"), negated: yes }),
  record({ op: fc.constant("contains"), text, negated: yes }),
  record({ op: fc.constantFrom("starts", "ends", "matches"), text }),
  record({ op: fc.constant("has"), how: fc.constantFrom("any", "all", "none"), values }),
  record({ op: fc.constant("has"), how: fc.constant("one"), values: valueArbitrary.map((value) => [value]) }),
  { weight: 3, arbitrary: dateTest },
) as fc.Arbitrary<Test>;

const held = record({
  op: fc.constant("held" as const),
  value: valueArbitrary,
  how: fc.constantFrom("at least" as const, "less than" as const),
  duration,
}) as fc.Arbitrary<HeldTest>;

/** Trees of `and`, `or`, `not` and groups over leaves; `keys` are the names under which nodes hold their parts. */
function trees<N>(leaf: fc.Arbitrary<N>, keys: { readonly one: string; readonly many: string }, depth: number): fc.Arbitrary<N> {
  const of = <K extends string>(kind: K, part: fc.Arbitrary<N>) =>
    record({ kind: fc.constant(kind), [keys.one]: part, note: rarely }) as unknown as fc.Arbitrary<N>;
  const many = (kind: string, part: fc.Arbitrary<N>) =>
    record({
      kind: fc.constant(kind),
      [keys.many]: fc.array(part, { minLength: 2, maxLength: 4 }),
      note: rarely,
    }) as unknown as fc.Arbitrary<N>;
  const level = (left: number): { readonly unary: fc.Arbitrary<N>; readonly any: fc.Arbitrary<N> } => {
    if (left === 0) return { unary: leaf, any: leaf };
    const below = level(left - 1);
    const unary = fc.oneof({ weight: 4, arbitrary: leaf }, of("group", below.any), of("not", below.unary));
    const and = many("and", unary);
    return { unary, any: fc.oneof({ weight: 2, arbitrary: unary }, { weight: 2, arbitrary: and }, many("or", fc.oneof(unary, and))) };
  };
  return level(depth).any;
}

const propertyTest = record({
  kind: fc.constant("test" as const),
  property: nameArbitrary,
  test: testArbitrary,
  note: rarely,
}) as fc.Arbitrary<Filter>;

const filterArbitrary: fc.Arbitrary<Filter> = trees(propertyTest, { one: "filter", many: "filters" }, 2);

const filter = maybe(filterArbitrary);
const property = maybe(nameArbitrary);

const measureArbitrary: fc.Arbitrary<Measure> = fc.oneof(
  record({ fn: fc.constantFrom("count" as const, "days" as const), event: nameArbitrary, filter }),
  record({
    fn: fc.constantFrom("sum" as const, "average" as const, "minimum" as const, "maximum" as const, "distinct" as const),
    event: nameArbitrary,
    property: nameArbitrary,
    filter,
  }),
  record({ fn: fc.constantFrom("first" as const, "last" as const), event: nameArbitrary, property, filter }),
  record({ fn: fc.constant("nth" as const), n: count, event: nameArbitrary, property, filter }),
  record({ fn: fc.constant("share" as const), event: nameArbitrary, filter: filterArbitrary }),
) as fc.Arbitrary<Measure>;

const step = record({ event: nameArbitrary, negated: yes, filter, same: property, within: maybe(duration) }) as fc.Arbitrary<Step>;
const window = maybe(windowArbitrary);

const single = maybe(
  fc.oneof(propertyTest, record({ kind: fc.constant("group" as const), filter: filterArbitrary, note: rarely })),
) as fc.Arbitrary<Filter>;

/** One condition of every kind, in equal parts. */
export const conditionArbitrary: fc.Arbitrary<Condition> = fc.oneof(
  record({ kind: fc.constant("trait"), trait: nameArbitrary, test: fc.oneof({ weight: 4, arbitrary: testArbitrary }, held), note }),
  record({ kind: fc.constant("event"), measure: measureArbitrary, window, test: testArbitrary, note }),
  record({ kind: fc.constant("did"), event: nameArbitrary, negated: yes, filter: single, window, note }),
  record({ kind: fc.constant("sequence"), steps: fc.array(step, { minLength: 1, maxLength: 4 }), window, note }),
  record({ kind: fc.constant("activity"), event: nameArbitrary, filter, atLeast: count, of: count, period, note }),
  record({
    kind: fc.constant("segment"),
    segment: nameArbitrary,
    how: fc.oneof(
      record({ is: fc.constant("in"), forAtLeast: maybe(duration) }),
      record({ is: fc.constantFrom("entered", "left"), window: windowArbitrary }),
    ),
    note,
  }),
  record({
    kind: fc.constant("rank"),
    direction: fc.constantFrom("top", "bottom"),
    limit: fc.oneof(record({ count }), record({ percent: decimal })),
    by: fc.oneof(record({ trait: nameArbitrary }), record({ measure: measureArbitrary, window })),
    within: property,
    note,
  }),
  record({
    kind: fc.constant("geo"),
    distance: decimal,
    unit: fc.constantFrom("km", "mi"),
    center: fc.oneof(record({ latitude: decimal, longitude: decimal }), record({ place: nameArbitrary })),
    note,
  }),
  record({ kind: fc.constant("sample"), percent: decimal, seed: text, note }),
  record({
    kind: fc.constant("consent"),
    test: fc.oneof(
      record({ is: fc.constant("reachable"), channel: nameArbitrary }),
      record({ is: fc.constantFrom("subscribed", "unsubscribed", "no decision"), purpose: nameArbitrary }),
    ),
    note,
  }),
) as fc.Arbitrary<Condition>;

/** Any rule that the schema allows, up to four levels deep. */
export const ruleArbitrary: fc.Arbitrary<Rule> = trees<Rule>(
  fc.oneof({ weight: 12, arbitrary: conditionArbitrary as fc.Arbitrary<Rule> }, record({ kind: fc.constant("everyone" as const), note })),
  { one: "rule", many: "rules" },
  3,
);
