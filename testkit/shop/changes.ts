/** Facts that changed with time: moves to another city and changes of plan. */
import type { Random } from "../../src/core/random.ts";
import { DAYS, NOW, secondsAt, shoppingSecond } from "./calendar.ts";
import type { Person } from "./person.ts";
import { cities } from "./places.ts";

/** One dated statement. A `NaN` says nothing about that fact. City from 0, plan from 1. */
export interface Change {
  readonly at: number;
  readonly city: number;
  readonly plan: number;
}

/** One customer in twenty has moved, one in fifteen has changed the plan; the first values are in the customers' file. */
export function changesOf(random: Random, person: Person): readonly Change[] {
  const changes: Change[] = [];
  const moves = random.chance(0.05);
  const switches = random.chance(1 / 15);
  const time = (): number =>
    secondsAt(person.createdDay + 1 + random.int(Math.max(1, DAYS - 2 - person.createdDay)), shoppingSecond(random));
  if (moves) changes.push({ at: time(), city: random.int(cities.length), plan: Number.NaN });
  if (switches) changes.push({ at: time(), city: Number.NaN, plan: 1 + ((person.plan + random.int(2)) % 3) });
  return changes.filter(({ at }) => at <= NOW).sort((a, b) => a.at - b.at);
}
