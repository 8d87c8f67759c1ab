/**
 * What a condition kind brings. One folder per kind, one file per facet; `registry.ts` is typed over every kind, so a kind
 * without a facet does not compile, and nothing outside the registry switches on a condition's kind.
 */
import type { z } from "zod";
import type { Issue } from "../../core/issue.ts";
import type { Instant } from "../../core/time/instant.ts";
import type { CheckContext } from "../check/context.ts";
import type { DescribeContext } from "../describe/context.ts";
import type { Condition, ConditionKind, Conditions } from "../document.ts";
import type { LintContext } from "../lint/context.ts";
import type { SetNode } from "../plan.ts";
import type { PlanContext } from "../planning/context.ts";
import type { Outcome, ReferenceContext } from "../reference/context.ts";
import type { Parser } from "../text/parser.ts";
import type { Printer } from "../text/printer.ts";

export interface Kind<C extends Condition> {
  /** The shape of the document, as validated on the way in. */
  readonly schema: z.ZodType<C>;
  readonly text: TextFacet<C>;
  /** Everything wrong with the condition against the catalog, each with its path; an empty list means it can be planned. */
  readonly check: (condition: C, context: CheckContext) => readonly Issue[];
  /** One clause of plain English, without a full stop. */
  readonly describe: (condition: C, context: DescribeContext) => string;
  /** Warnings about this condition by itself. */
  readonly lint: (condition: C, context: LintContext) => readonly Issue[];
  /** Texts for documentation, completion and tests; every operator and window of the kind occurs in one. */
  readonly examples: readonly Example[];
  /** The plan of a condition that `check` found nothing wrong with. */
  readonly plan: (condition: C, context: PlanContext) => SetNode;
  /** The specification: naive, over one customer's history. */
  readonly reference: (condition: C, context: ReferenceContext) => Outcome;
  /** Future instants at which the condition may change for this customer by the passing of time alone; a superset is allowed. */
  readonly crossings: (condition: C, context: ReferenceContext) => readonly Instant[];
}

export interface TextFacet<C extends Condition> {
  /** Whether the tokens ahead (two of look-ahead) begin a condition of this kind. Kinds are asked in the registry's order. */
  readonly begins: (parser: Parser) => boolean;
  /** Reads a condition; records issues on the parser and returns `undefined` where nothing sensible was read. */
  readonly parse: (parser: Parser) => C | undefined;
  /** The canonical text. */
  readonly print: (condition: C, printer: Printer) => string;
}

export interface Example {
  readonly text: string;
  readonly english: string;
}

export type Kinds = { readonly [K in ConditionKind]: Kind<Conditions[K]> };
