/** Lines and columns of a source, both from 1; columns count UTF-16 units. Lines end with `\n`, `\r\n` or `\r`. */
export class Lines {
  readonly #starts: number[] = [0];

  constructor(source: string) {
    const end = /\r\n|\n|\r/g;
    while (end.exec(source) !== null) this.#starts.push(end.lastIndex);
  }

  place(offset: number): { readonly line: number; readonly column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] as number) + 1 };
  }
}
