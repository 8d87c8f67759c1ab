import { list } from "./words.ts";

/** A rule or a filter as a tree of clauses; a leaf can say itself and its complement. */
export type Clause =
  | { readonly op: "and" | "or"; readonly parts: readonly Clause[] }
  | { readonly op: "not"; readonly part: Clause }
  | { readonly op: "leaf"; readonly say: (negated: boolean) => string };

/**
 * The tree as one phrase that can be read in one way only: alternatives begin with "either", nested conjunctions with "both" or
 * "all of", and the marks between parts grow with what the parts contain (nothing, commas, semicolons, brackets).
 */
export function compose(clause: Clause, place: "top" | "inner" = "top"): string {
  const plain = flatten(clause);
  switch (plain.op) {
    case "leaf":
      return plain.say(false);
    case "not":
      return complement(plain.part);
    case "and": {
      const text = join(plain.parts, "and");
      return place === "top" ? text : `${plain.parts.length === 2 ? "both" : "all of"} ${text}`;
    }
    case "or":
      return `either ${join(plain.parts, "or")}`;
  }
}

/** Whether a phrase consists of several clauses, so that brackets are needed where its end would not be seen. */
export function isCompound(clause: Clause): boolean {
  const plain = flatten(clause);
  return plain.op === "and" || plain.op === "or" || (plain.op === "not" && isCompound(plain.part));
}

function complement(part: Clause): string {
  switch (part.op) {
    case "leaf":
      return part.say(true);
    case "not":
      return compose(part.part, "inner");
    case "and":
      return `not ${part.parts.length === 2 ? "both" : "all of"} ${join(part.parts, "and")}`;
    case "or":
      return part.parts.length === 2 ? `neither ${join(part.parts, "nor")}` : `none of ${join(part.parts, "or")}`;
  }
}

/** Groups of one kind in each other are one group, two complements are none. */
function flatten(clause: Clause): Clause {
  if (clause.op === "leaf") return clause;
  if (clause.op === "not") {
    const part = flatten(clause.part);
    return part.op === "not" ? part.part : { op: "not", part };
  }
  const parts = clause.parts.map(flatten).flatMap((part) => (part.op === clause.op ? part.parts : [part]));
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { op: clause.op, parts };
}

function join(parts: readonly Clause[], word: "and" | "or" | "nor"): string {
  const said = parts.map((part) => compose(part, "inner"));
  const items = said.map((text) => (text.includes("; ") ? `(${text})` : text));
  const open = items.filter((text) => !text.startsWith("("));
  const commas = open.some((text) => text.includes(", "));
  const words = open.some((text) => /\b(?:and|or|nor|where)\b/.test(text)) || open.length < items.length;
  if (commas) return `${items.slice(0, -1).join("; ")}; ${word} ${items.at(-1)}`;
  if (words) return `${items.slice(0, -1).join(", ")}, ${word} ${items.at(-1)}`;
  return word === "nor" ? items.join(" nor ") : list(items, word);
}
