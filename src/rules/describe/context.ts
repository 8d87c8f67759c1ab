import type { Names } from "../names.ts";

/** What a description may use besides the condition itself. */
export interface DescribeContext {
  /** Types make some phrases better ("before the customer's renewal date"); without them they are only plainer. */
  readonly names?: Names;
  /** True where the complement of the condition is to be said: everybody else in the universe, missing values included. */
  readonly negated: boolean;
}

/** A clause with a verb, or its complement in words. */
export function clause(text: string, context: DescribeContext): string {
  return context.negated ? `it is not true that ${text}` : text;
}

/** The words for a test of whether something is set, whose complement is its opposite. */
export function setWords(name: string, unset: boolean, context: DescribeContext): string {
  return `${name} is ${unset === context.negated ? "set" : "not set"}`;
}

/** A phrase that "not" can stand before. */
export function adverbial(text: string, context: DescribeContext): string {
  return context.negated ? `not ${text}` : text;
}
