/** The shop's products: 400 in 12 categories, the same for every seed. Prices are in cents. */
import { random } from "../../src/core/random.ts";

export const categories: readonly string[] = [
  "kitchen",
  "garden",
  "toys",
  "books",
  "beauty",
  "electronics",
  "food",
  "furniture",
  "sport",
  "baby",
  "pets",
  "tools",
];

/** Products 1 to 400 are written P001 to P400. */
export const PRODUCTS = 400;

/** By how many steps of price (`PRICE_STEP`) an accessory is cheaper than its main product. */
const ACCESSORY_STEPS = 5;
const LOWEST = 400;
const PRICE_STEP = 1.15;

/** Probability that an order whose main product is a holds the first, the second accessory of a. */
export const accessoryProbability: readonly [number, number] = [0.3, 0.15];

/** Mean price of an accessory relative to its main product, without rounding. */
export const ACCESSORY_PRICE: number = PRICE_STEP ** -ACCESSORY_STEPS;

/** First product of each category, and one past the last: a category's products follow each other in order of price. */
export const firstProduct: readonly number[] = Array.from({ length: categories.length + 1 }, (_, c) => 1 + c * 33 + Math.min(c, 4));

/** For each product (index 0 unused): its category, price, margin in percent of the price, and its two accessories. */
export const products: {
  readonly category: Uint8Array;
  readonly price: Int32Array;
  readonly margin: Uint8Array;
  readonly accessories: readonly [Uint16Array, Uint16Array];
} = makeProducts();

function makeProducts(): typeof products {
  const source = random("products of the shop");
  const category = new Uint8Array(PRODUCTS + 1);
  const price = new Int32Array(PRODUCTS + 1);
  const margin = new Uint8Array(PRODUCTS + 1);
  const accessories = [new Uint16Array(PRODUCTS + 1), new Uint16Array(PRODUCTS + 1)] as const;
  for (let c = 0; c < categories.length; c++) {
    const first = firstProduct[c] as number;
    const end = firstProduct[c + 1] as number;
    const related = (c + 1 + source.int(categories.length - 1)) % categories.length;
    for (let p = first; p < end; p++) {
      const step = p - first;
      category[p] = c;
      price[p] = Math.round((LOWEST * PRICE_STEP ** (step + 0.3 * (source.uniform() - 0.5))) / 10) * 10 - 1;
      margin[p] = 15 + source.int(41);
      const cheaper = Math.max(0, step - ACCESSORY_STEPS);
      const same = first + cheaper === p ? p + 1 : first + cheaper;
      accessories[0][p] = same;
      accessories[1][p] = (firstProduct[related] as number) + Math.min(cheaper, 32);
    }
  }
  return { category, price, margin, accessories };
}

/** The product of a category whose price is nearest to an amount in cents (by ratio). */
export function productNear(category: number, cents: number): number {
  const first = firstProduct[category] as number;
  const count = (firstProduct[category + 1] as number) - first;
  const step = Math.round(Math.log(cents / LOWEST) / Math.log(PRICE_STEP));
  return first + Math.min(count - 1, Math.max(0, step));
}

/** The name of a product, as in the events. */
export function productName(product: number): string {
  return `P${String(product).padStart(3, "0")}`;
}
