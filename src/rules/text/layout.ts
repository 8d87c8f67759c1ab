/** What the layout needs to know of a node of a tree of `and`, `or`, `not` and brackets, with a group wherever text needs one. */
export interface Shape<N> {
  readonly kind: "and" | "or" | "not" | "group" | "leaf";
  readonly parts: readonly N[];
  readonly note: string | undefined;
  /** The text of a leaf; of several lines if there are notes in it. */
  readonly text?: string;
}

/** Comment lines that stand in front of a node, and the node's own lines. */
interface Block {
  readonly notes: readonly string[];
  readonly code: readonly string[];
}

type ShapeOf<N> = (node: N) => Shape<N>;

/**
 * The canonical text of a tree: on one line where it fits within `width` columns and holds no note, else broken at `and`, `or`
 * and brackets, part by part. The same tree always gives the same text.
 */
export function layoutTree<N extends object>(node: N, shapeOf: ShapeOf<N>, width: number): string {
  const { notes, code } = block(node, shapeOf, width, []);
  return [...notes, ...code].join("\n");
}

/** The node on one line; `undefined` if a part of it has a note. Its own note is left to the caller. */
function flat<N extends object>(node: N, shapeOf: ShapeOf<N>): string | undefined {
  const shape = shapeOf(node);
  if (shape.kind === "leaf") return shape.text?.includes("\n") ? undefined : shape.text;
  const parts: string[] = [];
  for (const part of shape.parts) {
    const text = shapeOf(part).note === undefined ? flat(part, shapeOf) : undefined;
    if (text === undefined) return undefined;
    parts.push(text);
  }
  if (shape.kind === "group") return `(${parts[0]})`;
  return shape.kind === "not" ? `not ${parts[0]}` : parts.join(` ${shape.kind} `);
}

/** `outer` are the notes of the nodes around this one that begin where it begins, outermost first. */
function block<N extends object>(node: N, shapeOf: ShapeOf<N>, width: number, outer: readonly (string | undefined)[]): Block {
  const shape = shapeOf(node);
  const chain = [...outer, shape.note];
  if (shape.kind === "and" || shape.kind === "or") return joined(node, shape, shapeOf, width, chain);
  const notes = noteLines(chain);
  if (shape.kind === "leaf") return { notes, code: (shape.text ?? "").split("\n") };
  const line = flat(node, shapeOf);
  if (line !== undefined && line.length <= width) return { notes, code: [line] };
  const part = shape.parts[0] as N;
  if (shape.kind === "group") return { notes, code: bracketed(part, shapeOf, width) };
  const inner = block(part, shapeOf, width - 4, []);
  return {
    notes,
    code: inner.notes.length === 0 ? prefixed("not ", inner.code) : ["not", ...indented(inner.notes), ...indented(inner.code)],
  };
}

function bracketed<N extends object>(part: N, shapeOf: ShapeOf<N>, width: number): readonly string[] {
  const { notes, code } = block(part, shapeOf, width - 2, []);
  return ["(", ...indented(notes), ...indented(code), ")"];
}

function joined<N extends object>(
  node: N,
  shape: Shape<N>,
  shapeOf: ShapeOf<N>,
  width: number,
  chain: readonly (string | undefined)[],
): Block {
  const operator = `${shape.kind} `;
  const blocks = shape.parts.map((part, i): Block => {
    return i === 0 ? block(part, shapeOf, width, chain) : block(part, shapeOf, width - operator.length, []);
  });
  const line = flat(node, shapeOf);
  const notes = blocks[0]?.notes ?? [];
  if (line !== undefined && line.length <= width) return { notes, code: [line] };
  const code = blocks.flatMap((part, i) => {
    const lines = i === 0 ? part.code : [...part.notes, ...prefixed(operator, part.code)];
    // The `and`s of an alternative are set in, so that its `or`s stand out.
    if (shape.kind !== "or" || shapeOf(shape.parts[i] as N).kind !== "and") return lines;
    const own = i === 0 ? 1 : part.notes.length + 1;
    return [...lines.slice(0, own), ...indented(lines.slice(own))];
  });
  return { notes, code };
}

function prefixed(prefix: string, lines: readonly string[]): readonly string[] {
  return [`${prefix}${lines[0] ?? ""}`, ...lines.slice(1)];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => (line === "" ? "" : `  ${line}`));
}

/** Notes as comment lines, outermost first; a blank line for every node further in. */
function noteLines(chain: readonly (string | undefined)[]): readonly string[] {
  const lines: string[] = [];
  chain.forEach((note, i) => {
    for (const line of note?.split("\n") ?? []) lines.push(line === "" ? "#" : `# ${line}`);
    if (lines.length > 0 && i < chain.length - 1) lines.push("");
  });
  return lines;
}

/** Whether a tree of the kind `inner` must stand in brackets directly within one of the kind `outer`. */
export function needsGroup(outer: string, inner: string): boolean {
  if (inner === "or") return outer === "or" || outer === "and" || outer === "not";
  return inner === "and" && (outer === "and" || outer === "not");
}
