import type { ConditionKind } from "../document.ts";

/** What the manual says of a condition kind besides its examples. */
export interface KindProse {
  readonly title: string;
  /** Paragraphs of Markdown. */
  readonly meaning: readonly string[];
  /** How it is written; capitals stand for what is filled in, brackets for what may be left out. */
  readonly forms: readonly string[];
}

/** Typed over every kind, so that a kind without its section does not compile. */
export const KIND_PROSE: { readonly [K in ConditionKind]: KindProse } = {
  trait: {
    title: "Traits",
    meaning: [
      "A trait is something known about a customer: a country, a birthday, a predicted value. The condition tests the value that holds at the instant of evaluation; later values do not exist yet, and a later “not set” hides an earlier value.",
      "`has been … for` looks back along the trait's history: the value holds now and has held without a break for at least (or for less than) that time. `trait(NAME)` compares with another trait of the same customer, which must have the same type.",
    ],
    forms: ["TRAIT TEST", "TRAIT has been VALUE for at least DURATION", "TRAIT has been VALUE for less than DURATION"],
  },
  event: {
    title: "Measures of events",
    meaning: [
      "A measure turns the customer's events of one type into one value, which is then tested. Only events inside the window and passing the filter count; without a window all events up to now do.",
      "`count` and `days` (different days with such an event) need only the event; `sum` and `average` need a property with numbers or money; `minimum` and `maximum` also take dates; `distinct` counts different values. `first`, `last` and `nth[N]` pick one event in order of time: alone they are its moment, with a property its value there. `share` is the part of the events in the window that pass the filter, from 0 to 1 or as a percentage.",
      "Without a matching event `count`, `days`, `sum` and `distinct` are 0, so `count(order) < 3` includes customers who never ordered; the other measures are then missing and match nothing.",
    ],
    forms: [
      "count(EVENT [where FILTER]) [WINDOW] TEST",
      "days(EVENT [where FILTER]) [WINDOW] TEST",
      "sum(EVENT.PROPERTY [where FILTER]) [WINDOW] TEST",
      "average | minimum | maximum | distinct (EVENT.PROPERTY [where FILTER]) [WINDOW] TEST",
      "first | last | nth[N] (EVENT.PROPERTY [where FILTER]) [WINDOW] TEST",
      "first | last | nth[N] (EVENT [where FILTER]) [WINDOW] DATE-TEST",
      "share(EVENT where FILTER) [WINDOW] TEST",
    ],
  },
  did: {
    title: "Did it, or did not",
    meaning: [
      "`did` is at least one such event, `no` is none at all; `no` therefore includes customers without any event.",
      'Behind `did EVENT where` stands one test or a group in brackets. In `no order where channel = "web" and age > 30` the second test is about the customer, not about the order. All tests of a filter look at the same event.',
    ],
    forms: ["did EVENT [where TEST-OF-PROPERTY] [WINDOW]", "did EVENT where (FILTER) [WINDOW]", "no EVENT [where …] [WINDOW]"],
  },
  sequence: {
    title: "Sequences",
    meaning: [
      "Steps follow each other in time, each strictly later than the one before; other events may lie between. All steps that must happen lie in the window.",
      "`not EVENT` between two steps forbids such an event between them. `not EVENT within D` forbids it for that long after the step before. As the last step `not EVENT within D` becomes true when that time has passed, and without a limit it means none until now. `same PROPERTY` asks for the same value as in the step before; on a `not` step it narrows which events forbid.",
      "Durations are exact time that has passed (a day is 24 hours), so months are refused.",
    ],
    forms: ["sequence(STEP -> STEP -> …) [WINDOW]", "STEP: [not] EVENT [where FILTER] [same PROPERTY] [within DURATION]"],
  },
  activity: {
    title: "Regular activity",
    meaning: [
      "In how many of the last calendar periods something happened at least once. Only periods that have ended count: the running month is not one of the last 12.",
    ],
    forms: ["active(EVENT [where FILTER]) in at least N of last N PERIOD"],
  },
  segment: {
    title: "Other segments",
    meaning: [
      "`in segment` is membership now, by the same run. `for at least`, `entered` and `left` read the recorded history of memberships; before recording began they match nobody.",
      "A segment cannot refer to itself, directly or through others. If a segment that is referred to is missing or fails, the last good members stay, marked as stale; a rule never gets wider that way.",
    ],
    forms: ["in segment NAME [for at least DURATION]", "entered segment NAME WINDOW", "left segment NAME WINDOW"],
  },
  rank: {
    title: "Top and bottom",
    meaning: [
      "The highest or lowest customers by a trait or a measure, among all customers or those of a segment, and only among those who have a value. A percentage rounds up to whole customers; equal values are put in order by the customer's id, so the part is always of that exact size.",
    ],
    forms: ["top N% by TRAIT [within segment NAME]", "top N by MEASURE [WINDOW] [within segment NAME]", "bottom …"],
  },
  geo: {
    title: "Places",
    meaning: [
      "Within a distance, as the crow flies, of a named place or of a point given by latitude and longitude. It tests the trait `location`; customers without one do not match. A name that several places have is an issue that lists them.",
    ],
    forms: ["within N km of PLACE", "within N mi of (LATITUDE, LONGITUDE)"],
  },
  sample: {
    title: "Random samples",
    meaning: [
      "A fixed random part of all customers. It depends on the seed and the customer's id alone: the same seed gives the same people every time, another seed an independent part, and a larger percentage contains the smaller one.",
    ],
    forms: ["sample N% seed TEXT"],
  },
  consent: {
    title: "Consent",
    meaning: [
      "`reachable by` a channel means an address that is valid and has not bounced, with consent granted for it. The others ask for the state of one purpose: granted, denied, or never decided.",
    ],
    forms: ["reachable by CHANNEL", "subscribed to PURPOSE", "unsubscribed from PURPOSE", "no decision on PURPOSE"],
  },
};
