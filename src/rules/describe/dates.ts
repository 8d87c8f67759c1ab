import { dayParts, parseDay } from "../../core/time/date.ts";
import { formatDuration, type Unit } from "../../core/time/unit.ts";
import type { Window } from "../../core/time/window.ts";
import type { DateValue } from "../document.ts";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** "1 March 2025"; text that is no date as it stands. */
export function dateWords(text: string): string {
  const day = parseDay(text);
  if (day === undefined) return text;
  const parts = dayParts(day);
  return `${parts.day} ${MONTHS[parts.month - 1]} ${parts.year}`;
}

/** A date, a date and time ("1 March 2025 at 14:30 UTC"), or "30 days ago". */
export function dateValueWords(value: DateValue): string {
  switch (value.type) {
    case "date":
      return dateWords(value.date);
    case "datetime": {
      const m = /^(\d{4}-\d{2}-\d{2})[Tt ]([\d:.]+)(.*)$/.exec(value.datetime);
      if (m === null) return value.datetime;
      const zone = m[3] === "" ? "" : /^[Zz]$/.test(m[3] ?? "") ? " UTC" : ` UTC${m[3]}`;
      return `${dateWords(m[1] ?? "")} at ${m[2]}${zone}`;
    }
    case "ago":
      return agoWords(value.n, value.unit);
  }
}

/** A window as the end of a sentence: "in the last 30 days", "between 60 and 30 days ago". */
export function windowWords(window: Window): string {
  switch (window.kind) {
    case "last":
      return `in the last ${formatDuration(window.n, window.unit)}`;
    case "period":
      return window.which;
    case "this":
      return `this ${window.period}`;
    case "previous":
      return window.n === 1 ? `in the previous calendar ${window.period}` : `in the previous ${window.n} calendar ${window.period}s`;
    case "ago":
      return window.to === 0
        ? `in the last ${formatDuration(window.from, window.unit)}`
        : `between ${window.from} and ${formatDuration(window.to, window.unit).replace(/^1 (\w+)$/, "1 $1")} ago`;
    case "dates":
      return `from ${dateWords(window.from)} to ${dateWords(window.to)}`;
    case "since":
      return `since ${dateWords(window.date)}`;
    case "before":
      return `before ${dateWords(window.date)}`;
  }
}

function agoWords(n: number, unit: Unit): string {
  return `${formatDuration(n, unit)} ago`;
}
