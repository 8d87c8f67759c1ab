import type { ExplainedEvent, ExplainedNode, Explanation } from "../app/explanation.ts";

const marks = { true: "✓", false: "✗" } as const;

/** The truth tree as indented lines: a mark, the condition, the value seen, and the events behind it. */
export function explanationText(explanation: Explanation): string {
  const { customer, matches, at, flips, horizon } = explanation;
  const lines = [`${customer} is ${matches ? "in" : "out"} at ${at}`, "", ...nodeLines(explanation.tree, 0), ""];
  lines.push(
    flips === undefined
      ? `Time alone does not change this before ${horizon}.`
      : `By time alone: ${flips.matches ? "enters" : "leaves"} at ${flips.at}.`,
  );
  return `${lines.join("\n")}\n`;
}

function nodeLines(node: ExplainedNode, depth: number): string[] {
  const indent = "  ".repeat(depth);
  const mark = marks[`${node.matches}`];
  if (node.parts !== undefined && node.kind !== "segment") {
    return [`${indent}${mark} ${groupWord(node)}`, ...node.parts.flatMap((part) => nodeLines(part, depth + 1))];
  }
  return [
    `${indent}${mark} ${node.text.replaceAll("\n", " ")}${seen(node)}`,
    ...(node.parts ?? []).flatMap((part) => nodeLines(part, depth + 1)),
    ...(node.evidence ?? []).map((event) => `${indent}    ${eventLine(event)}`),
    ...more(node, indent),
  ];
}

function groupWord(node: ExplainedNode): string {
  switch (node.kind) {
    case "and":
      return "all of";
    case "or":
      return "any of";
    case "not":
      return "not";
    default:
      return "group";
  }
}

function seen(node: ExplainedNode): string {
  const parts: string[] = [];
  if (node.value !== undefined) parts.push(node.value);
  else if (node.reason === "missing") parts.push("no value");
  if (node.since !== undefined) parts.push(node.since === "beginning" ? "from the beginning" : `since ${node.since}`);
  if (node.rank !== undefined) parts.push(`number ${node.rank.position} of ${node.rank.of}`);
  if (node.reason === "too-short") parts.push("not for long enough");
  if (node.reason === "pinned-in") parts.push("pinned in");
  if (node.reason === "pinned-out") parts.push("pinned out");
  return parts.length === 0 ? "" : `   → ${parts.join(", ")}`;
}

function eventLine(event: ExplainedEvent): string {
  const properties = Object.entries(event.properties).map(([name, value]) => `${name} ${value}`);
  return [event.at, event.type, ...properties].join("  ");
}

function more(node: ExplainedNode, indent: string): string[] {
  const hidden = (node.events ?? 0) - (node.evidence?.length ?? 0);
  return hidden > 0 && node.evidence !== undefined ? [`${indent}    … and ${hidden} more`] : [];
}
