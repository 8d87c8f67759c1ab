import type { ConditionKind } from "./document.ts";
import type { Kinds } from "./kinds/kind.ts";
import { KIND_PROSE } from "./manual/kinds.ts";
import { exampleTable } from "./manual/markdown.ts";
import { joining, limits, meaning, tests, values, warnings, windows } from "./manual/sections.ts";

/** The order in which a reader meets the kinds. */
const ORDER: readonly ConditionKind[] = ["trait", "did", "event", "sequence", "activity", "segment", "rank", "geo", "sample", "consent"];

/**
 * The manual of the language in Markdown: every kind with its forms, its examples and their English, the tests, windows and limits,
 * made from the same sources that read, check and describe rules.
 */
export function languageManual(kinds: Kinds): string {
  return `${[introduction(), joining(), values(), ...conditions(kinds), tests(), windows(), meaning(), warnings(), limits()].join("\n").trimEnd()}\n`;
}

function introduction(): string {
  return `# The segment language

<!-- Made by tools/generate-language.ts from src/rules; change it there. -->

A segment is a rule about customers. A rule has three forms that say the same: the text described here, a JSON document that is stored and edited by forms, and plain English that is written from it. Every example below is read, checked and put into English by the test suite, against the catalog of a small shop: customers with traits such as \`country\` and \`birthday\`, and the events \`order\`, \`refund\`, \`view\`, \`cart\`, \`login\` and \`email_opened\`.
`;
}

function conditions(kinds: Kinds): readonly string[] {
  return ["## Conditions\n", ...ORDER.map((kind) => section(kind, kinds))];
}

function section(kind: ConditionKind, kinds: Kinds): string {
  const { title, meaning: paragraphs, forms } = KIND_PROSE[kind];
  return `### ${title}

\`\`\`text
${forms.join("\n")}
\`\`\`

${paragraphs.join("\n\n")}

${exampleTable(kinds[kind].examples)}
`;
}
