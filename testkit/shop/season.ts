/** The seasons of gifts: by how much the rate of a seasonal customer is multiplied on each day. */

import { type Day, dayParts } from "../../src/core/time/date.ts";
import { DAYS, FIRST_DATE } from "./calendar.ts";

/** The largest multiple. */
export const HIGHEST_SEASON = 5;

/** 5 from 15 November to 22 December, 2.5 from 25 April to 12 May (before Mother's Day), 0.3 on other days. */
export function seasonOf(date: Day): number {
  const { month, day } = dayParts(date);
  if ((month === 11 && day >= 15) || (month === 12 && day <= 22)) return HIGHEST_SEASON;
  if ((month === 4 && day >= 25) || (month === 5 && day <= 12)) return 2.5;
  return 0.3;
}

/** `seasonOf` for each day of the history. */
export const seasons: Float64Array = Float64Array.from({ length: DAYS }, (_, i) => seasonOf((FIRST_DATE + i) as Day));
