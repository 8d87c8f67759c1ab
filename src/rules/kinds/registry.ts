import { activity } from "./activity/index.ts";
import { consent } from "./consent/index.ts";
import { did } from "./did/index.ts";
import { event } from "./event/index.ts";
import { geo } from "./geo/index.ts";
import type { Kinds } from "./kind.ts";
import { rank } from "./rank/index.ts";
import { sample } from "./sample/index.ts";
import { segment } from "./segment/index.ts";
import { sequence } from "./sequence/index.ts";
import { trait } from "./trait/index.ts";

/**
 * Every condition kind with all its facets, typed over every kind. Nothing outside switches on a condition's kind. Their order is
 * that in which they are asked whether a text begins one of them: `no decision on` before `no E`, traits last.
 */
export const kinds: Kinds = Object.freeze({ consent, did, event, sequence, activity, segment, rank, geo, sample, trait });
