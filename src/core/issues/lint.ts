import { entry, type None, warning } from "./entry.ts";

/** What is allowed in a rule but hardly meant. All are warnings except where a rule could never say anything. */
export const lintIssues = {
  "always-true": warning<{ condition: string }>({
    message: (p) => `"${p.condition}" is true for every customer.`,
    hint: () => "Take it out, or correct it.",
  }),
  "always-false": warning<{ condition: string }>({
    message: (p) => `"${p.condition}" is true for nobody.`,
    hint: () => "Take it out, or correct it.",
  }),
  "changes-nothing": warning<{ condition: string }>({
    message: (p) => `"${p.condition}" cannot change the result.`,
    hint: () => "Take it out.",
  }),
  "not-equal-or": warning<{ name: string; fixed: string }>({
    message: (p) => `${p.name} is different from at least one of two values always: this is true for everybody who has one.`,
    hint: (p) => `Write ${p.fixed}.`,
  }),
  "duplicate-segment": warning<{ segment: string; overlap: number }>({
    message: (p) => `${(p.overlap * 100).toFixed(1)} % of the members are also in "${p.segment}".`,
    hint: (p) => `Use "${p.segment}" instead.`,
  }),
  "unused-segment": warning<{ segment: string }>({ message: (p) => `"${p.segment}" is used nowhere.` }),
  "near-empty": warning<{ members: number; universe: number }>({
    message: (p) => `Only ${p.members} of ${p.universe} customers match.`,
  }),
  "none-meant": warning<{ fixed: string }>({
    message: () => "not has any also matches customers without a list.",
    hint: (p) => `If the list must be there, write ${p.fixed}.`,
  }),
  unreachable: warning<{ channel: string }>({
    message: (p) => `Hardly any member can be reached by ${p.channel}: consent is missing.`,
  }),
  "stale-trait": warning<{ name: string; days: number }>({
    message: (p) => `${p.name} was last brought up to date ${p.days} days ago.`,
  }),
  "rolling-named-calendar": warning<{ window: string; fixed: string }>({
    message: (p) => `The name speaks of a calendar period, but "${p.window}" moves with the clock.`,
    hint: (p) => `Write ${p.fixed}.`,
  }),
  "filter-or-trait": warning<{ name: string; event: string; fixed: string }>({
    message: (p) => `Here ${p.name} is the customer's trait, and ${p.event} has a property of that name too.`,
    hint: (p) => `If the event's is meant, write ${p.fixed}.`,
  }),
  "whole-day-times": warning<{ event: string }>({
    message: (p) => `${p.event} has only whole-day times: steps of one day cannot be put in order.`,
  }),
  "count-always": entry<{ name: string }>({
    message: (p) => `This is true for everybody: ${p.name} is a whole number that is never below 0.`,
    hint: () => "Write > 0 for customers with at least one.",
  }),
  "empty-comparison": warning<None>({
    message: () => "Empty text is the same as not set, and a comparison with it matches nobody.",
    hint: () => "Write is not set.",
  }),
} as const;
