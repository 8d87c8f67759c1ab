/** Which leaves are computed together: one query for all leaves over the same rows. */
import { aggregate, all, as, column, constant, select, sub } from "../sql/build.ts";
import type { Dialect } from "../sql/dialect.ts";
import { print } from "../sql/print.ts";
import type { Select } from "../sql/tree.ts";
import { greatestKey } from "./keyset.ts";
import type { Lowered } from "./lower/lowered.ts";

/** A leaf by its key, and what is to be asked for it. */
export interface Asked {
  readonly key: string;
  readonly lowered: Lowered;
}

/** One query that finds the sets of several leaves: column `s0` for the first, and so on. */
export interface Pass {
  readonly asked: readonly Asked[];
  readonly query: Select;
}

/** Sets asked for in one query at most: each takes a bit string per thread. */
const MAX_SETS = 64;

/** The fewest passes in which everything asked can be computed. */
export function passesOf(asked: readonly Asked[], maxKey: number, dialect: Dialect): readonly Pass[] {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) {
    const key = rowsKey(one.lowered, dialect);
    const group = groups.get(key);
    if (group === undefined || group.length === MAX_SETS) groups.set(group === undefined ? key : `${key} ${groups.size}`, [one]);
    else group.push(one);
  }
  return [...groups.values()].map((group) => ({ asked: group, query: queryOf(group, maxKey) }));
}

/** Equal for leaves over the same rows. */
function rowsKey(lowered: Lowered, dialect: Dialect): string {
  const { from, joins, where, customer, about } = lowered;
  const { text, parameters } = print(select([as(customer, "c")], { from, joins, where }), dialect);
  const values = parameters.map((one) => (one.type === "null" ? "" : String(one.value)));
  return JSON.stringify([about, text, values]);
}

function queryOf(asked: readonly Asked[], maxKey: number): Select {
  const first = asked[0]?.lowered;
  if (first === undefined) throw new RangeError("a pass without leaves");
  const { from, joins, customer } = first;
  const greatest = constant(greatestKey(maxKey));
  const only = asked.length === 1;
  if (first.about === "row") {
    const sets = asked.map((one, i) => as(aggregate("keys", [customer, greatest], only ? undefined : one.lowered.condition), `s${i}`));
    return select(sets, { from, joins, where: only ? all([first.where, first.condition]) : first.where });
  }
  const c = column("c", "g");
  const grouped = only
    ? select([as(customer, "c")], { from, joins, where: first.where, groupBy: [customer], having: first.condition })
    : select([as(customer, "c"), ...asked.map((one, i) => as(one.lowered.condition, `b${i}`))], {
        from,
        joins,
        where: first.where,
        groupBy: [customer],
      });
  const sets = asked.map((_, i) => as(aggregate("keys", [c, greatest], only ? undefined : column(`b${i}`, "g")), `s${i}`));
  return select(sets, { from: sub(grouped, "g") });
}
