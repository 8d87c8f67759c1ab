import type { Place } from "../../core/issue.ts";
import type { Rule } from "../document.ts";
import type { Lines } from "./lines.ts";
import type { Range } from "./token.ts";

/** Where the parts of a document stand in the text that it was read from. */
export class Places {
  readonly #lines: Lines;
  readonly #nodes = new Map<object, Range>();
  readonly #fields = new Map<object, Map<string | number, Range>>();

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** Records where a node stands; returns the node. */
  node<T extends object>(node: T, range: Range): T {
    this.#nodes.set(node, range);
    return node;
  }

  /** Records where a field of a node, or an item of a list, stands. */
  field(node: object, key: string | number, range: Range): void {
    const fields = this.#fields.get(node) ?? new Map<string | number, Range>();
    fields.set(key, range);
    this.#fields.set(node, fields);
  }

  /** Gives a changed copy of a node the places of the original; returns the copy. */
  copied<T extends object>(original: object, copy: T): T {
    const range = this.#nodes.get(original);
    const fields = this.#fields.get(original);
    if (range !== undefined) this.#nodes.set(copy, range);
    if (fields !== undefined) this.#fields.set(copy, fields);
    return copy;
  }

  /** The range of a node itself. */
  rangeOf(node: object): Range | undefined {
    return this.#nodes.get(node);
  }

  /** The range of the smallest part on the way to the path that has one; `undefined` for documents not read from this text. */
  range(rule: Rule, path: readonly (string | number)[]): Range | undefined {
    let found = this.#nodes.get(rule);
    let value: unknown = rule;
    for (const key of path) {
      if (typeof value !== "object" || value === null) break;
      found = this.#fields.get(value)?.get(key) ?? found;
      value = (value as Readonly<Record<string | number, unknown>>)[key];
      if (typeof value === "object" && value !== null) found = this.#nodes.get(value) ?? found;
    }
    return found;
  }

  /** The beginning of that range as line and column, both from 1; nothing where there is no range. */
  place(rule: Rule, path: readonly (string | number)[]): Place {
    const range = this.range(rule, path);
    return range === undefined ? {} : this.#lines.place(range.from);
  }
}
