/** The shop's parameters as tables: what is the same for every seed. Each is a statement that gives the rows. */
import { groups } from "./groups.ts";
import { accessoryProbability, categories, PRODUCTS, productName, products } from "./products.ts";
import { quoted } from "./sql.ts";
import { ITEMS, itemModel, needClasses, needItems, REVERSED, scales } from "./survey.ts";

type Cell = string | number;

function table(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const values = rows.map((row) => `(${row.map((cell) => (typeof cell === "number" ? String(cell) : quoted(cell))).join(", ")})`);
  return `SELECT * FROM (VALUES ${values.join(", ")}) t(${names.map((name) => `"${name}"`).join(", ")})`;
}

const numbered = Array.from({ length: PRODUCTS }, (_, i) => i + 1);

/** Statements by the names of the files, without an ending. */
export const parameterTables: Readonly<Record<string, string>> = {
  groups: table(
    [
      ...["group", "share", "female", "age_mean", "age_deviation", "joined_within_days", "first_purchase", "rate_r", "rate_alpha"],
      ...["dropout_a", "dropout_b", "seasonal", "basket_mean", "basket_p", "basket_q", "coupon", "returns", "open_a", "open_b", "click"],
      ...["persuaded", "deterred"],
    ],
    groups.map((group) => [
      ...[group.name, group.share, group.female, group.age.mean, group.age.deviation, group.joinedWithin, group.firstPurchase],
      ...[group.rate.r, group.rate.alpha, group.dropout.a, group.dropout.b, Number(group.seasonal)],
      ...[group.basket.mean, group.basket.p, group.basket.q, group.coupon, group.returns, group.open.a, group.open.b, group.click],
      ...[group.campaign.persuaded, group.campaign.deterred],
    ]),
  ),
  products: table(
    ["product", "category", "price", "margin_percent"],
    numbered.map((p) => [
      productName(p),
      categories[products.category[p] as number] as string,
      (products.price[p] as number) / 100,
      products.margin[p] as number,
    ]),
  ),
  "product-affinities": table(
    ["product", "accessory", "probability"],
    numbered.flatMap((p) =>
      accessoryProbability.map((probability, i) => [
        productName(p),
        productName(products.accessories[i as 0 | 1][p] as number),
        probability,
      ]),
    ),
  ),
  scales: table(
    ["item", "scale", "loading", "deviation", "reversed"],
    scales.flatMap((scale) =>
      Array.from({ length: ITEMS }, (_, i) => [`${scale}_${i + 1}`, scale, itemModel.loading, itemModel.deviation, Number(i === REVERSED)]),
    ),
  ),
  needs: table(
    ["class", "item", "probability"],
    needClasses.flatMap(({ name, yes }) => needItems.map((item, i) => [name, item, yes[i] as number])),
  ),
};
