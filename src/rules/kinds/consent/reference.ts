import { fold } from "../../../core/text/fold.ts";
import { BEGINNING } from "../../../core/time/instant.ts";
import type { ConsentCondition } from "../../document.ts";
import type { ConsentStatement } from "../../history.ts";
import type { Outcome, ReferenceContext } from "../../reference/context.ts";

/** What the latest statements per purpose, channel and address say together (language, "Meaning" 25). */
export function reference(condition: ConsentCondition, context: ReferenceContext): Outcome {
  const states = latest(context);
  const { test } = condition;
  const matches = test.is === "reachable" ? reachable(states, test.channel) : decided(states, test.purpose) === test.is;
  return { matches, reason: matches ? "passes" : "fails" };
}

/** The statement in force for each purpose, channel and address. */
function latest(context: ReferenceContext): readonly ConsentStatement[] {
  const known = context.history.consents.filter((statement) => validFrom(statement) <= context.at);
  const ordered = known.toSorted((a, b) => validFrom(a) - validFrom(b) || a.received - b.received || (a.id < b.id ? -1 : 1));
  return ordered.filter((statement, i) => !ordered.slice(i + 1).some((later) => isAbout(later, statement)));
}

function isAbout(a: ConsentStatement, b: ConsentStatement): boolean {
  return fold(a.purpose) === fold(b.purpose) && fold(a.channel) === fold(b.channel) && a.address === b.address;
}

function validFrom(statement: ConsentStatement): number {
  return statement.at ?? BEGINNING;
}

/** Some address of the channel is valid, does not bounce, and has a purpose granted. */
function reachable(states: readonly ConsentStatement[], channel: string): boolean {
  const onChannel = states.filter((state) => fold(state.channel) === fold(channel) && state.address !== undefined);
  return onChannel.some((granted) => {
    if (granted.purpose === "" || granted.state !== "granted") return false;
    const address = onChannel.filter((state) => state.address === granted.address);
    const bounced = address.some((state) => state.purpose === "" && state.state === "bounced");
    return granted.valid && !bounced;
  });
}

function decided(states: readonly ConsentStatement[], purpose: string): "subscribed" | "unsubscribed" | "no decision" {
  const about = states.filter((state) => state.purpose !== "" && fold(state.purpose) === fold(purpose));
  if (about.some((state) => state.state === "granted")) return "subscribed";
  return about.some((state) => state.state === "denied") ? "unsubscribed" : "no decision";
}
