import { didYouMean, entry, type None, warning } from "./entry.ts";

/** What can be wrong with a file, its mapping or one of its rows. No entry repeats a customer's data. */
export const intakeIssues = {
  "no-customer": entry<None>({ message: () => "The row names no customer." }),
  "unknown-column": entry<{ column: string; nearest?: string }>({
    message: (p) => `The file has no column ${p.column}.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "unknown-mapping-field": entry<{ field: string; nearest?: string }>({
    message: (p) => `There is no field ${p.field} to map to.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "missing-mapping": entry<{ field: string }>({
    message: (p) => `No column is mapped to ${p.field}.`,
    hint: (p) => `Add --map ${p.field}=COLUMN.`,
  }),
  "invalid-instant": entry<{ column: string }>({ message: (p) => `${p.column} is not a date or time.` }),
  "in-the-future": entry<{ minutes: number }>({
    message: (p) => `The time lies more than ${p.minutes} minutes in the future.`,
  }),
  "invalid-cell": entry<{ column: string; type: string }>({ message: (p) => `${p.column} is not ${p.type}.` }),
  "conflicting-duplicate": warning<{ id: string }>({
    message: (p) => `The message ${p.id} came before with other content; the first one counts.`,
  }),
} as const;
