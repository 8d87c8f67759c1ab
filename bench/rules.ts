/** The reference rules: one or more of every condition kind, each beside the best SQL for the hand-made tables of `hand.ts`. */
import { SHOP_NOW } from "../testkit/shop/shop.ts";

export interface ReferenceRule {
  readonly kind: string;
  readonly text: string;
  /** Counts the same customers. */
  readonly sql: string;
}

/** The instant of evaluation in the hand's SQL; all windows below are written out for it (2026-10-31 20:00 in Berlin is 19:00 UTC). */
const at = `epoch_ms(${SHOP_NOW})::timestamp`;
const ago = (days: number): string => wallClock(days);

/** The same wall clock so many days before, as an instant: one hour earlier in UTC where summer time held then. */
function wallClock(days: number): string {
  return `((timestamp '2026-10-31 20:00:00' - interval ${days} days) at time zone 'Europe/Berlin' at time zone 'UTC')`;
}

export const referenceRules: readonly ReferenceRule[] = [
  { kind: "trait", text: 'country = "DE"', sql: "select count(*) from c where country = 'DE'" },
  {
    kind: "trait",
    text: 'country in ("DE", "FR") and birth_date was before 1990-01-01',
    sql: "select count(*) from c where country in ('DE', 'FR') and birth_date < date '1990-01-01'",
  },
  { kind: "trait", text: 'tags has "vip"', sql: "select count(*) from c where list_contains(tags, 'vip')" },
  { kind: "trait", text: 'city contains "burg"', sql: "select count(*) from c where city ilike '%burg%'" },
  {
    kind: "trait",
    text: "birth_date anniversary in next 14 days",
    sql: "select count(*) from c where month(birth_date) = 11 and day(birth_date) between 1 and 14",
  },
  {
    kind: "trait",
    text: 'plan has been "free" for at least 90 days',
    sql: `select count(*) from (select k from plan_history where valid_to > ${SHOP_NOW} - 90::bigint * 86400000 group by k having bool_and(plan = 'free') and min(valid_from) <= ${SHOP_NOW} - 90::bigint * 86400000)`,
  },
  {
    kind: "event",
    text: "count(order) in last 365 days >= 4",
    sql: `select count(*) from (select k from o where t > ${ago(365)} group by k having count(*) >= 4)`,
  },
  {
    kind: "event",
    text: "sum(order.amount) in last 90 days > 200",
    sql: `select count(*) from (select k from o_t where t > ${ago(90)} group by k having sum(amount) > 200)`,
  },
  { kind: "event", text: "average(order.amount) > 80", sql: "select count(*) from (select k from o group by k having avg(amount) > 80)" },
  {
    kind: "event",
    text: "distinct(order_line.product) in last 365 days >= 10",
    sql: `select count(*) from (select k from ol where t > ${ago(365)} group by k having count(distinct product) >= 10)`,
  },
  {
    kind: "event",
    text: "last(order) was before 180 days ago",
    sql: `select count(*) from (select k from o group by k having max(t) < ${ago(180)})`,
  },
  {
    kind: "event",
    text: "first(order) was in last 30 days",
    sql: `select count(*) from (select k from o group by k having min(t) > ${ago(30)})`,
  },
  {
    kind: "event",
    text: "nth[2](order) was in last 90 days",
    sql: `select count(*) from (select k from o group by k having count(*) >= 2 and list_extract(min(t, 2), 2) > ${ago(90)})`,
  },
  {
    kind: "event",
    text: "share(order where coupon is set) in last 730 days >= 50%",
    sql: `select count(*) from (select k from o where t > ${ago(730)} group by k having 2 * count(coupon) >= count(*))`,
  },
  {
    kind: "event",
    text: "days(visit) in last 90 days >= 5",
    sql: `select count(*) from (select k from v_t where t > ${ago(90)} group by k having count(distinct d) >= 5)`,
  },
  {
    kind: "event",
    text: 'last(order.channel) = "app"',
    sql: "select count(*) from (select k from o group by k having arg_max(channel, t) = 'app')",
  },
  {
    kind: "event",
    text: 'maximum(order.amount where channel = "web") in last 365 days > 150',
    sql: `select count(*) from (select k from o where t > ${ago(365)} and channel = 'web' group by k having max(amount) > 150)`,
  },
  { kind: "did", text: "did order in last 30 days", sql: `select count(distinct k) from o_t where t > ${ago(30)}` },
  {
    kind: "did",
    text: "no visit in last 180 days",
    sql: `select (select count(*) from c) - (select count(distinct k) from v_t where t > ${ago(180)})`,
  },
  {
    kind: "did",
    text: 'did view where category = "beauty" in last 30 days',
    sql: `select count(distinct k) from w_t where t > ${ago(30)} and category = 'beauty'`,
  },
  {
    kind: "sequence",
    text: "sequence(view -> cart same product within 2 days -> not order within 7 days) in last 60 days",
    sql: `
      with seen as (select k, t, product from w_t where t > ${ago(60)}),
      carted as (
        select distinct a.k, a.t
        from (select k, t, product from a_t where t > ${ago(60)} and t <= ${at} - interval 168 hours) a
        asof join seen w on a.k = w.k and a.product = w.product and a.t > w.t
        where a.t <= w.t + interval 48 hours
      ),
      bought as (select k, t from o_t where t > ${ago(60)})
      select count(distinct p.k)
      from carted p asof left join bought n on p.k = n.k and p.t < n.t
      where n.t is null or n.t > p.t + interval 168 hours`,
  },
  {
    kind: "activity",
    text: "active(order) in at least 6 of last 12 months",
    sql: "select count(*) from (select k from o where d >= date '2025-10-01' and d < date '2026-10-01' group by k having bit_count(bit_or((1 << (12 * year(d) + month(d) - 24310))::integer)) >= 6)",
  },
  {
    kind: "segment",
    text: 'in segment "Champions" and country = "DE"',
    sql: `select count(*) from (select k from o where t > ${ago(365)} group by k having count(*) >= 8 and max(t) > ${ago(60)}) join c using (k) where country = 'DE'`,
  },
  {
    kind: "rank",
    text: "top 10% by sum(order.amount) in last 365 days",
    sql: `select count(*) from (
      select k from (select c.k, c.id, coalesce(s, 0) s from c left join (select k, sum(amount) s from o where t > ${ago(365)} group by k) using (k))
      order by s desc, id limit (select ceil(count(*) * 0.1)::bigint from c))`,
  },
  {
    kind: "geo",
    text: "within 50 km of (52.52, 13.405)",
    sql: `select count(*) from c where latitude between 52.0 and 53.0 and longitude between 12.5 and 14.3
      and 2 * 6371.0088 * asin(sqrt(pow(sin(radians(latitude - 52.52) / 2), 2) + cos(radians(52.52)) * cos(radians(latitude)) * pow(sin(radians(longitude - 13.405) / 2), 2))) <= 50`,
  },
  {
    kind: "sample",
    text: 'sample 5% seed "holdout 2026"',
    sql: "select count(*) from c where md5('holdout 2026' || chr(0) || id)[1:8] < '0ccccccd'",
  },
  {
    kind: "consent",
    text: "reachable by email",
    sql: `select count(distinct g.k) from consent_now g
      where g.channel = 'email' and g.state = 'granted' and g.valid and g.purpose <> ''
      and not exists (from consent_now b where b.purpose = '' and b.state = 'bounced' and b.k = g.k and b.channel = g.channel and b.address = g.address)`,
  },
  {
    kind: "several",
    text: 'count(order) in last 365 days >= 4 and no order in last 60 days and country in ("DE", "FR") and reachable by email',
    sql: `select count(*) from (select k from o where t > ${ago(365)} group by k having count(*) >= 4 and max(t) <= ${ago(60)})
      join (select k from c where country in ('DE', 'FR')) using (k)
      where k in (select g.k from consent_now g where g.channel = 'email' and g.state = 'granted' and g.valid and g.purpose <> ''
        and not exists (from consent_now b where b.purpose = '' and b.state = 'bounced' and b.k = g.k and b.channel = g.channel and b.address = g.address))`,
  },
];
