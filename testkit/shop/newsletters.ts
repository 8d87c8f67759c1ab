/** The newsletter of every second month: who gets it, opens it, and follows it into the shop. */
import type { Random } from "../../src/core/random.ts";
import { addToDay, type Day, dayParts } from "../../src/core/time/date.ts";
import type { Taste } from "./basket.ts";
import { FIRST_DATE, NOW, secondsAt } from "./calendar.ts";
import type { Subscription } from "./consent.ts";
import type { Group } from "./groups.ts";
import type { Ledger } from "./ledger.ts";
import type { Person } from "./person.ts";
import { browse, NEWSLETTER_REFERRER } from "./sessions.ts";

/** The issues, sent on the first Tuesday of every second month at 10:00: name and seconds since 1970. */
export const issues: readonly { readonly name: string; readonly at: number }[] = Array.from({ length: 17 }, (_, index) => {
  const first = addToDay(FIRST_DATE, 2 * index, "month");
  const tuesday = [0, 1, 2, 3, 4, 5, 6].map((i) => (first + i) as Day).find((date) => (date + 3) % 7 === 1) as Day;
  const { year, month: number } = dayParts(tuesday);
  return { name: `newsletter-${year}-${String(number).padStart(2, "0")}`, at: secondsAt(tuesday - FIRST_DATE, 10 * 3600) };
});

/**
 * Writes what happened with the newsletters while the subscription held; answers the customer's probability of opening one, which
 * halves when the customer has left (`left`, seconds since 1970). An issue is opened after 6 hours in the mean, within five days.
 */
export function readNewsletters(
  random: Random,
  ledger: Ledger,
  person: Person,
  group: Group,
  taste: Taste,
  subscription: Subscription,
  left: number,
): number {
  const openRate = random.beta(group.open.a, group.open.b);
  for (const [index, issue] of issues.entries()) {
    if (issue.at < subscription.from || issue.at >= subscription.until) continue;
    ledger.write("newsletter_sent", issue.at, index);
    if (!random.chance(issue.at < left ? openRate : openRate / 2)) continue;
    const opened = issue.at + 60 + Math.floor(Math.min(5 * 86_400, random.exponential(1 / 21_600)));
    if (opened > NOW) continue;
    ledger.write("newsletter_opened", opened, index);
    if (!random.chance(group.click)) continue;
    const clicked = opened + 5 + random.int(90);
    ledger.write("newsletter_clicked", clicked, index);
    browse(random, ledger, person, group, taste, clicked + 2, NEWSLETTER_REFERRER);
  }
  return openRate;
}
