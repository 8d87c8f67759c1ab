/**
 * Who a plan says is in, in memory: a witness that planning means what the reference evaluation means, without an engine.
 * Written for tests from `plan.ts` alone; it shares nothing with the reference evaluation but values in force at an instant.
 */
import { inSample } from "../../src/core/hash.ts";
import { chordSquared, toSphere } from "../../src/core/sphere.ts";
import { fold } from "../../src/core/text/fold.ts";
import { BEGINNING, type Instant } from "../../src/core/time/instant.ts";
import { DAY } from "../../src/core/time/unit.ts";
import { localDay, type Zone } from "../../src/core/time/zone.ts";
import type { ConsentStatement, History, ObservedEvent } from "../../src/rules/history.ts";
import type {
  Aggregate,
  ConsentLeaf,
  Field,
  Leaf,
  MeasureLeaf,
  PlanMeasure,
  PlanStep,
  PlanTest,
  Predicate,
  RankLeaf,
  SequenceLeaf,
  SetNode,
  StayLeaf,
} from "../../src/rules/plan.ts";
import type { Rate } from "../../src/rules/reference/context.ts";
import { traitAt, traitIntervals } from "../../src/rules/reference/traits.ts";
import { type Cell, cellOf, cellPasses, orderOf } from "./values.ts";

/** Everybody in the universe of the run, with what values are read by. */
export interface Data {
  readonly universe: readonly History[];
  readonly rates: readonly Rate[];
  readonly workspaceZone: Zone;
}

/** The members of a set. */
export function interpret(node: SetNode, data: Data): ReadonlySet<History> {
  const all = data.universe;
  switch (node.op) {
    case "universe":
      return new Set(all);
    case "nobody":
      return new Set();
    case "named":
      return new Set(all.filter((one) => !one.anonymous));
    case "and":
      return node.of.map((part) => interpret(part, data)).reduce((a, b) => a.intersection(new Set(b)));
    case "or":
      return node.of.map((part) => interpret(part, data)).reduce((a, b) => new Set(a).union(new Set(b)));
    case "not": {
      const inside = interpret(node.of, data);
      return new Set(all.filter((one) => !inside.has(one)));
    }
    case "segment":
      return interpret(node.of, data);
    case "rank":
      return ranked(node, data);
    default:
      return new Set(all.filter((one) => inLeaf(node, one, data)));
  }
}

function inLeaf(leaf: Exclude<Leaf, RankLeaf>, one: History, data: Data): boolean {
  switch (leaf.op) {
    case "trait":
      return passes(traitCell(one, leaf.trait, leaf.at, data), leaf.test, one, data, leaf.at);
    case "held": {
      const now = passes(traitCell(one, leaf.trait, leaf.at, data), leaf.test, one, data, leaf.at);
      const intervals = traitIntervals(one, leaf.trait.name).filter((interval) => interval.from <= leaf.at);
      const ruling = intervals.filter((interval) => interval.from <= leaf.since).at(-1);
      const since = ruling === undefined ? [] : [ruling, ...intervals.filter((interval) => interval.from > leaf.since)];
      const day = localDay(data.workspaceZone, leaf.at);
      const long =
        since.length > 0 && since.every(({ value }) => passes(cellOf(value, leaf.trait, day, data.rates), leaf.test, one, data, leaf.at));
      return now && long === (leaf.how === "at least");
    }
    case "measure":
      return inMeasure(leaf, one, data);
    case "activity": {
      const events = eventsIn(one, leaf.event, leaf.filter, { after: BEGINNING, upto: leaf.at }, data, leaf.at);
      const active = leaf.edges.slice(1).filter((end, i) => {
        const start = leaf.edges[i] ?? end;
        return events.some((event) => event.instant >= start && event.instant < end);
      });
      return active.length >= leaf.atLeast;
    }
    case "sequence":
      return inSequence(leaf, one, data);
    case "near": {
      const cell = traitCell(one, { name: leaf.trait, type: "location" }, leaf.at, data);
      if (cell === undefined || !("point" in cell)) return false;
      return chordSquared(toSphere(cell.point[0], cell.point[1]), leaf.center) <= leaf.limit;
    }
    case "sample":
      return inSample(leaf.seed, one.id, leaf.bound);
    case "consent":
      return inConsent(leaf, one);
    case "stay":
      return inStay(leaf, one);
    case "pinned":
      return one.pins.some(
        (pin) => pin.segment === leaf.segment && pin.how === leaf.how && pin.since <= leaf.at && (pin.until ?? leaf.at + 1) > leaf.at,
      );
  }
}

function traitCell(one: History, trait: Field, at: Instant, data: Data): Cell | undefined {
  return cellOf(traitAt(one, trait.name, at)?.value, trait, localDay(data.workspaceZone, at), data.rates);
}

function passes(cell: Cell | undefined, test: PlanTest, one: History, data: Data, at: Instant): boolean {
  return cellPasses(cell, test, (trait) => traitCell(one, trait, at, data));
}

function eventCell(event: ObservedEvent, field: Field, data: Data): Cell | undefined {
  return cellOf(event.properties.get(field.name), field, event.localDay, data.rates);
}

function eventPasses(predicate: Predicate, event: ObservedEvent, one: History, data: Data, at: Instant): boolean {
  switch (predicate.op) {
    case "true":
      return true;
    case "and":
      return predicate.of.every((part) => eventPasses(part, event, one, data, at));
    case "or":
      return predicate.of.some((part) => eventPasses(part, event, one, data, at));
    case "not":
      return !eventPasses(predicate.of, event, one, data, at);
    case "test":
      return passes(eventCell(event, predicate.field, data), predicate.test, one, data, at);
  }
}

function eventsIn(
  one: History,
  type: string,
  filter: Predicate,
  bounds: { readonly after: number; readonly upto: number },
  data: Data,
  at: Instant,
): readonly ObservedEvent[] {
  const inside = one.events.filter((event) => event.type === type && event.instant > bounds.after && event.instant <= bounds.upto);
  const passing = inside.filter((event) => eventPasses(filter, event, one, data, at));
  return passing.sort((a, b) => a.instant - b.instant || (BigInt(`0x${a.id}`) < BigInt(`0x${b.id}`) ? -1 : 1));
}

function inMeasure(leaf: MeasureLeaf, one: History, data: Data): boolean {
  const events = eventsIn(one, leaf.measure.event, leaf.measure.filter, leaf.measure.bounds, data, leaf.at);
  if (events.length === 0) return leaf.whenEmpty;
  return passes(measureCell(leaf.measure, events, one, data, leaf.at), leaf.test, one, data, leaf.at);
}

function measureCell(measure: PlanMeasure, events: readonly ObservedEvent[], one: History, data: Data, at: Instant): Cell | undefined {
  const { aggregate } = measure;
  const count = (n: number): Cell => ({ integer: BigInt(n), scale: 0 });
  switch (aggregate.fn) {
    case "count":
      return count(events.length);
    case "days":
      return count(new Set(events.map((event) => dayOf(event, aggregate))).size);
    case "share": {
      if (events.length === 0) return undefined;
      const passing = events.filter((event) => eventPasses(aggregate.passing, event, one, data, at));
      return { numerator: BigInt(passing.length), denominator: BigInt(events.length), scale: 0 };
    }
    case "first":
    case "last":
    case "nth": {
      const n = "n" in aggregate ? aggregate.n : 1;
      const event = aggregate.fn === "last" ? events.at(-1) : events[n - 1];
      if (event === undefined || aggregate.field === undefined) return event && { integer: BigInt(event.instant), scale: 0 };
      return eventCell(event, aggregate.field, data);
    }
    default:
      return overValues(aggregate.fn, aggregate.field, events, data);
  }
}

function dayOf(event: ObservedEvent, { offsets }: Extract<Aggregate, { fn: "days" }>): number {
  if (offsets === undefined) return event.localDay;
  const offset = offsets.findLast((one) => one.from <= event.instant)?.offset ?? Number.NaN;
  return Math.floor((event.instant + offset) / DAY);
}

function overValues(
  fn: "sum" | "average" | "minimum" | "maximum" | "distinct",
  field: Field,
  events: readonly ObservedEvent[],
  data: Data,
): Cell | undefined {
  const cells = events.map((event) => eventCell(event, field, data)).filter((cell) => cell !== undefined);
  if (fn === "distinct") {
    const keys = cells.map((cell) => ("written" in cell ? cell.folded : "integer" in cell ? cell.integer : JSON.stringify(cell)));
    return { integer: BigInt(new Set(keys).size), scale: 0 };
  }
  const integers = cells.flatMap((cell) => ("integer" in cell ? [cell.integer] : []));
  const scale = field.convert?.scale ?? field.scale ?? 0;
  const sum = integers.reduce((a, b) => a + b, 0n);
  if (fn === "sum") return { integer: sum, scale };
  if (integers.length === 0) return undefined;
  if (fn === "average") return { numerator: sum, denominator: BigInt(integers.length), scale };
  return { integer: integers.reduce((a, b) => (a < b === (fn === "minimum") ? a : b)), scale };
}

function inSequence(leaf: SequenceLeaf, one: History, data: Data): boolean {
  const eventsOf = (step: PlanStep, bounds: { readonly after: number; readonly upto: number }) =>
    eventsIn(one, step.event, step.filter, bounds, data, leaf.at);
  const same = (step: PlanStep, before: ObservedEvent, event: ObservedEvent): boolean => {
    if (step.same === undefined) return true;
    const [x, y] = [eventCell(before, step.same.before, data), eventCell(event, step.same.here, data)];
    return x !== undefined && y !== undefined && orderOf(x, y) === 0;
  };
  const clear = (no: PlanStep, before: ObservedEvent, upto: number) =>
    !eventsOf(no, { after: before.instant, upto: Math.min(upto, leaf.at) }).some((event) => same(no, before, event));
  const goOn = (place: number, before: ObservedEvent): boolean => {
    const next = leaf.steps.findIndex((step, i) => i >= place && !step.negated);
    const between = leaf.steps.slice(place, next < 0 ? undefined : next);
    const step = leaf.steps[next];
    if (step === undefined) {
      return between.every(
        (no) =>
          (no.within === undefined || before.instant + no.within <= leaf.at) &&
          clear(no, before, before.instant + (no.within ?? Number.POSITIVE_INFINITY)),
      );
    }
    return eventsOf(step, leaf.bounds).some(
      (event) =>
        event.instant > before.instant &&
        event.instant <= before.instant + (step.within ?? Number.POSITIVE_INFINITY) &&
        same(step, before, event) &&
        between.every((no) => clear(no, before, no.within === undefined ? event.instant - 1 : before.instant + no.within)) &&
        goOn(next + 1, event),
    );
  };
  const [first] = leaf.steps;
  return first !== undefined && eventsOf(first, leaf.bounds).some((event) => goOn(1, event));
}

function ranked(leaf: RankLeaf, data: Data): ReadonlySet<History> {
  const within = interpret(leaf.within, data);
  const entries = leaf.by.flatMap(({ members, value }) => {
    const group = members === undefined ? within : within.intersection(new Set(interpret(members, data)));
    return [...group].flatMap((one) => {
      const cell =
        value.op === "trait"
          ? traitCell(one, value.trait, value.at, data)
          : measureCell(
              value.measure,
              eventsIn(one, value.measure.event, value.measure.filter, value.measure.bounds, data, leaf.at),
              one,
              data,
              leaf.at,
            );
      return cell === undefined ? [] : [{ one, cell }];
    });
  });
  const sign = leaf.direction === "top" ? -1 : 1;
  entries.sort((a, b) => sign * (orderOf(a.cell, b.cell) ?? 0) || Buffer.compare(Buffer.from(a.one.id), Buffer.from(b.one.id)));
  if ("count" in leaf.limit) return new Set(entries.slice(0, leaf.limit.count).map((entry) => entry.one));
  const { units, scale } = leaf.limit.percent;
  const whole = 100n * 10n ** BigInt(scale);
  const cut = Number((units * BigInt(entries.length) + whole - 1n) / whole);
  return new Set(entries.slice(0, cut).map((entry) => entry.one));
}

function inConsent({ test, at }: ConsentLeaf, one: History): boolean {
  const latest = new Map<string, ConsentStatement>();
  const from = (statement: ConsentStatement) => statement.at ?? BEGINNING;
  for (const statement of one.consents.filter((known) => from(known) <= at)) {
    const key = JSON.stringify([fold(statement.purpose), fold(statement.channel), statement.address ?? null]);
    const other = latest.get(key);
    const order =
      other === undefined ? 1 : from(statement) - from(other) || statement.received - other.received || (statement.id > other.id ? 1 : -1);
    if (order > 0) latest.set(key, statement);
  }
  const states = [...latest.values()];
  if (test.is !== "reachable") {
    const about = states.filter((state) => state.purpose !== "" && fold(state.purpose) === test.purpose).map((state) => state.state);
    return test.is === (about.includes("granted") ? "subscribed" : about.includes("denied") ? "unsubscribed" : "no decision");
  }
  const onChannel = states.filter((state) => fold(state.channel) === test.channel && state.address !== undefined);
  const bounced = new Set(onChannel.filter((state) => state.purpose === "" && state.state === "bounced").map((state) => state.address));
  return onChannel.some((state) => state.purpose !== "" && state.state === "granted" && state.valid && !bounced.has(state.address));
}

function inStay({ segment, test, at }: StayLeaf, one: History): boolean {
  const own = one.stays.filter((stay) => stay.segment === segment);
  if (test.is === "in") return own.some((stay) => stay.since <= test.since && (stay.until ?? at + 1) > at);
  const moments = own.flatMap((stay) => (test.is === "entered" ? [stay.since] : stay.until === undefined ? [] : [stay.until]));
  return moments.some((moment) => moment > test.bounds.after && moment <= test.bounds.upto);
}
