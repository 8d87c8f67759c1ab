/** Who exists at an instant (language, "Meaning" 1). */
import { BEGINNING, type Instant } from "../../core/time/instant.ts";
import type { History } from "../history.ts";
import { validFrom } from "./traits.ts";

/**
 * The instant from which a customer exists: the earliest of creation, first event and first trait statement. A first value
 * without a date holds from the beginning, so does the customer; so does one of whom nothing dated is known.
 */
export function existsFrom(history: History): Instant {
  let first = history.created;
  const note = (at: Instant) => {
    if (first === undefined || at < first) first = at;
  };
  for (const event of history.events) note(event.instant);
  for (const statement of history.traits) note(validFrom(statement, history.traits));
  return first ?? BEGINNING;
}

/** Whether the customer is in the universe at an instant; deleted and merged-away customers never are. */
export function existsAt(history: History, at: Instant): boolean {
  return !history.gone && existsFrom(history) <= at;
}

/** Whether the customer exists at an instant and belongs to the audience. */
export function belongs(history: History, at: Instant, audience: "customers" | "with anonymous"): boolean {
  return existsAt(history, at) && (audience === "with anonymous" || !history.anonymous);
}
