import { entry, type None, warning } from "./entry.ts";

/** What is allowed in a rule but hardly meant. All are warnings except where a rule could never say anything. */
export const lintIssues = {
  "always-true": warning<{ condition: string }>({
    message: (p) => `${p.condition} is true for every customer.`,
    hint: () => "Take it out, or correct what it compares.",
  }),
  "always-false": warning<{ condition: string }>({
    message: (p) => `${p.condition} is true for nobody.`,
    hint: () => "Take it out, or correct what it compares.",
  }),
  "changes-nothing": warning<{ condition: string }>({
    message: (p) => `${p.condition} cannot change the result: the conditions beside it say as much.`,
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
  "unused-segment": warning<{ segment: string }>({
    message: (p) => `The segment "${p.segment}" is used nowhere.`,
    hint: () => "Delete it, or keep it as a note of what was tried.",
  }),
  "near-empty": warning<{ members: number; universe: number }>({
    message: (p) => (p.members === 0 ? "Nobody matches." : `Only ${p.members} of ${p.universe} customers match.`),
    hint: () => "Look at each condition's own count for the one that leaves so few.",
  }),
  "none-meant": warning<{ fixed: string }>({
    message: () => "not has any also matches customers without a list.",
    hint: (p) => `If the list must be there, write ${p.fixed}.`,
  }),
  unreachable: warning<{ channel: string; reached: number; members: number }>({
    message: (p) => `Only ${p.reached} of ${p.members} members can be reached by ${p.channel}: consent or addresses are missing.`,
    hint: (p) => `Choose another channel, or ask for consent first; "and reachable by ${p.channel}" shows who is left.`,
  }),
  "stale-trait": warning<{ name: string; days: number }>({
    message: (p) => `The trait ${p.name} was last brought up to date ${p.days} days ago.`,
    hint: () => "Import newer data, or leave the trait out of the rule.",
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
    message: (p) => `${p.event} has dates without times: steps on one day cannot be put in order, so only later days count.`,
    hint: () => "Import the events with their times, or read the sequence as one of days.",
  }),
  "count-always": entry<{ name: string }>({
    message: (p) => `This is true for everybody: ${p.name} is a whole number that is never below 0.`,
    hint: () => "Write > 0 for customers with at least one.",
  }),
  "empty-comparison": warning<{ fixed: string }>({
    message: () => "Empty text is the same as not set, so a comparison with it does not say what it seems to.",
    hint: (p) => `Write ${p.fixed}.`,
  }),
  excludes: warning<{ condition: string }>({
    message: (p) => `These exclude each other, so nobody passes: ${p.condition}.`,
    hint: () => "Write or instead of and, or take one of them out.",
  }),
  covers: warning<{ condition: string }>({
    message: (p) => `One of these is always true, so everybody passes: ${p.condition}.`,
    hint: () => "Write and instead of or, or take one of them out.",
  }),
  "whenever-set": warning<{ name: string; fixed: string }>({
    message: (p) => `Together these are true for everybody who has a value of ${p.name}.`,
    hint: (p) => `If that is meant, write ${p.fixed}.`,
  }),
  "double-negation": warning<{ fixed: string }>({
    message: () => "Two negations undo each other.",
    hint: (p) => `Write ${p.fixed}.`,
  }),
  "whole-ranking": warning<None>({
    message: () => "100% of a ranking is everybody who has a value.",
    hint: () => "Use a smaller part, or test that the value is set.",
  }),
  "same-as-segment": warning<{ segment: string }>({
    message: (p) => `The segment "${p.segment}" has the same rule.`,
    hint: (p) => `Use in segment "${p.segment}" instead, so that a change reaches both.`,
  }),
} as const;
