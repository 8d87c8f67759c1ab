/** A currency code of ISO 4217 in capitals, "EUR". Made by `currency`. */
export type Currency = string;

const TWO_DIGITS =
  "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY " +
  "COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS " +
  "INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD " +
  "NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP " +
  "SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL";
/** Replaced by the euro or by a new unit, but still found in old data. */
const HISTORIC_TWO_DIGITS = "ATS BEF BYR CYP DEM EEK ESP FIM FRF GRD IEP ITL LTL LUF LVL MRO MTL NLG PTE ROL SIT SKK STD TRL VEF ZMK";
const DIGITS: ReadonlyMap<Currency, number> = new Map([
  ...list(TWO_DIGITS, 2),
  ...list(HISTORIC_TWO_DIGITS, 2),
  ...list("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF", 0),
  ...list("BYR ESP ITL LUF TRL", 0),
  ...list("BHD IQD JOD KWD LYD OMR TND", 3),
  ...list("CLF UYW", 4),
]);

/** Signs that stand for one currency in practice. "$" is the US dollar, "¥" the yen; "kr" is several and not here. */
const SYMBOLS: ReadonlyMap<string, Currency> = new Map([
  ["€", "EUR"],
  ["$", "USD"],
  ["US$", "USD"],
  ["£", "GBP"],
  ["¥", "JPY"],
  ["CN¥", "CNY"],
  ["元", "CNY"],
  ["A$", "AUD"],
  ["AU$", "AUD"],
  ["C$", "CAD"],
  ["CA$", "CAD"],
  ["NZ$", "NZD"],
  ["HK$", "HKD"],
  ["NT$", "TWD"],
  ["S$", "SGD"],
  ["MX$", "MXN"],
  ["R$", "BRL"],
  ["₹", "INR"],
  ["₩", "KRW"],
  ["₽", "RUB"],
  ["₺", "TRY"],
  ["₴", "UAH"],
  ["₪", "ILS"],
  ["₫", "VND"],
  ["₦", "NGN"],
  ["₱", "PHP"],
  ["฿", "THB"],
  ["₸", "KZT"],
  ["₾", "GEL"],
  ["₡", "CRC"],
  ["₲", "PYG"],
  ["zł", "PLN"],
  ["Kč", "CZK"],
  ["Ft", "HUF"],
  ["Fr.", "CHF"],
  ["SFr.", "CHF"],
]);

/** All currency codes, in alphabetical order. */
export const CURRENCIES: readonly Currency[] = [...DIGITS.keys()].sort();

/** The code of a currency given by its code in any case or by its sign; `undefined` if there is none such. */
export function currency(text: string): Currency | undefined {
  const code = text.trim().toUpperCase();
  return DIGITS.has(code) ? code : SYMBOLS.get(text.trim());
}

/** Digits after the point of a currency's smallest unit (EUR 2, JPY 0, KWD 3). Throws a RangeError for an unknown code. */
export function minorDigits(code: Currency): number {
  const digits = DIGITS.get(code);
  if (digits === undefined) throw new RangeError(`not a currency: ${code}`);
  return digits;
}

function list(codes: string, digits: number): [Currency, number][] {
  return codes.split(" ").map((code) => [code, digits]);
}
