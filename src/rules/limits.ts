/** Limits that a user may meet (language, "Meaning" 26), with those that keep every input bounded. */
export const LIMITS = {
  /** Brackets and `not` within each other, filters included. */
  levels: 20,
  /** Conditions in one rule. */
  conditions: 1_000,
  /** Tests in one filter. */
  tests: 1_000,
  /** Steps of a sequence. */
  steps: 10,
  /** Values of one list. */
  values: 10_000,
  /** Characters (UTF-16) of a rule's text. */
  rule: 4_000_000,
  /** Characters (UTF-16) of one text value. */
  text: 10_000,
  /** Characters (UTF-16) of a name. */
  name: 200,
  /** Digits of a number, sign and point included. */
  number: 60,
  /** The n of `last n days`, `n days ago` and the like. */
  count: 10_000_000,
  /** Issues that one text is answered with; the rest is counted. */
  issues: 1_000,
} as const;
