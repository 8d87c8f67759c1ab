import type { ConditionKind, Conditions } from "../document.ts";
import { text as activity } from "./activity/text.ts";
import { text as consent } from "./consent/text.ts";
import { text as did } from "./did/text.ts";
import { text as event } from "./event/text.ts";
import { text as geo } from "./geo/text.ts";
import type { TextFacet } from "./kind.ts";
import { text as rank } from "./rank/text.ts";
import { text as sample } from "./sample/text.ts";
import { text as segment } from "./segment/text.ts";
import { text as sequence } from "./sequence/text.ts";
import { text as trait } from "./trait/text.ts";

/** The text facet of every kind. */
export type Texts = { readonly [K in ConditionKind]: TextFacet<Conditions[K]> };

/**
 * The text facets by themselves, so that reading and printing load nothing else. Their order is that in which they are asked
 * whether they begin: `no decision on` before `no E`, traits last.
 */
export const texts: Texts = Object.freeze({ consent, did, event, sequence, activity, segment, rank, geo, sample, trait });
