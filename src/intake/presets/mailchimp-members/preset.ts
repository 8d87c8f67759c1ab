import type { ConsentOfRow, Preset } from "../preset.ts";

const headers = ["Email Address", "MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LAST_CHANGED", "LEID", "EUID"];
const common = {
  kind: "customers",
  fields: { id: ["Email Address"], phone: ["Phone Number", "Phone"], country: ["CC"], latitude: ["LATITUDE"], longitude: ["LONGITUDE"] },
  ignore: ["OPTIN_IP", "CONFIRM_IP", "GMTOFF", "DSTOFF", "LEID", "EUID", "OPTIN_TIME", "CONFIRM_TIME", "LAST_CHANGED"],
  lists: { TAGS: "," },
  zone: "UTC",
} as const;

function consent(state: "granted" | "denied" | "bounced", at: readonly string[]): readonly ConsentOfRow[] {
  return [{ channel: "email", purpose: "marketing", state: { constant: state }, at, address: "Email Address" }];
}

/** Mailchimp audience export, file of subscribed members: being in it is consent, given when it was confirmed. Times are UTC. */
export const mailchimpSubscribed: Preset = {
  ...common,
  name: "mailchimp-members",
  title: "Mailchimp subscribed members",
  headers,
  without: ["UNSUB_TIME", "CLEAN_TIME"],
  consents: consent("granted", ["CONFIRM_TIME", "OPTIN_TIME"]),
};

/** Mailchimp audience export, file of unsubscribed members. */
export const mailchimpUnsubscribed: Preset = {
  ...common,
  name: "mailchimp-unsubscribed",
  title: "Mailchimp unsubscribed members",
  headers: [...headers, "UNSUB_TIME"],
  consents: consent("denied", ["UNSUB_TIME", "LAST_CHANGED"]),
};

/** Mailchimp audience export, file of cleaned members: addresses that bounced. */
export const mailchimpCleaned: Preset = {
  ...common,
  name: "mailchimp-cleaned",
  title: "Mailchimp cleaned members",
  headers: [...headers, "CLEAN_TIME"],
  consents: consent("bounced", ["CLEAN_TIME", "LAST_CHANGED"]),
};
