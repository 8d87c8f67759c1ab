/** The instant of evaluation from what a person wrote. */
import type { Clock } from "../core/clock.ts";
import { failure } from "../core/issue.ts";
import { addToDay, parseDay } from "../core/time/date.ts";
import { type Instant, instant, parseInstant } from "../core/time/instant.ts";
import { fromLocal, startOfDay, type Zone } from "../core/time/zone.ts";

const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/;

/**
 * `now` is the clock's instant, `data` the newest observed event's (`now` in a workspace without events); a date means its last
 * millisecond in the zone, a local time is read in the zone, and an ISO instant with an offset is taken as it is. Throws
 * `invalid-argument`.
 */
export function instantOf(text: string, given: { clock: Clock; zone: Zone; newest: Instant | undefined }): Instant {
  const written = text.trim();
  if (written === "now" || (written === "data" && given.newest === undefined)) return given.clock.now();
  if (written === "data") return given.newest as Instant;
  const date = parseDay(written);
  if (date !== undefined) return instant(startOfDay(given.zone, addToDay(date, 1, "day")) - 1);
  const wall = local.exec(written);
  const wallDay = wall === null ? undefined : parseDay(wall[1] ?? "");
  if (wall !== null && wallDay !== undefined) {
    const [, , hours, minutes, seconds = "0"] = wall;
    return fromLocal(given.zone, wallDay, ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
  }
  const exact = parseInstant(written);
  if (exact !== undefined) return exact;
  throw failure("invalid-argument", {
    name: "--at",
    found: written,
    expected: "now, data, a date such as 2025-03-01, or an instant such as 2025-03-01T10:00Z",
  });
}
