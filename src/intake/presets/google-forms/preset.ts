import type { Preset } from "../preset.ts";

/** Google Forms answers as the linked sheet exports them: a timestamp, then a column per question. Several choices stand in one cell, with ", " between. */
export const googleForms: Preset = {
  name: "google-forms",
  title: "Google Forms answers",
  kind: "survey",
  headers: ["Timestamp", "Email Address"],
  fields: { at: ["Timestamp"], customer: ["Email Address", "Username"] },
  without: ["MEMBER_RATING"],
  multiSelect: ", ",
};
