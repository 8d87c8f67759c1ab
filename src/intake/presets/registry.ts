import { googleForms } from "./google-forms/preset.ts";
import { hubspotContacts } from "./hubspot-contacts/preset.ts";
import { mailchimpCleaned, mailchimpSubscribed, mailchimpUnsubscribed } from "./mailchimp-members/preset.ts";
import type { Preset } from "./preset.ts";
import { shopifyCustomers } from "./shopify-customers/preset.ts";
import { shopifyOrders } from "./shopify-orders/preset.ts";
import { stripePayments } from "./stripe-payments/preset.ts";
import { typeform } from "./typeform/preset.ts";
import { woocommerceOrders } from "./woocommerce-orders/preset.ts";

/** All presets; a new one is a folder and a line here. */
export const PRESETS: readonly Preset[] = [
  shopifyOrders,
  shopifyCustomers,
  woocommerceOrders,
  stripePayments,
  hubspotContacts,
  mailchimpSubscribed,
  mailchimpUnsubscribed,
  mailchimpCleaned,
  typeform,
  googleForms,
];

/** The preset whose headers the file has, the one with most of them; `undefined` if it is no known export. */
export function detectPreset(headers: readonly string[]): Preset | undefined {
  const known = new Set(headers.map(fold));
  const fitting = PRESETS.filter(
    (preset) =>
      preset.headers.every((header) => known.has(fold(header))) && !(preset.without ?? []).some((header) => known.has(fold(header))),
  );
  return fitting.reduce<Preset | undefined>(
    (best, preset) => (best === undefined || preset.headers.length > best.headers.length ? preset : best),
    undefined,
  );
}

/** Headers are compared without case and blanks at their ends. */
export function fold(header: string): string {
  return header.trim().toLowerCase();
}
