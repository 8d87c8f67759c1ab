import { catalogOf } from "../catalog/catalog.ts";
import { type Clock, systemClock } from "../core/clock.ts";
import { failure } from "../core/issue.ts";
import type { Instant } from "../core/time/instant.ts";
import { localDay, type Zone, zone } from "../core/time/zone.ts";
import { type Conditions, rememberConditions } from "../evaluate/conditions.ts";
import type { Setting } from "../evaluate/evaluate.ts";
import type { Names } from "../rules/names.ts";
import { layoutOf } from "../warehouse/layout.ts";
import { openWorkspace } from "../warehouse/open.ts";
import { snapshotOf } from "../warehouse/snapshot.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";
import { instantOf } from "./at.ts";

/** Which workspace a use case works on. */
export interface Access {
  readonly directory: string;
  /** The machine's unless a test brings its own. */
  readonly clock?: Clock;
  /** Told what is going on, with a share of 0 to 1 where it is known. */
  readonly progress?: (step: string, done?: number) => void;
}

/** An open workspace with what every use case needs of it. */
export interface Session {
  readonly warehouse: Warehouse;
  readonly zone: Zone;
  /** The workspace's names and types as of now; read again after a change. */
  readonly names: () => Promise<Names>;
  /** What evaluation runs on; results are kept for the session. */
  readonly setting: () => Setting;
  /** The newest observed event; `undefined` without events. */
  readonly newest: () => Instant | undefined;
  /** The instant of evaluation from what a person wrote (see `at.ts`). */
  readonly at: (text: string | undefined) => Instant;
}

/** Opens the workspace, lets `use` work with it, and closes it whatever happens. `create` makes one where there is none. */
export async function withSession<T>(access: Access, use: (session: Session) => Promise<T>, create = false): Promise<T> {
  const clock = access.clock ?? systemClock;
  const warehouse = await openWorkspace(access.directory, { clock, create });
  try {
    return await use(sessionOn(warehouse, rememberConditions(), access.progress));
  } finally {
    warehouse.close();
  }
}

/** A session on a warehouse that is already open; the caller closes it. */
export function sessionOn(warehouse: Warehouse, conditions: Conditions, progress?: Access["progress"]): Session {
  const workspaceZone = zoneNamed(warehouse.settings.zone);
  const newest = (): Instant | undefined => {
    const instants = warehouse.state().events.map((event) => event.last);
    return instants.length === 0 ? undefined : (Math.max(...instants) as Instant);
  };
  let known: { readonly generation: number; readonly names: Promise<Names> } | undefined;
  const names = (): Promise<Names> => {
    const { generation } = warehouse.state();
    if (known?.generation !== generation) known = { generation, names: snapshotOf(warehouse).then(catalogOf) };
    return known.names;
  };
  return {
    warehouse,
    zone: workspaceZone,
    names,
    setting: () => ({
      engine: warehouse.engine,
      layout: layoutOf(warehouse),
      dayOf: (at) => localDay(workspaceZone, at),
      conditions,
      ...(progress === undefined ? {} : { progress: (done, total) => progress("counting", done / total) }),
    }),
    newest,
    at: (text) => instantOf(text ?? "now", { clock: warehouse.clock, zone: workspaceZone, newest: newest() }),
  };
}

function zoneNamed(name: string): Zone {
  const found = zone(name);
  if (found === undefined) throw failure("unknown-zone", { name });
  return found;
}
