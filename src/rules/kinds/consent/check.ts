import type { Issue } from "../../../core/issue.ts";
import { below, type CheckContext, near, report } from "../../check/context.ts";
import type { ConsentCondition } from "../../document.ts";

/** The channel or the purpose is known. */
export function checkConsent(condition: ConsentCondition, context: CheckContext): readonly Issue[] {
  const { test } = condition;
  const { channels, purposes } = context.names;
  const at = below(context, "test");
  if (test.is === "reachable") {
    const { channel: name } = test;
    return channels.has(name) ? [] : [report(at, "unknown-channel", { name, known: [...channels], ...near(name, channels) }, "channel")];
  }
  const { purpose: name } = test;
  return purposes.has(name) ? [] : [report(at, "unknown-purpose", { name, known: [...purposes], ...near(name, purposes) }, "purpose")];
}
