/** What a trait or property is about and how careful one has to be with it, guessed from its name, type and values. People can correct it. */
import type { ValueType } from "../rules/names.ts";

/** What kind of knowledge about a customer a field is. */
export const bases = [
  "demographic",
  "geographic",
  "technographic",
  "psychographic",
  "behavioural",
  "needs",
  "firmographic",
  "value",
] as const;
export type Base = (typeof bases)[number];

/** `personal` names or reaches a person; `protected` is a ground on which the law forbids to discriminate. */
export const sensitivities = ["none", "personal", "protected"] as const;
export type Sensitivity = (typeof sensitivities)[number];

export interface Described {
  readonly base: Base;
  readonly sensitivity: Sensitivity;
}

/** A name's words, joined by and enclosed in `_`: `BirthDate` and `birth date` are both `_birth_date_`. */
function wordsOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  return `_${words.join("_")}_`;
}

interface Pattern {
  readonly words: RegExp;
  readonly described: Described;
  /** Types for which the name means this; absent: every type. */
  readonly types?: readonly ValueType[];
}

/** The first that fits decides, so that what is protected comes before what is merely personal. */
const patterns: readonly Pattern[] = [
  protectedBy(/_(birth|birthdate|birthday|dob|geburtsdatum|geburtstag|age|alter|born)_|_(year|date)_of_birth_|_birth_(date|year|day)_/),
  protectedBy(/_(sex|gender|geschlecht|pronouns?)_/),
  protectedBy(/_(religion|religious|confession|ethnic|ethnicity|race|nationality|citizenship|nationalitat)_/),
  protectedBy(/_(disability|disabled|handicap|health|diagnosis|pregnan\p{L}*|sexual_orientation)_/u),
  protectedBy(/_(political|union_member|genetic|biometric)_/),
  protectedBy(/_(marital|marital_status|civil_status|marriage|married)_/),
  personal(/_(e_?mail|email|mail|phone|telephone|telefon|tel|mobile|handy|fax)_/, "demographic"),
  personal(
    /_(first|last|full|given|family|middle|sur)_?name_|_(firstname|lastname|surname|vorname|nachname|forename)_|^_(customer_|contact_)?name_$/,
    "demographic",
  ),
  personal(/_(street|address|adresse|strasse|house_number|hausnummer|address_?line_?\d?)_/, "geographic"),
  personal(/_(iban|account_number|card|passport|ssn|tax_id|ip|ip_address)_/, "demographic"),
  personal(/_(lat|latitude|lon|lng|longitude|location|coordinates|geo)_/, "geographic"),
  of(
    /_(country|land|city|ort|stadt|town|region|state|province|bundesland|county|zip|zipcode|postcode|postal_code|postal|plz|place|district|time_zone|timezone|climate|urban|rural)_/,
    "geographic",
  ),
  of(
    /_(company|firm|employer|industry|sector|branche|employees|company_size|revenue_band|job_title|job|department|vat_id|vat|b2b|naics|sic|account_type)_/,
    "firmographic",
  ),
  of(/_(device|os|operating_system|browser|platform|app_version|user_agent|screen|language|locale|sdk|carrier|model)_/, "technographic"),
  of(/_(need|needs|goal|job_to_be_done|pain|wants?|looking_for|requirement|benefit|benefits|importance)_/, "needs"),
  of(
    /_(attitude|opinion|personality|lifestyle|values|interest|interests|hobby|hobbies|motivation|agree\p{L}*|openness|conscientiousness|extraversion|neuroticism|satisfaction|nps|survey|likert|scale)_/u,
    "psychographic",
  ),
  of(
    /_(ltv|clv|lifetime_value|spend|spent|revenue|value|total|amount|price|turnover|umsatz|margin|profit|credit_limit|balance|order_value|aov|monetary|score|predicted_\p{L}+)_/u,
    "value",
  ),
  of(
    /_(household|household_size|children|kids|income|einkommen|education|bildung|occupation|profession|beruf|generation|salary|homeowner|title|salutation|anrede)_/,
    "demographic",
  ),
];

/** The base and sensitivity that name, type and values suggest. What says nothing is behavioural and not sensitive. */
export function describe(name: string, type: ValueType, values: readonly string[]): Described {
  const words = wordsOf(name);
  const found = patterns.find((pattern) => pattern.words.test(words) && (pattern.types === undefined || pattern.types.includes(type)));
  const base = found?.described ?? byType(type);
  if (base.sensitivity === "none" && type === "text" && values.length > 0 && values.every(looksPersonal))
    return { ...base, sensitivity: "personal" };
  return base;
}

function byType(type: ValueType): Described {
  if (type === "location") return { base: "geographic", sensitivity: "personal" };
  if (type === "money" || type === "score") return { base: "value", sensitivity: "none" };
  return { base: "behavioural", sensitivity: "none" };
}

/** E-mail addresses and international telephone numbers. */
function looksPersonal(value: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) || /^\+[\d\s()/-]{7,}$/.test(value);
}

function protectedBy(words: RegExp): Pattern {
  return { words, described: { base: "demographic", sensitivity: "protected" } };
}
function personal(words: RegExp, base: Base): Pattern {
  return { words, described: { base, sensitivity: "personal" } };
}
function of(words: RegExp, base: Base): Pattern {
  return { words, described: { base, sensitivity: "none" } };
}
