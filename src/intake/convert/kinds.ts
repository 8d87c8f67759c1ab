import { convertConsent } from "./consent.ts";
import type { Context } from "./context.ts";
import { convertCustomers } from "./customers.ts";
import { convertEvents } from "./events.ts";
import { convertOrderLines } from "./order-lines.ts";
import { convertOrders } from "./orders.ts";
import { convertRates } from "./rates.ts";
import { convertSurvey } from "./survey.ts";

/** Fills the staging tables by the kind of the file. Returns the scale of rates, which have no staging table. */
export async function convertKind(context: Context): Promise<number | undefined> {
  if (typeof context.kind === "object") return done(convertEvents(context));
  switch (context.kind) {
    case "customers":
      return done(convertCustomers(context));
    case "orders":
      return done(convertOrders(context));
    case "order-lines":
      return done(convertOrderLines(context));
    case "events":
      return done(convertEvents(context));
    case "survey":
      return done(convertSurvey(context));
    case "consent":
      return done(convertConsent(context));
    case "rates":
      return convertRates(context);
  }
}

async function done(work: Promise<void>): Promise<undefined> {
  await work;
  return undefined;
}
