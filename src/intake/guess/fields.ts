/** What rows of a file can be. A kind that is none of these words is the name of an event, of which each row is one. */
export type Kind = "customers" | "orders" | "order-lines" | "events" | "survey" | "consent" | "rates" | { readonly event: string };

/** Fields that columns are mapped to; which ones a kind has says `FIELDS`. */
export type Field =
  | "id"
  | "email"
  | "phone"
  | "customer"
  | "anonymous"
  | "at"
  | "created_at"
  | "order_id"
  | "amount"
  | "refund_amount"
  | "order_amount"
  | "currency"
  | "status"
  | "product"
  | "quantity"
  | "unit_price"
  | "category"
  | "country"
  | "channel"
  | "cancelled"
  | "name"
  | "message"
  | "wave"
  | "purpose"
  | "address"
  | "state"
  | "latitude"
  | "longitude"
  | "date"
  | "rate";

interface KindFields {
  readonly required: readonly Field[];
  readonly optional: readonly Field[];
}

const PLACE = ["latitude", "longitude"] as const;

/** The fields of each kind; `event` stands for every single event type. In `events` and `event` the message id is mapped as `id`. */
export const FIELDS: Readonly<
  Record<"customers" | "orders" | "order-lines" | "events" | "survey" | "consent" | "rates" | "event", KindFields>
> = {
  customers: { required: ["id"], optional: ["email", "phone", "at", "created_at", ...PLACE] },
  orders: {
    required: ["customer", "at", "amount"],
    optional: ["order_id", "currency", "status", "refund_amount", "email", "country"],
  },
  "order-lines": {
    required: ["order_id", "customer", "at", "quantity"],
    optional: [
      "unit_price",
      "amount",
      "product",
      "category",
      "country",
      "currency",
      "channel",
      "cancelled",
      "status",
      "order_amount",
      "refund_amount",
      "email",
    ],
  },
  events: { required: ["customer", "at", "name"], optional: ["anonymous", "message", ...PLACE] },
  event: { required: ["customer", "at"], optional: ["anonymous", "message", "currency", ...PLACE] },
  survey: { required: ["customer"], optional: ["at", "wave", "email"] },
  consent: { required: ["customer", "state"], optional: ["at", "purpose", "channel", "address"] },
  rates: { required: ["date", "currency", "rate"], optional: [] },
};

/** The key of a kind in `FIELDS`. */
export function kindKey(kind: Kind): keyof typeof FIELDS {
  return typeof kind === "object" ? "event" : kind;
}

/** Names that columns of a field have in exports, in snake case, the most telling first. */
export const SYNONYMS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  id: [
    "id",
    "customer_id",
    "customerid",
    "user_id",
    "userid",
    "contact_id",
    "record_id",
    "client_id",
    "member_id",
    "person_id",
    "subscriber_id",
    "kunden_nr",
    "kundennummer",
    "kunden_id",
    "rownames",
    "respondent_id",
    "respondent",
    "response_id",
    "uid",
    "account_id",
  ],
  customer: [
    "customer_id",
    "customerid",
    "customer",
    "user_id",
    "userid",
    "client_id",
    "member_id",
    "contact_id",
    "subscriber_id",
    "account_id",
    "person_id",
    "kunden_nr",
    "kundennummer",
    "kunden_id",
    "kunde",
    "buyer_id",
    "buyer",
    "respondent_id",
    "respondent",
    "user",
    "distinct_id",
    "customer_email",
    "email",
    "email_address",
    "e_mail",
    "id",
  ],
  anonymous: ["anonymous_id", "anonymous", "visitor_id", "device_id", "session_user"],
  email: ["email", "email_address", "e_mail", "mail", "customer_email", "billing_email", "e_mail_adresse"],
  phone: ["phone", "phone_number", "mobile", "mobile_phone", "telephone", "telefon", "tel"],
  at: [
    "at",
    "occurred_at",
    "event_time",
    "timestamp",
    "order_date",
    "order_datetime",
    "purchase_date",
    "invoice_date",
    "invoicedate",
    "ordered_at",
    "date_time",
    "datetime",
    "date",
    "time",
    "submitted_at",
    "submit_date",
    "answered_at",
    "created_at",
    "transaction_date",
    "bestelldatum",
    "datum",
    "day",
    "processed_at",
    "paid_at",
    "created",
  ],
  created_at: [
    "created_at",
    "created",
    "create_date",
    "signup_date",
    "sign_up_date",
    "registered_at",
    "registration_date",
    "customer_since",
    "dt_customer",
    "date_joined",
    "joined_at",
    "added_at",
    "account_created",
    "first_seen",
  ],
  order_id: [
    "order_id",
    "orderid",
    "order_number",
    "order_no",
    "order",
    "invoice_no",
    "invoiceno",
    "invoice",
    "invoice_id",
    "transaction_id",
    "receipt",
    "receipt_id",
    "bestellnummer",
    "bestell_nr",
    "auftragsnummer",
    "basket_id",
  ],
  amount: [
    "amount",
    "total",
    "order_total",
    "revenue",
    "total_amount",
    "total_price",
    "grand_total",
    "value",
    "order_value",
    "sales",
    "dollar_value",
    "price",
    "net_amount",
    "spend",
    "umsatz",
    "betrag",
    "gesamtbetrag",
    "summe",
  ],
  currency: ["currency", "currency_code", "waehrung", "wahrung"],
  status: ["status", "order_status", "financial_status", "payment_status"],
  product: [
    "product",
    "product_name",
    "product_id",
    "sku",
    "stock_code",
    "stockcode",
    "item",
    "item_name",
    "item_id",
    "article",
    "artikel",
    "artikelnummer",
    "lineitem_name",
    "description",
    "variant",
  ],
  quantity: ["quantity", "qty", "units", "count", "menge", "anzahl", "lineitem_quantity", "pieces"],
  unit_price: ["unit_price", "unitprice", "price", "item_price", "price_each", "einzelpreis", "preis", "lineitem_price"],
  category: ["category", "product_category", "department", "kategorie", "product_type"],
  country: ["country", "country_code", "land", "billing_country", "shipping_country"],
  channel: ["channel", "sales_channel", "source", "kanal"],
  name: ["name", "event", "event_name", "event_type", "type", "action", "activity"],
  message: ["message_id", "messageid", "event_id", "uuid", "id"],
  wave: ["wave", "survey_wave", "round", "welle"],
  purpose: ["purpose", "topic", "list", "subscription"],
  address: ["address", "email", "email_address", "phone"],
  state: ["state", "consent", "status", "subscribed", "opt_in", "opted_in", "accepts_marketing", "marketing_consent", "email_consent"],
  latitude: ["latitude", "lat", "geo_lat", "breitengrad"],
  longitude: ["longitude", "lon", "lng", "long", "geo_lon", "geo_lng", "laengengrad", "langengrad"],
  date: ["date", "day", "datum"],
  rate: ["rate", "exchange_rate", "kurs", "value"],
};

/** A header in snake case: `Order ID`, `orderId` and `ORDER-ID` are `order_id`. Letters of all scripts stay. */
export function snakeCase(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1_$2")
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}

/** Names of traits and properties for headers: snake case, a number behind those that would be equal, `column` for none. */
export function namesFor(headers: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return headers.map((header) => {
    const base = snakeCase(header) || "column";
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    return name;
  });
}
