import type { DateOrder, TimeFormat } from "./column-type.ts";
import type { Shape } from "./shape.ts";

export type DateFinding =
  | {
      readonly kind: "found";
      readonly formats: readonly TimeFormat[];
      readonly cells: number;
      readonly order?: DateOrder;
      readonly decided: "written" | "a row" | "option";
    }
  | { readonly kind: "ambiguous"; readonly readings: readonly [string, string]; readonly cells: number }
  | { readonly kind: "mixed"; readonly formats: readonly string[]; readonly cells: number };

interface DateShape {
  readonly pattern: RegExp;
  /** The formats by order; where the order does not matter there is one. */
  readonly formats: Readonly<Partial<Record<DateOrder | "written", string>>>;
}

const MONTH = "[A-Za-z]{3}\\.?";
const LONG_MONTH = "[A-Za-z]{3,9}";
const NUMERIC = (separator: string): readonly DateShape[] => {
  const s = separator === "." ? "\\." : separator;
  return [
    {
      pattern: new RegExp(`^9{1,2}${s}9{1,2}${s}9999$`),
      formats: { dmy: `%d${separator}%m${separator}%Y`, mdy: `%m${separator}%d${separator}%Y` },
    },
    {
      pattern: new RegExp(`^9{1,2}${s}9{1,2}${s}99$`),
      formats: { dmy: `%d${separator}%m${separator}%y`, mdy: `%m${separator}%d${separator}%y`, ymd: `%y${separator}%m${separator}%d` },
    },
    { pattern: new RegExp(`^9999${s}9{1,2}${s}9{1,2}$`), formats: { written: `%Y${separator}%m${separator}%d` } },
  ];
};
const DATES: readonly DateShape[] = [
  ...["/", ".", "-"].flatMap(NUMERIC),
  { pattern: /^99999999$/, formats: { written: "%Y%m%d" } },
  ...["-", " ", "/"].flatMap((separator): DateShape[] => [
    { pattern: new RegExp(`^9{1,2}${separator}${MONTH}${separator}9999$`), formats: { written: `%d${separator}%b${separator}%Y` } },
    { pattern: new RegExp(`^9{1,2}${separator}${MONTH}${separator}99$`), formats: { written: `%d${separator}%b${separator}%y` } },
  ]),
  { pattern: new RegExp(`^${MONTH} 9{1,2}, 9999$`), formats: { written: "%b %d, %Y" } },
  { pattern: new RegExp(`^9{1,2} ${LONG_MONTH} 9999$`), formats: { written: "%d %B %Y" } },
  { pattern: new RegExp(`^${LONG_MONTH} 9{1,2}, 9999$`), formats: { written: "%B %d, %Y" } },
];

const TIME =
  /^(?<gap>T| +|, +)(?<clock>9{1,2}:99(?<seconds>:99(?<fraction>\.9+)?)?)(?<half> ?[AaPp]\.?[Mm]\.?)?(?<offset> ?(?:Z|UTC|GMT|[+-]99:?99|[+-]99|(?:UTC|GMT)[+-]9{1,2}(?::?99)?))?$/;

/**
 * The dates and times in a column by its shapes. Where day and month cannot be told apart by any row the answer is "ambiguous",
 * unless `order` decides; rows that contradict each other are "mixed". `undefined` if no shape is a date.
 */
export function datesIn(shapes: readonly Shape[], order: DateOrder | undefined): DateFinding | undefined {
  const found = shapes.flatMap((shape) => {
    const reading = readShape(shape.shape);
    return reading === undefined ? [] : [{ shape, ...reading }];
  });
  if (found.length === 0) return undefined;
  const cells = found.reduce((sum, one) => sum + one.shape.cells, 0);
  const open = found.filter((one) => one.date.formats.written === undefined);
  const answer = (chosen: DateOrder | undefined, decided: "written" | "a row" | "option"): DateFinding => {
    const formats = found.flatMap(({ date, time }) => {
      const format = date.formats.written ?? (chosen === undefined ? undefined : date.formats[chosen]);
      return format === undefined ? [] : [{ format: format + time.format, time: time.format !== "", offset: time.offset }];
    });
    const unique = [...new Map(formats.map((format) => [`${format.format}${format.offset}`, format])).values()];
    return { kind: "found", formats: unique, cells, ...(chosen === undefined ? {} : { order: chosen }), decided };
  };
  if (open.length === 0) return answer(undefined, "written");
  if (order !== undefined) return answer(order, "option");
  const first = Math.max(...open.map((one) => one.shape.first));
  const second = Math.max(...open.map((one) => one.shape.second));
  const readings = (["dmy", "mdy"] as const).map((one) => open[0]?.date.formats[one]?.replaceAll("%", "") ?? one) as [string, string];
  if (first > 12 && second > 12) return { kind: "mixed", formats: readings, cells };
  // Two-digit years can come first as well, so only the four-digit forms are settled by a day above 12.
  if (open.some((one) => one.date.formats.ymd !== undefined) && first > 31) return answer("ymd", "a row");
  if (first > 12) return answer("dmy", "a row");
  return second > 12 ? answer("mdy", "a row") : { kind: "ambiguous", readings, cells };
}

function readShape(shape: string): { date: DateShape; time: { format: string; offset: boolean } } | undefined {
  for (const date of DATES) {
    if (date.pattern.test(shape)) return { date, time: { format: "", offset: false } };
  }
  const at = shape.search(/(?:T| |, )9{1,2}:99/);
  if (at < 0) return undefined;
  const groups = TIME.exec(shape.slice(at))?.groups;
  const date = DATES.find(({ pattern }) => pattern.test(shape.slice(0, at)));
  if (groups === undefined || date === undefined) return undefined;
  const hour = groups.half === undefined ? "%H" : "%I";
  const gap = (groups.gap ?? " ").startsWith(",") ? ", " : groups.gap === "T" ? "T" : " ";
  const clock = `${gap}${hour}:%M${groups.seconds === undefined ? "" : ":%S"}${groups.fraction === undefined ? "" : ".%f"}`;
  return { date, time: { format: clock + (groups.half === undefined ? "" : " %p"), offset: groups.offset !== undefined } };
}

const EPOCHS = { 10: "seconds", 13: "milliseconds", 16: "microseconds" } as const;

/** The unit of whole numbers that count time since 1970, by their number of digits; `undefined` for other numbers. */
export function epochIn(shapes: readonly Shape[]): { unit: "seconds" | "milliseconds" | "microseconds"; cells: number } | undefined {
  const lengths = new Set(shapes.map(({ shape }) => (/^-?9+(\.0)?$/.test(shape) ? shape.replace("-", "").length : 0)));
  const longest = Math.max(...lengths);
  const unit =
    longest === 9 ? "seconds" : longest === 12 ? "milliseconds" : longest === 15 ? "microseconds" : EPOCHS[longest as 10 | 13 | 16];
  if (unit === undefined || lengths.has(0) || Math.min(...lengths) < longest - 2) return undefined;
  return { unit, cells: shapes.reduce((sum, { cells }) => sum + cells, 0) };
}
