import { failure } from "../core/issue.ts";
import { addToDay } from "../core/time/date.ts";
import { formatInstant, type Instant } from "../core/time/instant.ts";
import { localDay, startOfDay } from "../core/time/zone.ts";
import { explain } from "../evaluate/explain.ts";
import { inputsOf } from "../rules/planning/inputs.ts";
import { findCustomer } from "../warehouse/people/find.ts";
import { ensureTyped } from "../warehouse/promote.ts";
import { type Explanation, explainedNode } from "./explanation.ts";
import { readRule, ruleQuestion } from "./rule.ts";
import { type Access, type Session, withSession } from "./session.ts";

/** How far ahead the next flip is looked for. */
const HORIZON_YEARS = 2;

export interface ExplainRequest extends Access {
  readonly text: string;
  /** Id or other identity of the customer. */
  readonly customer: string;
  readonly at?: string;
}

/** Why a customer is in or out of a rule, and when time alone changes that. Throws what is wrong with the rule, or `unknown-customer`. */
export async function explainRule(options: ExplainRequest): Promise<Explanation> {
  return withSession(options, (session) => explainOn(session, options));
}

/** The same on an open session. */
export async function explainOn(session: Session, options: Omit<ExplainRequest, "directory">): Promise<Explanation> {
  const names = await session.names();
  const at = session.at(options.at);
  const { rule } = readRule(options.text, names);
  const customer = await findCustomer(session.warehouse, options.customer);
  if (customer === undefined) throw failure("unknown-customer", {});
  const question = ruleQuestion(rule, names, at);
  await ensureTyped(session.warehouse, [...inputsOf(question.set).events]);
  const horizon = yearsAhead(session, at);
  const settings = { names, at, zone: "workspace", audience: question.audience, horizon } as const;
  const explained = await explain(rule, customer.customer, settings, session.setting());
  if (explained === undefined) throw failure("unknown-customer", {});
  const { outcome, flip } = explained;
  return {
    customer: customer.id,
    at: formatInstant(at),
    matches: outcome.matches,
    tree: explainedNode(outcome),
    ...(flip === undefined ? {} : { flips: { at: formatInstant(flip.at), matches: flip.matches } }),
    horizon: formatInstant(horizon),
  };
}

function yearsAhead(session: Session, at: Instant): Instant {
  return startOfDay(session.zone, addToDay(localDay(session.zone, at), HORIZON_YEARS, "year"));
}
