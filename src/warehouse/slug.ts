/**
 * A name for a table or column from a name that people chose: lower-case ASCII letters, digits and single underscores, not one
 * of `taken` (compared as is: taken names are lower case), at most 48 characters. Never contains `__`, which separates parts.
 */
export function slug(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 48)
    .replace(/_+$/, "");
  const base = plain === "" ? "x" : plain;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    const next = `${base}_${n}`;
    if (!taken.has(next)) return next;
  }
}
