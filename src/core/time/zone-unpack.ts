import { day, weekday } from "./date.ts";
import { BEGINNING } from "./instant.ts";
import { DAY } from "./unit.ts";

/**
 * Stretches of constant offset, ascending. Stretch i runs from `starts[i]` (the first one from −∞) to `starts[i + 1]`
 * with `offsets[i]` milliseconds ahead of UTC; `highest[i]` is the latest wall-clock reading before it. `buckets` holds,
 * for each slice of time from BEGINNING on, the stretch in which the slice begins.
 */
export interface Changes {
  readonly starts: Float64Array;
  readonly offsets: Float64Array;
  readonly highest: Float64Array;
  readonly buckets: Uint16Array;
}

/** Rules are carried on to this year; windows "in next" may look beyond the last instant of data. */
const LAST_RULE_YEAR = 2400;

/** The changes of one line of zone-data.ts. Throws nothing: the data is generated and tested. */
export function unpackZone(packed: string, bucketSize: number): Changes {
  const [, offsetText = "0", indexText = "0", stepText = "", ruleText = ""] = packed.split("|");
  const table = offsetText.split(" ").map((seconds) => Number(seconds) * 1000);
  const offsets = [...indexText].map((c) => table[Number.parseInt(c, 36)] as number);
  const starts = [Number.NEGATIVE_INFINITY];
  let at = 0;
  for (const step of stepText === "" ? [] : stepText.split(" ")) {
    at += step.endsWith("S") ? Number.parseInt(step.slice(0, -1), 36) : Number.parseInt(step, 36) * 900;
    starts.push(at * 1000);
  }
  appendRules(ruleText, table, starts, offsets);
  return {
    starts: Float64Array.from(starts),
    offsets: Float64Array.from(offsets),
    highest: highestBefore(starts, offsets),
    buckets: bucketsOf(starts, bucketSize),
  };
}

function appendRules(ruleText: string, table: readonly number[], starts: number[], offsets: number[]): void {
  if (ruleText === "") return;
  const [from = "", ...ruleTexts] = ruleText.split(" ");
  const rules = ruleTexts.map((rule) => rule.split(".").map((part) => Number.parseInt(part, 36)));
  const decimal = ruleTexts.map((rule) => rule.split(".").map(Number));
  for (let year = Number(from); year <= LAST_RULE_YEAR; year++) {
    for (const [i, rule] of decimal.entries()) {
      const [month = 1, dayOfWeek = 1, fromDay = 1, second = 0] = rule;
      const basis = table[rules[i]?.[4] ?? 0] as number;
      const first = day(year, month, fromDay);
      const date = first + ((dayOfWeek - weekday(first) + 7) % 7);
      starts.push(date * DAY + second * 1000 - basis);
      offsets.push(table[rules[i]?.[5] ?? 0] as number);
    }
  }
}

function highestBefore(starts: readonly number[], offsets: readonly number[]): Float64Array {
  const highest = new Float64Array(starts.length).fill(Number.NEGATIVE_INFINITY);
  for (let i = 1; i < starts.length; i++) {
    const lastOfPrevious = (starts[i] as number) - 1 + (offsets[i - 1] as number);
    highest[i] = Math.max(highest[i - 1] as number, lastOfPrevious);
  }
  return highest;
}

function bucketsOf(starts: readonly number[], size: number): Uint16Array {
  const last = starts.at(-1) as number;
  const count = last === Number.NEGATIVE_INFINITY ? 1 : Math.max(1, Math.floor((last - BEGINNING) / size) + 2);
  const buckets = new Uint16Array(count);
  let segment = 0;
  for (let b = 0; b < count; b++) {
    while (segment + 1 < starts.length && (starts[segment + 1] as number) <= BEGINNING + b * size) segment += 1;
    buckets[b] = segment;
  }
  return buckets;
}
