/** Pieces of the statements that turn codes into what the files show. All values are the shop's own constants. */

/** A text literal. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The text of a code that counts from `base` (1); NULL for a code without one. */
export function named(code: string, texts: readonly string[], base = 1): string {
  return `[${texts.map(quoted).join(", ")}][${base === 1 ? code : `${code} + ${1 - base}`}]`;
}

/** The number of a code that counts from `base` (1). */
export function numbered(code: string, numbers: readonly number[], base = 1): string {
  return `[${numbers.join(", ")}][${base === 1 ? code : `${code} + ${1 - base}`}]`;
}

/** A number with zeros in front, of at least so many digits. */
export function padded(number: string, digits: number): string {
  const limit = 10 ** digits;
  return `CASE WHEN ${number} < ${limit} THEN right((${limit} + ${number})::VARCHAR, ${digits}) ELSE (${number})::VARCHAR END`;
}

/** A customer's id: C000001. */
export function customerId(number: string): string {
  return `'C' || ${padded(number, 6)}`;
}

/** A product's name: P001. */
export function productId(number: string): string {
  return `'P' || ${padded(number, 3)}`;
}

/** Cents as an amount with two decimals. */
export function amount(cents: string): string {
  return `(${cents} * 0.01::DECIMAL(3, 2))::DECIMAL(12, 2)`;
}

/** Seconds since 1970 as an instant: a typed column, or ISO text in UTC. */
export function instantOf(seconds: string, format: "parquet" | "csv"): string {
  const time = `make_timestamp${format === "parquet" ? "tz" : ""}(${seconds}::BIGINT * 1000000)`;
  return format === "parquet" ? time : `strftime(${time}, '%Y-%m-%dT%H:%M:%SZ')`;
}

/** Days since 1970 as a date. */
export function dateOf(days: string): string {
  return `DATE '1970-01-01' + (${days})::INTEGER`;
}
