/**
 * Writes src/core/time/zone-data.ts from the packed time zone data of the development dependency moment-timezone.
 *
 *   node tools/generate-zones.ts
 *
 * Each zone keeps its changes of offset up to the year from which a yearly rule reproduces the rest of the data, and that
 * rule, so daylight saving goes on to whatever year is asked for. The rule is fitted to the last eleven years of the data:
 * in eleven years a date falls on every weekday. A zone that still changes there without a rule is reported.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { day, dayParts, weekday } from "../src/core/time/date.ts";

interface Change {
  readonly at: number;
  readonly offset: number;
}

interface Rule {
  readonly month: number;
  readonly weekday: number;
  readonly fromDay: number;
  readonly second: number;
  readonly basis: number;
  readonly offset: number;
}

const FITTED_YEARS = 11;
const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX";

/** A number of moment-timezone's base 60, in minutes with fractions. */
function base60(text: string): number {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  let value = 0;
  for (const c of whole) value = value * 60 + DIGITS.indexOf(c);
  let weight = 1;
  for (const c of fraction) {
    weight /= 60;
    value += DIGITS.indexOf(c) * weight;
  }
  return negative ? -value : value;
}

/** Seconds east of Greenwich before the first change, and all changes (seconds since 1970), without idle ones. */
function unpack(packed: string): { name: string; first: number; changes: Change[] } {
  const [name = "", , offsetText = "", indexText = "", diffText = ""] = packed.split("|");
  const offsets = offsetText.split(" ").map((o) => -Math.round(base60(o) * 60));
  const indices = [...indexText].map((c) => DIGITS.indexOf(c));
  const first = offsets[indices[0] ?? 0] ?? 0;
  const changes: Change[] = [];
  let at = 0;
  let current = first;
  for (const [i, diff] of diffText === "" ? [] : diffText.split(" ").entries()) {
    at += Math.round(base60(diff) * 60);
    const offset = offsets[indices[i + 1] ?? 0] ?? 0;
    if (offset !== current) changes.push({ at, offset });
    current = offset;
  }
  return { name, first: first === 0 ? 0 : first, changes };
}

function yearOf(seconds: number): number {
  return new Date(seconds * 1000).getUTCFullYear();
}

/** "The first such weekday on or after a day of the month, at a time of day" by the clock of some offset. */
function fit(times: readonly number[], basis: number, offset: number): Rule | undefined {
  const local = times.map((t) => {
    const date = Math.floor((t + basis) / 86_400);
    return {
      ...dayParts(date as ReturnType<typeof day>),
      weekday: weekday(date as ReturnType<typeof day>),
      second: t + basis - date * 86_400,
    };
  });
  const one = local[0];
  if (one === undefined) return undefined;
  const days = local.map((l) => l.day);
  const fromDay = Math.min(...days);
  const alike = local.every((l) => l.month === one.month && l.weekday === one.weekday && l.second === one.second);
  if (!alike || Math.max(...days) - fromDay > 6) return undefined;
  return { month: one.month, weekday: one.weekday, fromDay, second: one.second, basis, offset };
}

function occurrence(rule: Rule, year: number): number {
  const start = day(year, rule.month, rule.fromDay);
  const date = start + ((rule.weekday - weekday(start) + 7) % 7);
  return date * 86_400 + rule.second - rule.basis;
}

/** The yearly rules that reproduce the last years of the data, or none. */
function rulesOf(changes: readonly Change[], lastYear: number): Rule[] | undefined {
  const years = Array.from({ length: FITTED_YEARS }, (_, i) => changes.filter((c) => yearOf(c.at) === lastYear - FITTED_YEARS + 1 + i));
  const perYear = years[0]?.length ?? 0;
  if (perYear === 0 || years.some((y) => y.length !== perYear)) return undefined;
  const rules: Rule[] = [];
  for (let j = 0; j < perYear; j++) {
    const offset = years[0]?.[j]?.offset ?? 0;
    const before = years[0]?.[(j + perYear - 1) % perYear]?.offset ?? 0;
    const times = years.map((y) => y[j]?.at ?? 0);
    const rule = [before, 0, offset].map((basis) => fit(times, basis, offset)).find((r) => r !== undefined);
    if (rule === undefined) return undefined;
    rules.push(rule);
  }
  return rules;
}

/** The first year from which the rules alone give exactly the data. */
function firstRuleYear(changes: readonly Change[], rules: readonly Rule[], lastYear: number): number {
  let year = lastYear;
  const byYear = Map.groupBy(changes, (c) => yearOf(c.at));
  const holds = (y: number): boolean => {
    const actual = byYear.get(y) ?? [];
    return actual.length === rules.length && rules.every((r, j) => actual[j]?.at === occurrence(r, y) && actual[j]?.offset === r.offset);
  };
  while (holds(year - 1)) year -= 1;
  return year;
}

function pack(name: string, first: number, changes: readonly Change[], lastYear: number, irregular: string[]): string {
  const rules = rulesOf(changes, lastYear);
  if (rules === undefined && changes.some((c) => yearOf(c.at) > lastYear - FITTED_YEARS)) irregular.push(name);
  const from = rules === undefined ? undefined : firstRuleYear(changes, rules, lastYear);
  const kept = changes.filter((c) => from === undefined || yearOf(c.at) < from);
  const offsets = [...new Set([first, ...kept.map((c) => c.offset), ...(rules ?? []).flatMap((r) => [r.basis, r.offset])])];
  const index = (offset: number) => offsets.indexOf(offset).toString(36);
  let previous = 0;
  const times = kept.map((c) => {
    const step = c.at - previous;
    previous = c.at;
    return step % 900 === 0 ? (step / 900).toString(36) : `${step.toString(36)}S`;
  });
  const ruleText = (rules ?? []).map((r) => [r.month, r.weekday, r.fromDay, r.second, index(r.basis), index(r.offset)].join("."));
  return [
    name,
    offsets.join(" "),
    [index(first), ...kept.map((c) => index(c.offset))].join(""),
    times.join(" "),
    ...(from === undefined ? [] : [[from, ...ruleText].join(" ")]),
  ].join("|");
}

const require = createRequire(import.meta.url);
const source = JSON.parse(readFileSync(require.resolve("moment-timezone/data/packed/latest.json"), "utf8")) as {
  version: string;
  zones: string[];
  links: string[];
};
const irregular: string[] = [];
const unpacked = source.zones.map(unpack);
const lastYear = Math.max(...unpacked.flatMap((z) => z.changes.map((c) => yearOf(c.at))));
const zones = unpacked.map((z) => pack(z.name, z.first, z.changes, lastYear, irregular));
const links = new Map<string, string[]>();
for (const link of source.links) {
  const [target = "", alias = ""] = link.split("|");
  links.set(target, [...(links.get(target) ?? []), alias]);
}
const lines = (items: readonly string[]) => items.map((item) => `  ${JSON.stringify(item)},`).join("\n");
const linkLines = [...links].map(([target, aliases]) => [target, ...aliases.sort()].join(" ")).sort();
writeFileSync(
  new URL("../src/core/time/zone-data.ts", import.meta.url),
  `// Written by tools/generate-zones.ts from the IANA time zone database (public domain) as packed by moment-timezone (MIT).
// biome-ignore-all format: data

/** The release of the IANA time zone database that this is. */
export const ZONE_DATA_VERSION = ${JSON.stringify(source.version)};

/** name|offsets in seconds|index of the offset before each change and after the last|steps between changes, in 900 s (S: in s)|[first rule year, rules] */
export const PACKED_ZONES: readonly string[] = [
${lines(zones.sort())}
];

/** A zone and its other names. */
export const ZONE_LINKS: readonly string[] = [
${lines(linkLines)}
];
`,
);
console.log(`${zones.length} zones, ${source.links.length} links, version ${source.version}`);
console.log(`data to ${lastYear}; changing at its end without a yearly rule: ${irregular.join(", ") || "none"}`);
