import type { DescriptionEdit } from "../../rules/snapshot.ts";
import type { Warehouse } from "../warehouse.ts";

/** Changes how a trait, an event or a property (`event.property`) is described; `undefined` parts stay, empty text returns to what is inferred. */
export async function editDescription(warehouse: Warehouse, name: string, edit: DescriptionEdit): Promise<void> {
  await warehouse.change(async (draft) => {
    const merged = Object.entries({ ...draft.edits[name], ...edit }).filter(([, value]) => value !== undefined && value !== "");
    if (merged.length === 0) delete draft.edits[name];
    else draft.edits[name] = Object.fromEntries(merged);
  });
}
