import { LIMITS } from "../limits.ts";
import type { Cursor } from "./cursor.ts";
import { joinNotes } from "./notes.ts";

/** How a tree of `and`, `or`, `not` and brackets is made of nodes N: rules and filters have the same grammar. */
export interface TreeForm<N extends object> {
  /** Reads what is neither `not` nor a bracket; `undefined` if nothing sensible was read. */
  readonly leaf: (cursor: Cursor) => N | undefined;
  /** Whether a leaf seems to be at hand: then a missing `and` is reported and reading goes on. */
  readonly begins: (cursor: Cursor) => boolean;
  /** Whether what is at hand may follow the tree, besides a closing bracket and the end. */
  readonly ends: (cursor: Cursor) => boolean;
  readonly not: (node: N) => N;
  readonly group: (node: N) => N;
  readonly many: (kind: "and" | "or", nodes: readonly N[]) => N;
  readonly noted: (node: N, note: string) => N;
  /** Whether the tree is the whole text, so that comments at its end are its own. */
  readonly whole: boolean;
}

/** One alternative of an `or`: what its `and`s join. */
interface Alternative<N> {
  /** Index of the token that comments in front of it may stand before: the `or`, or its first token. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  readonly nodes: N[];
}

/** Reads alternatives joined by `or`, each of parts joined by `and`; `and` and `or` are flat, as written. */
export function readTree<N extends object>(cursor: Cursor, form: TreeForm<N>): N | undefined {
  const start = cursor.at;
  const alternatives: Alternative<N>[] = [];
  let from = start;
  do {
    alternatives.push(readAlternative(cursor, form, from));
    from = cursor.at;
  } while (cursor.acceptWord("or"));
  const read = alternatives.filter((alternative) => alternative.nodes.length > 0);
  const nodes = read.map((alternative, i) => joinAlternative(cursor, form, alternative, i === 0 && read.length > 1));
  if (nodes.length <= 1) return nodes[0]?.node;
  const whole = form.many(
    "or",
    nodes.map((part) => part.node),
  );
  const note = nodes[0]?.outer;
  cursor.places.node(whole, cursor.since(start));
  return withNote(cursor, form, whole, note);
}

/** The node of an alternative with the notes in front of it; `outer` is the note of an `or` that begins with it. */
function joinAlternative<N extends object>(
  cursor: Cursor,
  form: TreeForm<N>,
  alternative: Alternative<N>,
  first: boolean,
): { readonly node: N; readonly outer?: string | undefined } {
  const { nodes, from, start, end } = alternative;
  const several = nodes.length > 1;
  const notes = cursor.notes.leading(from, start, 1 + Number(several) + Number(first));
  nodes[0] = withNote(cursor, form, nodes[0] as N, notes[0]);
  if (!several) return { node: nodes[0], outer: notes[1] };
  const node = form.many("and", nodes);
  cursor.places.node(node, cursor.range(start, end));
  return { node: withNote(cursor, form, node, notes[1]), outer: notes[2] };
}

function readAlternative<N extends object>(cursor: Cursor, form: TreeForm<N>, orAt: number): Alternative<N> {
  const start = cursor.at;
  const nodes: N[] = [];
  let from = start;
  let node: N | undefined;
  do {
    const begin = cursor.at;
    node = readUnary(cursor, form);
    if (node === undefined) cursor.skip();
    else nodes.push(nodes.length === 0 ? node : withNote(cursor, form, node, cursor.notes.leading(from, begin, 1)[0]));
    from = cursor.at;
  } while (readAnd(cursor, form, node !== undefined));
  return { from: orAt, start, end: cursor.at, nodes };
}

/** Steps over `and`, or over what stands in its place; false where no further part follows. */
function readAnd<N extends object>(cursor: Cursor, form: TreeForm<N>, complete: boolean): boolean {
  if (cursor.acceptWord("and")) return true;
  if (form.whole && cursor.isSymbol(0, ")")) return skipClosing(cursor, complete);
  if (cursor.isWord(0, "or") || cursor.isSymbol(0, ")") || cursor.peek().type === "end" || form.ends(cursor)) return false;
  const token = cursor.peek();
  const comma = cursor.isSymbol(0, ",");
  if (comma || form.begins(cursor)) {
    const fix = comma ? { from: token.from, to: token.to, text: " and" } : { from: token.from, to: token.from, text: "and " };
    cursor.issue("unexpected-token", { found: cursor.written(token), expected: ["and", "or"], fix });
    if (comma) cursor.next();
    return true;
  }
  cursor.fail(["and", "or"]);
  cursor.next();
  cursor.skip();
  return form.whole ? skipClosing(cursor, false) : cursor.acceptWord("and");
}

/** Steps over a bracket that was never opened; behind a part that could not be read it is a remainder of that. */
function skipClosing(cursor: Cursor, complete: boolean): boolean {
  while (cursor.isSymbol(0, ")", "]")) {
    const { from, to } = cursor.peek();
    if (complete)
      cursor.issue("unexpected-token", { found: cursor.written({ from, to }), expected: ["and", "or"], fix: { from, to, text: "" } });
    cursor.next();
    cursor.skip();
  }
  return cursor.acceptWord("and");
}

/** Reads one part: a leaf, a bracketed group, or `not` with its part. Comments in front of it are left to the caller. */
export function readUnary<N extends object>(cursor: Cursor, form: TreeForm<N>): N | undefined {
  const start = cursor.at;
  const node = readUnnoted(cursor, form);
  if (node === undefined) return undefined;
  cursor.places.node(node, cursor.since(start));
  const last = form.whole && cursor.peek().type === "end";
  return withNote(cursor, form, node, cursor.notes.inside(start, cursor.at, last), "behind");
}

function readUnnoted<N extends object>(cursor: Cursor, form: TreeForm<N>): N | undefined {
  if (cursor.acceptWord("not")) {
    const from = cursor.at;
    const node = cursor.deeper(() => readUnary(cursor, form));
    return node === undefined ? undefined : form.not(withNote(cursor, form, node, cursor.notes.leading(from, from, 1)[0]));
  }
  if (!cursor.isSymbol(0, "(")) return form.leaf(cursor);
  const opened = cursor.peek();
  const node = cursor.deeper(() => {
    cursor.next();
    return readTree(cursor, { ...form, whole: false });
  });
  if (node === undefined) {
    if (cursor.isSymbol(0, "(")) cursor.next();
    cursor.skip([]);
  }
  cursor.expectClosing(opened);
  return node === undefined ? undefined : form.group(node);
}

/** The note as it is; too long a one is reported. */
export function checkedNote(cursor: Cursor, node: object, note: string): string {
  const range = cursor.places.rangeOf(node);
  if (note.length > LIMITS.text) cursor.issue("too-long", { length: note.length, limit: LIMITS.text }, range);
  return note;
}

function withNote<N extends object>(
  cursor: Cursor,
  form: TreeForm<N>,
  node: N,
  note: string | undefined,
  where: "before" | "behind" = "before",
): N {
  if (note === undefined) return node;
  const own = (node as { readonly note?: string }).note;
  const joined = (where === "before" ? joinNotes(note, own) : joinNotes(own, note)) as string;
  return cursor.places.copied(node, form.noted(node, checkedNote(cursor, node, joined)));
}
