import { alternatives, didYouMean, entry, type None } from "./entry.ts";
import type { Fix } from "./fix.ts";

/** What can be wrong with a rule: its text, its document, or its names and types. */
export const languageIssues = {
  // text
  "unexpected-token": entry<{ found: string; expected: readonly string[]; nearest?: string; fix?: Fix }>({
    message: (p) => `Found ${symbol(p.found)}, expected ${alternatives(p.expected.map(symbol))}.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "unexpected-end": entry<{ expected: readonly string[] }>({
    message: (p) => `The rule ends too early, expected ${alternatives(p.expected.map(symbol))}.`,
  }),
  "unexpected-character": entry<{ found: string; fix?: Fix }>({
    message: (p) => `The character ${p.found} has no meaning here.`,
    hint: () => "Names with anything but letters, digits and _ are written in backticks, text in double quotes.",
  }),
  "unclosed-text": entry<None>({ message: () => "This text has no closing quote.", hint: () => 'Close it with ".' }),
  "unclosed-name": entry<None>({ message: () => "This name has no closing backtick.", hint: () => "Close it with `." }),
  "unclosed-bracket": entry<{ opened: string }>({
    message: (p) => `The ${p.opened} is never closed.`,
    hint: (p) => `Add ${p.opened === "(" ? ")" : "]"}.`,
  }),
  "invalid-escape": entry<{ found: string }>({
    message: (p) => `${p.found} is not an escape.`,
    hint: () => 'Inside text use \\" for a quote and \\\\ for a backslash.',
  }),
  "empty-rule": entry<None>({ message: () => "The rule is empty.", hint: () => "Write everyone to mean all customers." }),
  "unquoted-text": entry<{ found: string; quoted: string; fix?: Fix }>({
    message: (p) => `${p.found} is not quoted; text always is.`,
    hint: (p) => `Write ${p.quoted}.`,
  }),
  "wrong-quotes": entry<{ found: string; quoted: string; fix?: Fix }>({
    message: (p) => `${p.found} is in the wrong quotes.`,
    hint: (p) => `Write ${p.quoted}.`,
  }),
  "wrong-symbol": entry<{ found: string; symbol: string; fix?: Fix }>({
    message: (p) => `${p.found} is not a symbol of the language.`,
    hint: (p) => `Write ${p.symbol}.`,
  }),
  "unquoted-name": entry<{ found: string; quoted: string; fix?: Fix }>({
    message: (p) => `${p.found} has more than letters, digits and _.`,
    hint: (p) => `Write it in backticks: ${p.quoted}.`,
  }),
  "empty-name": entry<None>({ message: () => "A name cannot be empty." }),
  "leading-zeros": entry<{ found: string; quoted: string; fix?: Fix }>({
    message: (p) => `${p.found} has leading zeros, which a number does not.`,
    hint: (p) => `If it is an id or a code, write ${p.quoted}.`,
  }),
  "reserved-name": entry<{ name: string; quoted: string; fix?: Fix }>({
    message: (p) => `${p.name} is a keyword and cannot stand alone as a name.`,
    hint: (p) => `Write it in backticks: ${p.quoted}.`,
  }),
  "window-after-comparison": entry<{ window: string; moved: string; fix?: Fix }>({
    message: (p) => `The window "${p.window}" stands after the comparison.`,
    hint: (p) => `Write the window first: ${p.moved}.`,
  }),
  "too-deep": entry<{ limit: number }>({
    message: (p) => `The rule is nested more than ${p.limit} levels deep.`,
    hint: () => "Save an inner part as a segment of its own and refer to it.",
  }),
  "too-many-conditions": entry<{ count: number; limit: number }>({
    message: (p) => `The rule has ${p.count} conditions; the limit is ${p.limit}.`,
    hint: () => "Use in (…) for many values, or split the rule into segments.",
  }),
  "too-many-steps": entry<{ count: number; limit: number }>({
    message: (p) => `The sequence has ${p.count} steps; the limit is ${p.limit}.`,
  }),
  "too-long": entry<{ length: number; limit: number }>({
    message: (p) => `The text is ${p.length} characters long; the limit is ${p.limit}.`,
  }),
  "more-issues": entry<{ count: number }>({ message: (p) => `There are ${p.count} more mistakes, not shown.` }),

  // document
  "unknown-kind": entry<{ kind: string; nearest?: string }>({
    message: (p) => `There is no condition kind ${p.kind}.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "invalid-document": entry<{ expected: string; found: string }>({
    message: (p) => `Expected ${p.expected}, found ${p.found}.`,
  }),
  "unknown-field": entry<{ field: string; nearest?: string }>({
    message: (p) => `There is no field ${p.field} here.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "duplicate-field": entry<{ field: string }>({ message: (p) => `The field ${p.field} is given twice.` }),
  "malformed-json": entry<{ found: string; expected: string }>({
    message: (p) => `This is not JSON: found ${p.found}, expected ${p.expected}.`,
  }),
  "document-not-json": entry<{ found: string; expected: string }>({
    message: (p) => `This is not JSON: found ${p.found}, expected ${p.expected}.`,
  }),

  // names
  "unknown-trait": entry<{ name: string; nearest?: string; event?: string }>({
    message: (p) => `There is no trait ${p.name}.`,
    hint: (p) =>
      p.event === undefined
        ? didYouMean(p.nearest)
        : `The event ${p.event} has a property of that name; write did ${p.event} where ${p.name} …, or measure it as in first(${p.event}.${p.name}).`,
  }),
  "unknown-event": entry<{ name: string; nearest?: string; trait?: true }>({
    message: (p) => `There is no event ${p.name}.`,
    hint: (p) =>
      didYouMean(p.nearest) ?? (p.trait ? `${p.name} is a trait; compare it by itself, for example ${p.name} is set.` : undefined),
  }),
  "unknown-property": entry<{ name: string; event: string; nearest?: string; trait?: true }>({
    message: (p) => `The event ${p.event} has no property ${p.name}.`,
    hint: (p) => didYouMean(p.nearest) ?? (p.trait ? `${p.name} is a trait of the customer; test it outside the filter.` : undefined),
  }),
  "unknown-segment": entry<{ name: string; nearest?: string }>({
    message: (p) => `There is no segment "${p.name}".`,
    hint: (p) => didYouMean(p.nearest === undefined ? undefined : `"${p.nearest}"`),
  }),
  "unknown-place": entry<{ name: string; nearest?: string }>({
    message: (p) => `The place "${p.name}" is not in the table of places.`,
    hint: (p) => didYouMean(p.nearest) ?? "Give it as (latitude, longitude).",
  }),
  "ambiguous-place": entry<{ name: string; candidates: readonly string[] }>({
    message: (p) => `"${p.name}" is the name of several places: ${alternatives(p.candidates)}.`,
    hint: () => "Add the country, or give it as (latitude, longitude).",
  }),
  "unknown-channel": entry<{ name: string; known: readonly string[]; nearest?: string }>({
    message: (p) => `There is no channel ${p.name}.`,
    hint: (p) =>
      didYouMean(p.nearest) ??
      (p.known.length === 0 ? "Import consent first; it says which channels there are." : `Use ${alternatives(p.known)}.`),
  }),
  "unknown-purpose": entry<{ name: string; known: readonly string[]; nearest?: string }>({
    message: (p) => `There is no consent purpose "${p.name}".`,
    hint: (p) => {
      const quoted = p.known.map((name) => `"${name}"`);
      if (p.nearest !== undefined) return didYouMean(`"${p.nearest}"`);
      return quoted.length === 0 ? "Import consent first; it says which purposes there are." : `Use ${alternatives(quoted)}.`;
    },
  }),
  "no-location": entry<{ trait: string; type?: string }>({
    message: (p) => (p.type === undefined ? "It is not known where customers are." : `The trait ${p.trait} is ${p.type}, not a location.`),
    hint: (p) => `Import coordinates as the trait ${p.trait}: a latitude and a longitude for each customer.`,
  }),
  "unknown-currency": entry<{ code: string; nearest?: string }>({
    message: (p) => `${p.code} is not a currency code of ISO 4217.`,
    hint: (p) => didYouMean(p.nearest),
  }),
  "unknown-unit": entry<{ found: string; nearest?: string; fix?: Fix }>({
    message: (p) => `${p.found} is not a unit of time.`,
    hint: (p) => didYouMean(p.nearest) ?? "Use minutes, hours, days, weeks, months, quarters or years.",
  }),
  "unknown-zone": entry<{ name: string; nearest?: string }>({
    message: (p) => `There is no time zone ${p.name}.`,
    hint: (p) => didYouMean(p.nearest) ?? "Use a name such as Europe/Berlin.",
  }),
  "segment-missing": entry<{ name: string }>({
    message: (p) => `The segment "${p.name}" that this one refers to no longer exists.`,
    hint: () => "Save it again, or take the reference out.",
  }),
  "segment-cycle": entry<{ cycle: readonly string[] }>({
    message: (p) => `The segments refer to each other in a circle: ${p.cycle.join(" → ")}.`,
    hint: () => "Take one of the references out.",
  }),

  // types and values
  "type-mismatch": entry<{ name: string; type: string; found: string; expected: readonly string[]; fixed?: string }>({
    message: (p) => `${p.name} is ${p.type}; it cannot be compared with ${p.found}.`,
    hint: (p) => {
      if (p.fixed !== undefined) return `Write ${p.fixed}.`;
      return p.expected.length === 0 ? undefined : `Use ${alternatives(p.expected)}.`;
    },
  }),
  "test-not-allowed": entry<{ name: string; type: string; test: string; allowed: readonly string[] }>({
    message: (p) => `${p.name} is ${p.type}; "${p.test}" has no meaning for it.`,
    hint: (p) => (p.allowed.length === 0 ? undefined : `Use ${alternatives(p.allowed)}.`),
  }),
  "text-order": entry<{ name: string; test: string }>({
    message: (p) => `${p.name} is text, which has no order; "${p.test}" cannot be used.`,
    hint: () => "Use =, in, contains, starts with, ends with or matches.",
  }),
  "property-type": entry<{ name: string; event: string; measure: string; type: string; needs: readonly string[] }>({
    message: (p) => `${p.measure} needs ${alternatives(p.needs)}, and ${p.event}.${p.name} is ${p.type}.`,
    hint: (p) => `Use a property of that type, or count the events: count(${p.event}).`,
  }),
  "not-ranked": entry<{ name: string; type: string; needs: readonly string[] }>({
    message: (p) => `${p.name} is ${p.type}, which puts customers in no order.`,
    hint: (p) => `Rank by ${alternatives(p.needs)}.`,
  }),
  "modelled-not-summed": entry<{ name: string }>({
    message: (p) => `${p.name} is an estimate of a model: it can be compared and ranked, not summed.`,
  }),
  "months-not-exact": entry<{ n: number; unit: string; days: number }>({
    message: (p) => `Here exact time is measured, and a ${p.unit} has no exact length.`,
    hint: (p) => `Write it in days, for example ${p.days} days.`,
  }),
  "unit-too-fine": entry<{ name: string; unit: string }>({
    message: (p) => `${p.name} is a date without a time; ${p.unit} cannot be told apart on it.`,
    hint: () => "Use days, weeks, months, quarters or years.",
  }),
  "mixed-currencies": entry<{ name: string; currencies: readonly string[]; home: string }>({
    message: (p) => `${p.name} has amounts in several currencies (${p.currencies.join(", ")}) and there are no rates to convert them.`,
    hint: (p) => `Load a table of exchange rates into ${p.home}.`,
  }),
  "currency-mismatch": entry<{ name: string; currency: string; found: string }>({
    message: (p) => `${p.name} is compared in ${p.currency}, not in ${p.found}, and there are no rates between the two.`,
    hint: (p) => `Write the amount in ${p.currency}.`,
  }),
  "several-currencies": entry<{ name: string; currencies: readonly string[] }>({
    message: (p) => `The amounts that ${p.name} is compared with are in several currencies (${p.currencies.join(", ")}).`,
    hint: () => "Write all amounts of one test in one currency.",
  }),
  "rate-missing": entry<{ from: string; to: string; date: string }>({
    message: (p) => `There is no rate from ${p.from} to ${p.to} on or before ${p.date}.`,
    hint: () => "Add it to the table of rates.",
  }),
  "invalid-pattern": entry<{ pattern: string; reason: string; offset: number }>({
    message: (p) => `The pattern cannot be used: ${p.reason} at character ${p.offset + 1}.`,
    hint: () => "Patterns are a subset of RE2 that means the same in every engine.",
  }),
  "invalid-date": entry<{ found: string; fix?: Fix }>({
    message: (p) => `${p.found} is not a date.`,
    hint: () => "Write YYYY-MM-DD, for example 2025-03-01.",
  }),
  "invalid-datetime": entry<{ found: string; fix?: Fix }>({
    message: (p) => `${p.found} is not a date and time.`,
    hint: () => "Write 2025-03-01T14:30, or with its offset 2025-03-01T14:30+01:00.",
  }),
  "instant-out-of-range": entry<{ found: string }>({
    message: (p) => `${p.found} is outside the years 1900 to 2299.`,
  }),
  "invalid-number": entry<{ found: string; fix?: Fix }>({
    message: (p) => `${p.found} is not a number.`,
    hint: (p) => (p.fix === undefined ? undefined : `Write ${p.fix.text}.`),
  }),
  "number-out-of-range": entry<{ found: string; minimum: string; maximum: string; above?: true }>({
    message: (p) => `${p.found} cannot be used here.`,
    hint: (p) => `Use ${p.above ? "more than" : "at least"} ${p.minimum} and at most ${p.maximum}.`,
  }),
  "invalid-place": entry<{ found: string }>({
    message: (p) => `${p.found} is not a place: latitude runs from −90 to 90, longitude from −180 to 180.`,
  }),
  "reversed-range": entry<{ from: string; to: string; fixed: string; fix?: Fix }>({
    message: (p) => `The range from ${p.from} to ${p.to} runs backwards.`,
    hint: (p) => `Write ${p.fixed}.`,
  }),
  "empty-list": entry<None>({ message: () => "The list is empty." }),
  "too-many-values": entry<{ count: number; limit: number }>({
    message: (p) => `The list has ${p.count} values; the limit is ${p.limit}.`,
    hint: () => "Import the list as a trait and test that.",
  }),
  "more-than-all": entry<{ wanted: number; of: number; unit: string }>({
    message: (p) => `At least ${p.wanted} of the last ${p.of} ${p.unit} can never be.`,
    hint: (p) => `Use a number from 1 to ${p.of}.`,
  }),
  "nothing-before": entry<{ word: string; event: string }>({
    message: (p) => `"${p.word}" at ${p.event} looks back at a step before it, and there is none.`,
    hint: (p) => `Move "${p.word}" to a later step.`,
  }),
  "name-with-edges": entry<{ name: string; trimmed: string }>({
    message: () => "The name begins or ends with a blank.",
    hint: (p) => `Write "${p.trimmed}".`,
  }),
  "sequence-starts-with-not": entry<None>({
    message: () => "A sequence cannot start with a not step.",
    hint: () => "Start with something that happened.",
  }),
  "stale-segment": entry<{ name: string; reason: string }>({
    message: (p) => `The segment ${p.name} cannot be evaluated: ${p.reason}`,
    hint: () => "Mend or replace that segment first; a rule on top of it would not mean what it says.",
  }),
} as const;

/** Words and symbols of the language in quotes; what describes something (`a date`) or has quotes already as it is. */
function symbol(text: string): string {
  return /^(an? |text in quotes|["`'])/.test(text) ? text : `"${text}"`;
}
