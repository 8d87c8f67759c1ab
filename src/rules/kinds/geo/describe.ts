import { adverbial, type DescribeContext } from "../../describe/context.ts";
import { numberWords } from "../../describe/words.ts";
import type { GeoCondition } from "../../document.ts";

/** "within 10 km of Berlin". */
export function describeGeo(condition: GeoCondition, context: DescribeContext): string {
  const { distance, unit, center } = condition;
  const place = "place" in center ? center.place : `latitude ${center.latitude} and longitude ${center.longitude}`;
  return adverbial(`within ${numberWords(distance)} ${unit} of ${place}`, context);
}
