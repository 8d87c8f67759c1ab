import type { Preset } from "../preset.ts";

/** HubSpot, Contacts, Export: one row per contact with the columns of the view. */
export const hubspotContacts: Preset = {
  name: "hubspot-contacts",
  title: "HubSpot contacts export",
  kind: "customers",
  headers: ["Record ID", "First Name", "Last Name", "Email"],
  fields: {
    id: ["Record ID", "Record ID - Contact"],
    email: ["Email"],
    phone: ["Phone Number", "Mobile Phone Number"],
    created_at: ["Create Date"],
    country: ["Country/Region", "Country"],
  },
  consents: [{ channel: "email", purpose: "marketing", state: { column: "Unsubscribed from all email", yes: "denied" }, address: "Email" }],
  lists: { "Associated Company IDs": ";" },
};
