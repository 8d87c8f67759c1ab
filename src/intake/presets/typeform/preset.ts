import type { Preset } from "../preset.ts";

/** Typeform results export: a response id, a column per question, start and submit dates in UTC. */
export const typeform: Preset = {
  name: "typeform",
  title: "Typeform answers",
  kind: "survey",
  headers: ["#", "Start Date (UTC)", "Submit Date (UTC)"],
  fields: { at: ["Submit Date (UTC)"], customer: ["email", "Email", "E-mail", "user_id", "customer_id", "#"] },
  ignore: ["Start Date (UTC)", "Network ID", "#", "Response Type", "Stage Date (UTC)", "Ending", "Tags"],
  zone: "UTC",
};
