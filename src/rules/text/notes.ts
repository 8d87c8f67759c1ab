import type { Comment } from "./token.ts";

/**
 * Gives comments to the nodes that they stand before. A comment behind something on its line belongs to what ended there; one
 * within a condition to that condition; any other to the node that begins next. Where several nodes begin at one token (an
 * `or`, its first `and`, the first condition of that), every blank line below the comment moves it one node outwards.
 */
export class Notes {
  readonly #comments: readonly Comment[];
  readonly #taken: boolean[];
  /** Index of the first comment before each token that has one. */
  readonly #first = new Map<number, number>();

  constructor(comments: readonly Comment[]) {
    this.#comments = comments;
    this.#taken = comments.map(() => false);
    comments.forEach((comment, i) => {
      if (!this.#first.has(comment.before)) this.#first.set(comment.before, i);
    });
  }

  /** What stands before the tokens `from` to `to` (both included), by node: the innermost node first, `nodes` of them. */
  leading(from: number, to: number, nodes: number): readonly (string | undefined)[] {
    const lines: string[][] = Array.from({ length: nodes }, () => []);
    this.#take(from, to, (comment) => lines[Math.min(comment.blanks, nodes - 1)]?.push(comment.text) !== undefined);
    return lines.map(joined);
  }

  /**
   * What stands within the tokens after `from` up to `to` (the first token behind the node), and behind its end on the same
   * line; if `last`, everything before `to`.
   */
  inside(from: number, to: number, last: boolean): string | undefined {
    const lines: string[] = [];
    this.#take(from + 1, to - 1, (comment) => lines.push(comment.text) > 0);
    this.#take(to, to, (comment) => (last || comment.behind) && lines.push(comment.text) > 0);
    return joined(lines);
  }

  #take(from: number, to: number, wanted: (comment: Comment) => boolean): void {
    if (this.#comments.length === 0) return;
    for (let token = from; token <= to; token++) {
      for (let i = this.#first.get(token) ?? this.#comments.length; this.#comments[i]?.before === token; i++) {
        if (!this.#taken[i] && wanted(this.#comments[i] as Comment)) this.#taken[i] = true;
      }
    }
  }
}

function joined(lines: readonly string[]): string | undefined {
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** Two notes as one, each perhaps missing. */
export function joinNotes(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  return `${first}\n${second}`;
}
