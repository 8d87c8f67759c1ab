/** The six planted behaviour groups: everything in which customers differ by behaviour is set here. */

/** How the customers of one group behave. Rates are per week, amounts in EUR. */
export interface Group {
  readonly name: string;
  readonly description: string;
  /** Share of the customers. */
  readonly share: number;
  /** Probability of being female, and age at the shop's last instant: normal, kept within 18 to 90. */
  readonly female: number;
  readonly age: { readonly mean: number; readonly deviation: number };
  /** Customers of the group joined in the first so many days of the history. */
  readonly joinedWithin: number;
  /** Probability of a first purchase on joining. */
  readonly firstPurchase: number;
  /** Purchases after the first while active: Poisson with a rate drawn from Gamma(r, alpha), per week. */
  readonly rate: { readonly r: number; readonly alpha: number };
  /** Probability of dropping out after each purchase but the first: drawn from Beta(a, b). */
  readonly dropout: { readonly a: number; readonly b: number };
  /** Whether the rate follows the seasons of gifts (`season.ts`). */
  readonly seasonal: boolean;
  /** Basket: Gamma(p, nu) with nu drawn from Gamma(q, gamma), so that the mean over customers is `mean` and gamma = mean (q - 1) / p. */
  readonly basket: { readonly mean: number; readonly p: number; readonly q: number };
  /** Mean number of lines of a basket beyond the first. */
  readonly moreLines: number;
  /** Weights of the channels web, app, store. */
  readonly channels: readonly [number, number, number];
  /** Weights of the devices desktop, mobile, tablet. */
  readonly devices: readonly [number, number, number];
  /** Weights of the categories, in their order in `products.ts`. */
  readonly categories: readonly number[];
  /** Probability of an order with a coupon, and of an order that is at least partly returned. */
  readonly coupon: number;
  readonly returns: number;
  /** Mean visits per week that do not lead to an order, while active; the rate of a customer is Gamma(0.7) about it. */
  readonly visits: number;
  /** Probability that such a visit ends with a product in the cart. */
  readonly cart: number;
  /** Consent to the newsletter at joining: granted, denied; the rest has made no decision. */
  readonly newsletter: { readonly granted: number; readonly denied: number };
  /** Probability of opening a newsletter: drawn from Beta(a, b); and of a click once opened. */
  readonly open: { readonly a: number; readonly b: number };
  readonly click: number;
  /** The campaign (`campaign.ts`): probability that it makes a buyer of someone who would not buy, or keeps a buyer from buying. */
  readonly campaign: { readonly persuaded: number; readonly deterred: number };
  /** Means of the three latent scores: price consciousness, novelty seeking, sustainability. Their deviation is 1 within the group. */
  readonly psyche: readonly [number, number, number];
  /** Probabilities of the three needs classes: convenience, advice, thrift. */
  readonly needs: readonly [number, number, number];
}

export const groups: readonly Group[] = [
  {
    name: "loyal regulars",
    description: "many small baskets, all year, hardly ever leaving",
    share: 0.18,
    female: 0.76,
    age: { mean: 46, deviation: 11 },
    joinedWithin: 1000,
    firstPurchase: 0.99,
    rate: { r: 3, alpha: 20 },
    dropout: { a: 0.8, b: 40 },
    seasonal: false,
    basket: { mean: 28, p: 6, q: 8 },
    moreLines: 0.5,
    channels: [45, 30, 25],
    devices: [40, 45, 15],
    categories: [14, 6, 4, 8, 16, 4, 14, 6, 3, 8, 15, 2],
    coupon: 0.08,
    returns: 0.04,
    visits: 0.14,
    cart: 0.2,
    newsletter: { granted: 0.7, denied: 0.12 },
    open: { a: 4, b: 5 },
    click: 0.25,
    campaign: { persuaded: 0, deterred: 0 },
    psyche: [-0.2, 0, 0.5],
    needs: [0.6, 0.25, 0.15],
  },
  {
    name: "big baskets",
    description: "about one large basket a year, chosen with care",
    share: 0.14,
    female: 0.45,
    age: { mean: 53, deviation: 10 },
    joinedWithin: 1000,
    firstPurchase: 0.97,
    rate: { r: 2.5, alpha: 130 },
    dropout: { a: 0.5, b: 9 },
    seasonal: false,
    basket: { mean: 215, p: 8, q: 9 },
    moreLines: 0.5,
    channels: [75, 5, 20],
    devices: [75, 15, 10],
    categories: [12, 14, 4, 6, 2, 12, 3, 18, 6, 2, 2, 19],
    coupon: 0.05,
    returns: 0.08,
    visits: 0.05,
    cart: 0.12,
    newsletter: { granted: 0.35, denied: 0.35 },
    open: { a: 2, b: 8 },
    click: 0.12,
    campaign: { persuaded: 0, deterred: 0.6 },
    psyche: [-0.6, -0.2, 0.1],
    needs: [0.15, 0.75, 0.1],
  },
  {
    name: "bargain hunters",
    description: "buy with a coupon, send much back, answer to offers",
    share: 0.2,
    female: 0.6,
    age: { mean: 33, deviation: 9 },
    joinedWithin: 1030,
    firstPurchase: 0.95,
    rate: { r: 1.5, alpha: 28 },
    dropout: { a: 1, b: 12 },
    seasonal: false,
    basket: { mean: 31, p: 5, q: 8 },
    moreLines: 0.6,
    channels: [50, 45, 5],
    devices: [25, 70, 5],
    categories: [5, 4, 7, 3, 16, 14, 4, 3, 8, 8, 3, 3],
    coupon: 0.75,
    returns: 0.26,
    visits: 0.21,
    cart: 0.35,
    newsletter: { granted: 0.75, denied: 0.08 },
    open: { a: 5, b: 5 },
    click: 0.35,
    campaign: { persuaded: 0.14, deterred: 0 },
    psyche: [1.1, 0.3, -0.3],
    needs: [0.25, 0.1, 0.65],
  },
  {
    name: "gift buyers",
    description: "buy before Christmas and in May, little between",
    share: 0.16,
    female: 0.5,
    age: { mean: 42, deviation: 12 },
    joinedWithin: 1030,
    firstPurchase: 0.97,
    rate: { r: 2, alpha: 66 },
    dropout: { a: 0.7, b: 10 },
    seasonal: true,
    basket: { mean: 56, p: 6, q: 9 },
    moreLines: 0.7,
    channels: [65, 15, 20],
    devices: [50, 40, 10],
    categories: [6, 5, 24, 18, 12, 4, 3, 2, 10, 10, 4, 2],
    coupon: 0.15,
    returns: 0.09,
    visits: 0.06,
    cart: 0.18,
    newsletter: { granted: 0.45, denied: 0.25 },
    open: { a: 3, b: 8 },
    click: 0.18,
    campaign: { persuaded: 0.02, deterred: 0 },
    psyche: [0, 0.4, 0.2],
    needs: [0.45, 0.45, 0.1],
  },
  {
    name: "one-time tryers",
    description: "tried once, if at all, and rarely come back",
    share: 0.22,
    female: 0.26,
    age: { mean: 28, deviation: 7 },
    joinedWithin: 1034,
    firstPurchase: 0.72,
    rate: { r: 0.8, alpha: 200 },
    dropout: { a: 1, b: 1.5 },
    seasonal: false,
    basket: { mean: 37, p: 4, q: 8 },
    moreLines: 0.3,
    channels: [50, 45, 5],
    devices: [20, 75, 5],
    categories: [4, 3, 6, 6, 10, 16, 4, 6, 18, 2, 4, 6],
    coupon: 0.3,
    returns: 0.12,
    visits: 0.045,
    cart: 0.22,
    newsletter: { granted: 0.4, denied: 0.3 },
    open: { a: 2, b: 10 },
    click: 0.1,
    campaign: { persuaded: 0.03, deterred: 0 },
    psyche: [0.4, 0.8, -0.2],
    needs: [0.4, 0.2, 0.4],
  },
  {
    name: "fading regulars",
    description: "were regulars in their first months and then left",
    share: 0.1,
    female: 0.74,
    age: { mean: 38, deviation: 10 },
    joinedWithin: 520,
    firstPurchase: 1,
    rate: { r: 4, alpha: 20 },
    dropout: { a: 3, b: 22 },
    seasonal: false,
    basket: { mean: 41, p: 6, q: 8 },
    moreLines: 0.55,
    channels: [60, 30, 10],
    devices: [40, 50, 10],
    categories: [12, 8, 5, 6, 10, 8, 10, 6, 6, 12, 12, 5],
    coupon: 0.2,
    returns: 0.14,
    visits: 0.12,
    cart: 0.22,
    newsletter: { granted: 0.6, denied: 0.15 },
    open: { a: 2, b: 7 },
    click: 0.15,
    campaign: { persuaded: 0.06, deterred: 0 },
    psyche: [0.2, 0.2, 0],
    needs: [0.35, 0.2, 0.45],
  },
];
