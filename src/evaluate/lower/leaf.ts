import type { Leaf, RankLeaf } from "../../rules/plan.ts";
import { lowerActivity } from "./activity.ts";
import type { Lowered, Settled } from "./lowered.ts";
import { lowerMeasure } from "./measure.ts";
import { lowerConsent, lowerPin, lowerSample, lowerStay } from "./recorded.ts";
import type { World } from "./rows.ts";
import { lowerSequence } from "./sequence.ts";
import { lowerHeld, lowerNear, lowerTrait } from "./trait.ts";

/** What an engine is to be asked for a leaf. Ranks take several questions: see `../ranks.ts`. */
export function lowerLeaf(leaf: Exclude<Leaf, RankLeaf>, world: World): Lowered | Settled {
  switch (leaf.op) {
    case "trait":
      return lowerTrait(leaf, world);
    case "held":
      return lowerHeld(leaf, world);
    case "measure":
      return lowerMeasure(leaf, world);
    case "activity":
      return lowerActivity(leaf, world);
    case "sequence":
      return lowerSequence(leaf, world);
    case "near":
      return lowerNear(leaf, world);
    case "sample":
      return lowerSample(leaf);
    case "consent":
      return lowerConsent(leaf);
    case "stay":
      return lowerStay(leaf);
    case "pinned":
      return lowerPin(leaf);
  }
}
