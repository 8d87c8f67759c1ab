/** The truth of a rule for one customer as plain JSON: what `explain` answers on the command line, in the API and in the web app. */
import { formatDecimal } from "../core/number/decimal.ts";
import { formatDay } from "../core/time/date.ts";
import { BEGINNING, formatInstant, type Instant } from "../core/time/instant.ts";
import type { Observed } from "../rules/history.ts";
import type { Evidence, Outcome, Reason, Seen } from "../rules/reference/context.ts";
import { print } from "../rules/text/print.ts";

export interface Explanation {
  /** The customer's id as the outside knows it. */
  readonly customer: string;
  readonly at: string;
  readonly matches: boolean;
  readonly tree: ExplainedNode;
  /** When the answer changes by the passing of time alone; absent if it does not within the horizon. */
  readonly flips?: { readonly at: string; readonly matches: boolean };
  /** Until when was looked. */
  readonly horizon: string;
}

export interface ExplainedNode {
  /** Canonical text of this part of the rule. */
  readonly text: string;
  readonly kind: string;
  readonly matches: boolean;
  readonly reason: Reason;
  /** The value that was tested, as text; absent if there is none. */
  readonly value?: string;
  /** Since when a trait has this value; `beginning` if its source gave no date. */
  readonly since?: string;
  readonly events?: number;
  readonly evidence?: readonly ExplainedEvent[];
  readonly rank?: { readonly position: number; readonly of: number };
  readonly parts?: readonly ExplainedNode[];
}

export interface ExplainedEvent {
  readonly type: string;
  readonly at: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** The node of an outcome and of its parts. */
export function explainedNode(outcome: Outcome): ExplainedNode {
  const { rule } = outcome;
  return {
    text: rule === undefined ? "" : print(rule),
    kind: rule?.kind ?? "rule",
    matches: outcome.matches,
    reason: outcome.reason,
    ...(outcome.seen === undefined ? {} : { value: seenText(outcome.seen) }),
    ...(outcome.since === undefined ? {} : { since: sinceText(outcome.since) }),
    ...(outcome.events === undefined ? {} : { events: outcome.events }),
    ...(outcome.evidence === undefined ? {} : { evidence: outcome.evidence.map(explainedEvent) }),
    ...(outcome.rank === undefined ? {} : { rank: outcome.rank }),
    ...(outcome.parts === undefined ? {} : { parts: outcome.parts.map(explainedNode) }),
  };
}

/** A value in words: numbers and amounts exactly, dates and instants in ISO form, lists in brackets. */
function seenText(seen: Seen): string {
  switch (seen.type) {
    case "text":
      return JSON.stringify(seen.text);
    case "number":
      return formatDecimal(seen.number);
    case "money":
      return `${formatDecimal(seen.amount)} ${seen.currency}`;
    case "boolean":
      return String(seen.boolean);
    case "date":
      return formatDay(seen.day);
    case "datetime":
      return formatInstant(seen.instant);
    case "list":
      return `(${seen.items.map((item) => (typeof item === "string" ? JSON.stringify(item) : formatDecimal(item))).join(", ")})`;
    case "location":
      return `(${seen.latitude}, ${seen.longitude})`;
    case "score":
      return String(seen.score);
    case "ratio":
      return `${formatDecimal(seen.numerator)} / ${formatDecimal(seen.denominator)}${seen.currency === undefined ? "" : ` ${seen.currency}`}`;
  }
}

function explainedEvent(event: Evidence): ExplainedEvent {
  const properties = [...event.properties].map(([name, value]: [string, Observed]) => [name, seenText(value)] as const);
  return { type: event.type, at: formatInstant(event.instant), properties: Object.fromEntries(properties) };
}

function sinceText(since: Instant): string {
  return since === BEGINNING ? "beginning" : formatInstant(since);
}
