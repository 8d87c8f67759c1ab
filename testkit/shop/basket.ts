/** What is in an order. */
import type { Random } from "../../src/core/random.ts";
import type { Group } from "./groups.ts";
import { ACCESSORY_PRICE, accessoryProbability, productNear, products } from "./products.ts";

/** The lines of one order; used again for the next. Prices in cents, after the discount. */
export interface Basket {
  lines: number;
  /** Sum of quantity × unit price. */
  amount: number;
  items: number;
  readonly product: Int32Array;
  readonly quantity: Int32Array;
  readonly price: Int32Array;
}

const MOST_LINES = 24;
/** Above this price a larger quantity is bought instead of a dearer product. */
const HIGHEST_PRICE = 35_000;
const LEAST_PART = 300;

export function emptyBasket(): Basket {
  const column = (): Int32Array => new Int32Array(MOST_LINES);
  return { lines: 0, amount: 0, items: 0, product: column(), quantity: column(), price: column() };
}

/** What a customer likes: a category is the first favourite (0.45), the second (0.2), or any by the weights of the group. */
export interface Taste {
  readonly first: number;
  readonly second: number;
  /** Category by hundredths of the group's weights. */
  readonly table: Uint8Array;
}

/** A category for a customer. */
export function anyCategory(random: Random, taste: Taste): number {
  const u = random.uniform();
  if (u < 0.45) return taste.first;
  if (u < 0.65) return taste.second;
  return taste.table[random.int(taste.table.length)] as number;
}

/**
 * Fills the basket so that its value before the discount is about `cents` (the product nearest in price is taken for each part,
 * an error without bias of a few percent). The first line is the main product; its accessories come with their probabilities.
 */
export function fillBasket(basket: Basket, random: Random, group: Group, taste: Taste, cents: number, discount: number): void {
  basket.lines = 0;
  basket.amount = 0;
  basket.items = 0;
  const parts = Math.min(12, 1 + random.poisson(group.moreLines));
  const withFirst = random.chance(accessoryProbability[0]);
  const withSecond = random.chance(accessoryProbability[1]);
  const share = parts === 1 ? 1 : 0.45 + 0.3 * random.uniform();
  const main = (cents * share) / (1 + ACCESSORY_PRICE * (Number(withFirst) + Number(withSecond)));
  const product = addPart(basket, random, anyCategory(random, taste), main, discount);
  if (withFirst) addLine(basket, products.accessories[0][product] as number, 1, discount);
  if (withSecond) addLine(basket, products.accessories[1][product] as number, 1, discount);
  let left = cents * (1 - share);
  for (let part = 1; part < parts && left >= LEAST_PART; part++) {
    const size = part === parts - 1 ? left : left * (0.4 + 0.3 * random.uniform());
    left -= size;
    addPart(basket, random, anyCategory(random, taste), size, discount);
  }
}

function addPart(basket: Basket, random: Random, category: number, cents: number, discount: number): number {
  const several = cents > 1000 && random.chance(0.12) ? 2 : 1;
  const quantity = Math.max(several, Math.ceil(cents / HIGHEST_PRICE));
  const product = productNear(category, cents / quantity);
  addLine(basket, product, quantity, discount);
  return product;
}

function addLine(basket: Basket, product: number, quantity: number, discount: number): void {
  const i = basket.lines;
  const price = Math.round((products.price[product] as number) * (1 - discount));
  basket.product[i] = product;
  basket.quantity[i] = quantity;
  basket.price[i] = price;
  basket.lines = i + 1;
  basket.amount += quantity * price;
  basket.items += quantity;
}
