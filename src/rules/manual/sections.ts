import type { Window } from "../../core/time/window.ts";
import { allowedNames, TYPE_NAMES } from "../check/types.ts";
import { FURTHEST_YEARS } from "../check/windows.ts";
import { windowWords } from "../describe/dates.ts";
import { ruleExamples } from "../examples/rules.ts";
import { LIMITS } from "../limits.ts";
import type { ValueType } from "../names.ts";
import { printWindow } from "../text/windows.ts";
import { bullets, code, exampleTable, table } from "./markdown.ts";

/** How conditions are joined. */
export function joining(): string {
  return `## A rule

A rule is one condition, or several joined by \`and\`, \`or\`, \`not\` and brackets. \`and\` binds more tightly than \`or\`, \`not\` more tightly than both. \`everyone\` is the rule that all customers pass. Keywords may be written in any case.

${exampleTable(ruleExamples)}

A line or the rest of a line behind \`#\` is a note; it stays with the condition it stands before. Line breaks and blanks mean nothing. \`kindred check\` prints the canonical text of a rule, its English, and everything that is wrong with it at once.
`;
}

/** Names and literals. */
export function values(): string {
  const rows = [
    ["text", '`"DE"`', 'always in double quotes; inside, `\\"` is a quote and `\\\\` a backslash'],
    ["text as written", '`exactly "Pro"`', "without it, case, accents on Latin and Greek letters and width make no difference"],
    ["number", "`30`, `12.5`, `-3`", "a decimal point, no separators of thousands"],
    ["percentage", "`12.5%`", "the number 0.125"],
    [
      "money",
      "`500 EUR`",
      "the code of the currency behind the amount; without it the amounts' own currency is meant, or the workspace's where there are several",
    ],
    ["true or false", "`true`, `false`", ""],
    ["date", "`2025-03-01`", "a day in the segment's zone"],
    ["date and time", "`2025-03-01T14:30`, `2025-03-01T14:30+01:00`", "in the segment's zone unless it says its own"],
    ["time ago", "`30 days ago`", "counted back from now by calendar and clock; on dates in days or longer"],
    ["trait", "`trait(billing_city)`", "the same customer's other trait, of the same type"],
  ];
  return `## Names and values

Names of traits, events and properties with letters, digits and \`_\` only stand as they are; others stand in backticks: \`\` \`Order Date\` \`\`. So do names that are one of the words \`and or not in is was no did where has everyone between true false\`.

${table(["Value", "Written", ""], rows)}

Empty text is the same as not set. Lists stand in brackets: \`("DE", "FR")\`.
`;
}

/** The tests, by type. */
export function tests(): string {
  const types = Object.keys(TYPE_NAMES) as ValueType[];
  const rows = types.map((type) => [TYPE_NAMES[type].replace(/^an? /, ""), allowedNames(type).map(code).join(" ")]);
  return `## Tests

A test fits some types of value only; what does not fit is an error that names what does.

${table(["Type", "Tests"], rows)}

${bullets([
  "`between` includes both ends. `in` is one of the values, `not in` none of them.",
  'A missing value passes `is not set` and nothing else: neither `country = "DE"` nor `country != "DE"` nor `country not in (…)` holds for a customer without a country. `not country = "DE"` is everybody else, those without a country included.',
  "`contains`, `starts with` and `ends with` search folded text; `matches` looks for a pattern anywhere in the text as written. Patterns are the part of RE2 that means the same in every engine.",
  "`has` asks for one element of a list, `has any`, `has all` and `has none` for several. `has none` holds for an empty list and fails for a missing one.",
  "A date is compared as a day. Comparing a date and time with a date takes the whole day: `last_seen = 2025-03-01` is any time of that day.",
  "`was before` and `was after` take a date, a time or a time ago; `was` with a window asks whether the value lies in it; `was in next 30 days` is the time to come; `was anniversary in next 7 days` is a birthday, whatever the year. A 29 February falls on 1 March in other years.",
])}
`;
}

const WINDOWS: readonly (readonly [Window, string])[] = [
  [{ kind: "last", n: 30, unit: "day" }, "moves with the clock: after the instant 30 days ago, up to now"],
  [{ kind: "period", which: "today" }, "the calendar day in the zone, so far"],
  [{ kind: "period", which: "yesterday" }, "the whole calendar day before; not the same as `in last 1 day`"],
  [{ kind: "this", period: "month" }, "the running calendar period, so far"],
  [{ kind: "previous", n: 1, period: "month" }, "the whole calendar period before the running one"],
  [{ kind: "previous", n: 3, period: "week" }, "that many whole periods before the running one"],
  [{ kind: "ago", from: 60, to: 30, unit: "day" }, "moves with the clock; the larger number first"],
  [{ kind: "dates", from: "2025-01-01", to: "2025-03-31" }, "both days included"],
  [{ kind: "since", date: "2025-01-01" }, "that day included, up to now"],
  [{ kind: "before", date: "2025-01-01" }, "that day not included"],
];

/** The windows. */
export function windows(): string {
  const rows = WINDOWS.map(([window, covers]) => [code(printWindow(window)), windowWords(window), covers]);
  return `## Windows

A window says which time counts. It stands behind the measure or event, before the comparison.

${table(["Written", "Read", "Covers"], rows)}

Units are minutes, hours, days, weeks, months, quarters and years, in the singular or plural; calendar periods are days and longer. Weeks begin as the workspace says, on Monday unless it was changed. Months, quarters and years back are counted by the calendar: a month before 31 March is the last day of February. At most ${FURTHEST_YEARS} years back.
`;
}

/** What holds for every rule. */
export function meaning(): string {
  return `## What every rule means

${bullets([
  "**Who**: all customers that were neither deleted nor merged into another. Anonymous visitors belong only if the segment's audience says so.",
  "**When**: a run has one instant. Events after it, and values that only hold later, do not exist for it, so a rule can be asked for any instant of the past.",
  "**Where**: days, months and dates are those of the workspace's zone, or of each customer's own if the segment says so.",
  "**Missing**: a comparison with a missing value does not hold. `not` is everybody else; for every rule, its members and those of its complement are all customers, each once.",
  "**Exact**: counts, sums, averages and shares are computed and compared without rounding. Only modelled scores are floating numbers; they are compared and ranked, never summed.",
  "**Money**: amounts in several currencies are converted event by event, by the last rate not after the event's day. Without rates for all of them the condition is an error that names the currencies.",
  "**Order**: events at the same instant are put in order by their ids, so first, last and nth never depend on the import.",
  "**Late data**: an event that arrives late counts for the time at which it happened.",
])}
`;
}

/** The limits that a rule may meet. */
export function limits(): string {
  const rows = [
    ["conditions in a rule", LIMITS.conditions],
    ["levels of brackets and `not`, filters included", LIMITS.levels],
    ["steps of a sequence", LIMITS.steps],
    ["values in a list", LIMITS.values],
    ["characters of a text value", LIMITS.text],
    ["characters of a name", LIMITS.name],
    ["digits of a number", LIMITS.number],
    ["characters of a rule", LIMITS.rule],
  ] as const;
  return `## Limits

${table(
  ["", "At most"],
  rows.map(([what, most]) => [what, most.toLocaleString("en")]),
)}
`;
}

/** What is warned about. */
export function warnings(): string {
  return `## Warnings

\`kindred check\` also warns about what is allowed but hardly meant, and offers a replacement where it is plain:

${bullets([
  "conditions that are always true or never, alone or together: `count(order) > 5 and count(order) < 3`",
  "conditions that change nothing: `count(order) >= 1 and count(order) >= 4`",
  '`country != "DE" or country != "FR"`, which everybody with a country passes; `country not in ("DE", "FR")` was meant',
  "`not interests has any (…)` where `has none` is meant, and negations that undo each other",
  "a second test behind `no order where …` that is about the customer although the event has a property of that name",
  "comparisons with empty text, whole rankings, sequences of events that have dates without times",
  "a rolling window where the segment's name speaks of this month, last year or yesterday",
  "another segment with the same rule or nearly the same members; segments that are used nowhere, nearly empty, or cannot be reached; traits that were not kept up to date",
])}

A count compared with what every count passes (\`count(order) >= 0\`) is an error.
`;
}
