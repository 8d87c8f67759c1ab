import type { Instant } from "../../core/time/instant.ts";
import type { Zone } from "../../core/time/zone.ts";
import type { Settings } from "../../rules/names.ts";
import type { Fragment } from "../../sql/statement.ts";
import type { Engine } from "../../warehouse/port.ts";
import type { Stage } from "../../warehouse/staging/stage.ts";
import type { Field, Kind } from "../guess/fields.ts";
import type { Raw } from "../raw/raw.ts";
import type { Inferred } from "../types/infer.ts";
import type { LocalTimes } from "../types/zone.ts";

/** A column that is not mapped to a field: a trait, a property or an answer of this name. */
export interface Named {
  readonly name: string;
  readonly column: Inferred;
}

/** A statement of consent that each row of customers makes. */
export interface RowConsent {
  readonly channel: string;
  readonly purpose: string;
  readonly state:
    | { readonly column: Inferred; readonly yes: "granted" | "denied"; readonly no?: "granted" | "denied" }
    | { readonly constant: "granted" | "denied" | "bounced" };
  readonly at: readonly Inferred[];
  readonly address: Inferred | undefined;
}

/** Everything that turning the rows of a file into staging tables needs. */
export interface Context {
  readonly engine: Engine;
  readonly stage: Stage;
  readonly raw: Raw;
  readonly kind: Kind;
  readonly fields: ReadonlyMap<Field, Inferred>;
  /** Columns mapped to traits in a kind whose other columns are properties. */
  readonly traits: readonly Named[];
  readonly others: readonly Named[];
  readonly settings: Settings;
  readonly zone: Zone;
  readonly times: LocalTimes;
  /** The present: rows more than 10 minutes later are set aside. */
  readonly now: Instant;
  /** Whether an empty cell of a trait says "not set". */
  readonly emptyClears: boolean;
  /** Currency of amounts that name none. */
  readonly currency: string;
  /** Order ids that begin so are cancellations. */
  readonly cancelledPrefix: string | undefined;
  readonly consents: readonly RowConsent[];
  readonly cancelledStates: readonly string[];
  readonly refundedStates: readonly string[];
}

/** A reason to reject a row: the first that is true decides. */
export interface Check {
  readonly when: Fragment;
  readonly code: string;
  readonly column: string | undefined;
}
