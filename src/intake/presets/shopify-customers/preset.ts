import type { Preset } from "../preset.ts";

/** Shopify admin, Customers, Export. Ids and postcodes may carry an apostrophe for spreadsheets. */
export const shopifyCustomers: Preset = {
  name: "shopify-customers",
  title: "Shopify customers export",
  kind: "customers",
  headers: ["First Name", "Last Name", "Email", "Accepts Email Marketing", "Total Spent", "Total Orders"],
  fields: {
    id: ["Customer ID", "Email"],
    email: ["Email"],
    phone: ["Phone", "Default Address Phone"],
    country: ["Default Address Country Code", "Country Code"],
  },
  ignore: ["Default Address Address1", "Default Address Address2", "Default Address Phone", "Address1", "Address2"],
  lists: { Tags: "," },
  consents: [
    {
      channel: "email",
      purpose: "marketing",
      state: { column: "Accepts Email Marketing", yes: "granted", no: "denied" },
      address: "Email",
    },
    { channel: "sms", purpose: "marketing", state: { column: "Accepts SMS Marketing", yes: "granted", no: "denied" }, address: "Phone" },
  ],
  apostrophes: true,
};
