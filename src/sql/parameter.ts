/** A value bound to a statement, with the type that the engine is to see. Values never become part of a statement's text. */
export type Parameter =
  | { readonly type: "text"; readonly value: string }
  /** 64 bits. */
  | { readonly type: "integer"; readonly value: bigint }
  /** 128 bits, signed. */
  | { readonly type: "huge"; readonly value: bigint }
  /** 128 bits, unsigned: event ids. */
  | { readonly type: "id"; readonly value: bigint }
  | { readonly type: "double"; readonly value: number }
  | { readonly type: "boolean"; readonly value: boolean }
  | { readonly type: "blob"; readonly value: Uint8Array }
  | { readonly type: "texts"; readonly value: readonly string[] }
  | { readonly type: "integers"; readonly value: readonly bigint[] }
  /** A bit string, in the form of DuckDB's BIT: the number of padding bits, then the bits from the left, the padding set. */
  | { readonly type: "bits"; readonly value: Uint8Array }
  | { readonly type: "null" };

/** What `sql` binds as it comes. A number without a fraction is bound as a 64-bit integer, any other as a double. */
export type Plain = string | bigint | number | boolean | null | Uint8Array | readonly string[] | readonly bigint[];

/** A statement ready for an engine: text with placeholders in the engine's form, and what they stand for in their order. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly Parameter[];
}

const smallest = -(2n ** 63n);
const largest = 2n ** 63n - 1n;

/** The parameter for a plain value. An integer beyond 64 bits is bound with 128; an empty list is a list of texts. */
export function parameter(value: Plain): Parameter {
  if (value === null) return { type: "null" };
  if (value instanceof Uint8Array) return { type: "blob", value };
  switch (typeof value) {
    case "string":
      return { type: "text", value };
    case "boolean":
      return { type: "boolean", value };
    case "bigint":
      return value >= smallest && value <= largest ? { type: "integer", value } : { type: "huge", value };
    case "number":
      return Number.isSafeInteger(value) ? { type: "integer", value: BigInt(value) } : { type: "double", value };
    default:
      return isIntegers(value) ? { type: "integers", value } : { type: "texts", value: value as readonly string[] };
  }
}

/** A number bound as a double even if it has no fraction. */
export function double(value: number): Parameter {
  return { type: "double", value };
}

/** An event id (128 bits, unsigned) from its 32 hexadecimal digits. */
export function eventId(hex: string): Parameter {
  return { type: "id", value: BigInt(`0x${hex}`) };
}

/** A list of 64-bit integers, possibly empty. */
export function integers(value: readonly bigint[]): Parameter {
  return { type: "integers", value };
}

function isIntegers(value: readonly string[] | readonly bigint[]): value is readonly bigint[] {
  return typeof value[0] === "bigint";
}
