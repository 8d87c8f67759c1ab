/** Names and addresses of customers, as codes. */
import type { Random } from "../../src/core/random.ts";

/**
 * How a customer can be reached. `emailOf` and `phoneOf` are the numbers of the customer whose address it is, 0 for none. Form 1
 * is the usual way of writing, form 2 another way of writing the same. `first` and `last` are codes of names from 1.
 */
export interface Contact {
  readonly emailOf: number;
  readonly emailForm: number;
  readonly phoneOf: number;
  readonly phoneForm: number;
  readonly first: number;
  readonly last: number;
}

/** The contact of a duplicate: the same e-mail address in other letter case (3 in 5), or the same number written otherwise. */
export function contactOf(root: Contact, random: Random): Contact {
  const byPhone = root.emailOf === 0 || (root.phoneOf !== 0 && random.chance(0.4));
  return byPhone ? { ...root, emailOf: 0, phoneForm: 3 - root.phoneForm } : { ...root, emailForm: 3 - root.emailForm, phoneOf: 0 };
}
