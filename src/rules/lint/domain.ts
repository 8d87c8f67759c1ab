/**
 * Sets of values of one trait or measure, "not set" included: what a test lets through. They answer whether tests contradict each
 * other or say the same twice.
 */

/** Integers from `from` to `to`, both included; without a bound as far as there are. */
interface Range {
  readonly from?: bigint;
  readonly to?: bigint;
}

export type Values =
  /** Disjoint and ascending. */
  | { readonly kind: "ranges"; readonly ranges: readonly Range[] }
  /** These, or with `except` all others. */
  | { readonly kind: "items"; readonly items: ReadonlySet<string>; readonly except: boolean };

export interface Domain {
  /** Whether "not set" is let through. */
  readonly missing: boolean;
  readonly values: Values;
}

/** Both let it through. The domains must be of the same kind of values. */
export function intersect(a: Domain, b: Domain): Domain {
  return { missing: a.missing && b.missing, values: both(a.values, b.values) };
}

/** Everything of the universe that the domain does not let through. */
export function complement(domain: Domain, universe: Domain): Domain {
  return { missing: universe.missing && !domain.missing, values: both(universe.values, others(domain.values)) };
}

/** Whether nothing is let through. */
export function isEmpty(domain: Domain): boolean {
  const { values } = domain;
  if (domain.missing) return false;
  return values.kind === "ranges" ? values.ranges.length === 0 : values.items.size === 0 && !values.except;
}

/** Whether whatever a lets through, b does too. */
export function isWithin(a: Domain, b: Domain, universe: Domain): boolean {
  return isEmpty(intersect(a, complement(b, universe)));
}

/** The integers of one range; none if it is empty. */
export function range(from: bigint | undefined, to: bigint | undefined): Values {
  if (from !== undefined && to !== undefined && from > to) return { kind: "ranges", ranges: [] };
  return { kind: "ranges", ranges: [{ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }] };
}

/** All of the ranges. */
export function union(parts: readonly Values[]): Values {
  const [first, ...rest] = parts;
  if (first === undefined) return { kind: "ranges", ranges: [] };
  return others(rest.reduce((all, part) => both(all, others(part)), others(first)));
}

/** Everything that the values are not. */
function others(values: Values): Values {
  if (values.kind === "items") return { ...values, except: !values.except };
  const gaps: Range[] = [];
  let from: bigint | undefined;
  let open = true;
  for (const each of values.ranges) {
    if (each.from !== undefined) gaps.push({ ...(from === undefined ? {} : { from }), to: each.from - 1n });
    from = each.to === undefined ? undefined : each.to + 1n;
    open = each.to !== undefined;
  }
  if (open) gaps.push(from === undefined ? {} : { from });
  return { kind: "ranges", ranges: gaps.filter((gap) => gap.from === undefined || gap.to === undefined || gap.from <= gap.to) };
}

function both(a: Values, b: Values): Values {
  if (a.kind === "ranges" && b.kind === "ranges") {
    return { kind: "ranges", ranges: a.ranges.flatMap((x) => b.ranges.flatMap((y) => overlap(x, y))) };
  }
  if (a.kind === "items" && b.kind === "items") return bothItems(a, b);
  throw new RangeError("domains of different kinds");
}

function bothItems(a: Extract<Values, { kind: "items" }>, b: Extract<Values, { kind: "items" }>): Values {
  if (a.except && b.except) return { kind: "items", items: new Set([...a.items, ...b.items]), except: true };
  const [listed, other] = a.except ? [b, a] : [a, b];
  return { kind: "items", items: new Set([...listed.items].filter((item) => other.items.has(item) !== other.except)), except: false };
}

function overlap(x: Range, y: Range): readonly Range[] {
  const from = x.from === undefined || (y.from !== undefined && y.from > x.from) ? y.from : x.from;
  const to = x.to === undefined || (y.to !== undefined && y.to < x.to) ? y.to : x.to;
  const found = range(from, to);
  return found.kind === "ranges" ? found.ranges : [];
}
