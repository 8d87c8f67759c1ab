/** Columns of a list of members: how a trait's value is written to CSV, JSON and Parquet. */
import { formatDecimal } from "../core/number/decimal.ts";
import { formatDay } from "../core/time/date.ts";
import { formatInstant } from "../core/time/instant.ts";
import type { Member } from "../evaluate/members.ts";
import type { Observed } from "../rules/history.ts";
import type { TraitInfo } from "../rules/names.ts";
import type { ExportColumn } from "../warehouse/export.ts";

export interface MemberColumn extends ExportColumn {
  /** The cell of a member as JSON; `undefined` if not set. Numbers are decimal text. */
  readonly cell: (member: Member) => string | number | boolean | readonly string[] | undefined;
}

/** The id, then one column per trait; an amount has one more for its currency, a location has two. */
export function memberColumns(traits: readonly TraitInfo[]): readonly MemberColumn[] {
  return [{ name: "id", type: "text", cell: (member) => member.id }, ...traits.flatMap(traitColumns)];
}

function traitColumns(trait: TraitInfo): readonly MemberColumn[] {
  const { name } = trait;
  const seen = (member: Member): Observed | undefined => member.traits.get(name);
  const part = (column: string, type: ExportColumn["type"], read: (value: Observed) => ReturnType<MemberColumn["cell"]>): MemberColumn => ({
    name: column,
    type,
    cell: (member) => {
      const value = seen(member);
      return value === undefined ? undefined : read(value);
    },
  });
  switch (trait.type) {
    case "money":
      return [
        part(name, { decimals: trait.scale ?? 0 }, plain),
        part(`${name}_currency`, "text", (value) => (value.type === "money" ? value.currency : undefined)),
      ];
    case "location":
      return [
        part(`${name}_latitude`, "double", (value) => (value.type === "location" ? value.latitude : undefined)),
        part(`${name}_longitude`, "double", (value) => (value.type === "location" ? value.longitude : undefined)),
      ];
    default:
      return [part(name, typeOf(trait), plain)];
  }
}

function typeOf(trait: TraitInfo): ExportColumn["type"] {
  switch (trait.type) {
    case "number":
      return { decimals: trait.scale ?? 0 };
    case "boolean":
      return "boolean";
    case "date":
      return "date";
    case "datetime":
      return "timestamp";
    case "score":
      return "double";
    case "list":
      return "texts";
    default:
      return "text";
  }
}

function plain(value: Observed): ReturnType<MemberColumn["cell"]> {
  switch (value.type) {
    case "text":
      return value.text;
    case "number":
      return formatDecimal(value.number);
    case "money":
      return formatDecimal(value.amount);
    case "boolean":
      return value.boolean;
    case "date":
      return formatDay(value.day);
    case "datetime":
      return formatInstant(value.instant);
    case "list":
      return value.items.map((item) => (typeof item === "string" ? item : formatDecimal(item)));
    case "location":
      return `${value.latitude},${value.longitude}`;
    case "score":
      return value.score;
  }
}
