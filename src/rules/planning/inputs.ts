/** What a plan reads. */
import type { SetNode } from "../plan.ts";

/** Everything that the truth of a plan for one customer depends on, by name. */
export interface Inputs {
  readonly events: ReadonlySet<string>;
  readonly traits: ReadonlySet<string>;
  readonly consents: boolean;
  readonly stays: boolean;
  readonly pins: boolean;
  /** Whether amounts are converted by exchange rates. */
  readonly rates: boolean;
}

/** The inputs of a plan. Plans are plain data in which a key says what its value is, wherever it stands. */
export function inputsOf(plan: SetNode): Inputs {
  const events = new Set<string>();
  const traits = new Set<string>();
  const seen = new Set<unknown>();
  for (const node of objectsIn(plan)) {
    if (typeof node.event === "string") events.add(node.event);
    if (typeof node.trait === "string") traits.add(node.trait);
    else if (isObject(node.trait) && typeof node.trait.name === "string") traits.add(node.trait.name);
    if ("convert" in node) seen.add("rates");
    seen.add(node.op);
  }
  return { events, traits, consents: seen.has("consent"), stays: seen.has("stay"), pins: seen.has("pinned"), rates: seen.has("rates") };
}

/** Every object in some plain data, outer ones first. */
function* objectsIn(data: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (Array.isArray(data)) for (const part of data) yield* objectsIn(part);
  else if (isObject(data)) {
    yield data;
    for (const part of Object.values(data)) yield* objectsIn(part);
  }
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data);
}
