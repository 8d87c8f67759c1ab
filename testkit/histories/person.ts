/** Histories in compact form. */

import { md5Hex } from "../../src/core/hash.ts";
import { parseDecimal } from "../../src/core/number/decimal.ts";
import { parseDay } from "../../src/core/time/date.ts";
import { type Instant, parseInstant } from "../../src/core/time/instant.ts";
import { localDay, zone } from "../../src/core/time/zone.ts";
import type { ConsentStatement, History, Observed, Pin, Stay } from "../../src/rules/history.ts";
import type { Names, ValueInfo } from "../../src/rules/names.ts";

/** A value as a story writes it: `12.30 USD` or `12.30` (EUR) for amounts, ISO 8601 for dates, `[lat, lon]` for a location. */
export type Told = string | number | boolean | readonly (string | number)[];

interface ToldEvent {
  readonly event: string;
  /** ISO 8601 with an offset or Z. */
  readonly at: string;
  readonly id?: string;
  readonly with?: Readonly<Record<string, Told>>;
}

interface ToldTrait {
  readonly trait: string;
  /** Absent: the statement says "not set". */
  readonly value?: Told;
  /** Absent: the source gave no date. */
  readonly from?: string;
  readonly received?: string;
  readonly id?: string;
}

export interface ToldPerson {
  readonly id: string;
  readonly created?: string;
  readonly anonymous?: boolean;
  readonly gone?: boolean;
  readonly events?: readonly ToldEvent[];
  readonly traits?: readonly ToldTrait[];
  readonly consents?: readonly (Partial<Omit<ConsentStatement, "at">> & { readonly at?: string })[];
  readonly stays?: readonly { readonly segment: string; readonly since: string; readonly until?: string }[];
  readonly pins?: readonly { readonly segment: string; readonly how: "in" | "out"; readonly since: string; readonly until?: string }[];
}

/** The instant of an ISO 8601 text with an offset. Throws for anything else, so that a story with a slip does not pass. */
export function moment(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new RangeError(`not an instant: ${text}`);
  return at;
}

/** The history that a story tells; types are those of the workspace, which must know every name. */
export function person(told: ToldPerson, key: number, names: Names): History {
  const workspaceZone = zone(names.settings.zone);
  if (workspaceZone === undefined) throw new RangeError(`no zone ${names.settings.zone}`);
  const { id, created, anonymous = false, gone = false, events = [], traits = [], consents = [], stays = [], pins = [] } = told;
  return {
    key,
    id,
    ...(created === undefined ? {} : { created: moment(created) }),
    anonymous,
    gone,
    events: events.map((event, i) => ({
      type: event.event,
      instant: moment(event.at),
      id: event.id ?? md5Hex(`${id} event ${i}`),
      localDay: localDay(workspaceZone, moment(event.at)),
      properties: new Map(
        Object.entries(event.with ?? {}).map(([name, value]) => [
          name,
          observed(value, known(names.events.get(event.event)?.properties.get(name), name)),
        ]),
      ),
    })),
    traits: traits.map((statement, i) => ({
      trait: statement.trait,
      ...(statement.from === undefined ? {} : { at: moment(statement.from) }),
      received: moment(statement.received ?? statement.from ?? "2025-01-01T00:00:00Z"),
      id: statement.id ?? md5Hex(`${id} trait ${i}`),
      ...(statement.value === undefined
        ? {}
        : { value: observed(statement.value, known(names.traits.get(statement.trait), statement.trait)) }),
    })),
    consents: consents.map(({ at, ...statement }, i) => ({
      purpose: "news",
      channel: "email",
      valid: true,
      state: "granted",
      received: moment("2025-01-01T00:00:00Z"),
      id: md5Hex(`${id} consent ${i}`),
      ...(at === undefined ? {} : { at: moment(at) }),
      ...statement,
    })),
    stays: stays.map((stay): Stay => ({ segment: stay.segment, ...stretch(stay) })),
    pins: pins.map((pin): Pin => ({ segment: pin.segment, how: pin.how, ...stretch(pin) })),
  };
}

function stretch(told: { readonly since: string; readonly until?: string }): { since: Instant; until?: Instant } {
  return { since: moment(told.since), ...(told.until === undefined ? {} : { until: moment(told.until) }) };
}

function known(info: ValueInfo | undefined, name: string): ValueInfo {
  if (info === undefined) throw new RangeError(`the workspace does not know ${name}`);
  return info;
}

function observed(told: Told, info: ValueInfo): Observed {
  const text = String(told);
  switch (info.type) {
    case "text":
      return { type: "text", text };
    case "number":
      return { type: "number", number: number(text) };
    case "money": {
      const [amount = "", currency = "EUR"] = text.split(" ");
      return { type: "money", amount: number(amount), currency };
    }
    case "boolean":
      return { type: "boolean", boolean: told === true };
    case "date":
      return { type: "date", day: parseDay(text) ?? fail(text) };
    case "datetime":
      return { type: "datetime", instant: moment(text) };
    case "list":
      return { type: "list", items: items(told).map((item) => (info.element === "number" ? number(String(item)) : String(item))) };
    case "location": {
      const [latitude, longitude] = items(told);
      return { type: "location", latitude: Number(latitude), longitude: Number(longitude) };
    }
    case "score":
      return { type: "score", score: Number(told) };
  }
}

function items(told: Told): readonly (string | number)[] {
  return typeof told === "object" ? told : fail(String(told));
}

function number(text: string) {
  return parseDecimal(text) ?? fail(text);
}

function fail(text: string): never {
  throw new RangeError(`not a value: ${text}`);
}
