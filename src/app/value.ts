/** What groups of customers have brought in. */
import { addDecimal, type Decimal, decimal, formatDecimal, rescale, subtractDecimal } from "../core/number/decimal.ts";
import { BEFORE_BEGINNING, type Instant } from "../core/time/instant.ts";
import type { Keyset } from "../evaluate/keyset.ts";
import { totals } from "../evaluate/totals.ts";
import type { Names } from "../rules/names.ts";
import { answer, definitionQuestion } from "./rule.ts";
import { definitionNamed } from "./segments.ts";
import type { Session } from "./session.ts";

/** Orders minus refunds of each segment's members up to an instant, as text with the workspace's currency; `–` without such events. */
export async function netValues(session: Session, segments: readonly string[], at: Instant): Promise<readonly string[]> {
  const names = await session.names();
  const sets = await answer(
    session,
    segments.map((name) => definitionQuestion(definitionNamed(name, names), names, at)),
  );
  const orders = await amounts("order", sets, { session, names, at });
  const refunds = await amounts("refund", sets, { session, names, at });
  const { currency } = session.warehouse.settings;
  return segments.map((_, i) => {
    const bought = orders?.[i];
    if (bought === undefined) return "–";
    const net = subtractDecimal(bought, refunds?.[i] ?? decimal(0));
    return `${formatDecimal(rescale(addDecimal(net, decimal(0, 2)), 2).value)} ${currency}`;
  });
}

async function amounts(
  event: string,
  sets: readonly Keyset[],
  given: { readonly session: Session; readonly names: Names; readonly at: Instant },
): Promise<readonly Decimal[] | undefined> {
  const amount = given.names.events.get(event)?.properties.get("amount");
  if (amount === undefined || (amount.type !== "money" && amount.type !== "number")) return undefined;
  const measure = {
    event,
    bounds: { after: BEFORE_BEGINNING, upto: given.at },
    filter: { op: "true" },
    aggregate: { fn: "sum", field: amount },
  } as const;
  const sums = await totals(measure, sets, given.session.setting());
  return sums.map((sum) => decimal(sum, amount.scale ?? 0));
}
