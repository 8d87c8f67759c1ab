/** A replacement that mends what an issue is about: characters `from` to `to` (UTF-16 offsets, `to` excluded) become `text`. */
export interface Fix {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}
