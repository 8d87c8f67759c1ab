/** What the first bytes of a file say it is, whatever its name. */
export type Format = "empty" | "gzip" | "zip" | "parquet" | "text" | { readonly foreign: string };

const FOREIGN: readonly (readonly [string, string])[] = [
  ["25504446", "a PDF document"],
  ["89504e47", "a PNG picture"],
  ["ffd8ff", "a JPEG picture"],
  ["47494638", "a GIF picture"],
  ["d0cf11e0a1b11ae1", "an old Office file (.xls)"],
  ["53514c69746520666f726d6174", "an SQLite database"],
  ["7f454c46", "a program"],
  ["4d5a9000", "a program"],
  ["1f9d", "a compress archive"],
  ["425a68", "a bzip2 archive"],
  ["fd377a585a00", "an xz archive"],
  ["28b52ffd", "a Zstandard archive"],
  ["377abcaf271c", "a 7-Zip archive"],
  ["526172211a07", "a RAR archive"],
  ["4f626a01", "an Avro file"],
  ["4f5243", "an ORC file"],
  ["4152524f5731", "an Arrow file"],
];

/** The format of a file by its first bytes (a few kilobytes are enough). */
export function sniff(head: Uint8Array): Format {
  if (head.length === 0) return "empty";
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (startsWith(head, "504b0304") || startsWith(head, "504b0506")) return "zip";
  if (startsWith(head, "50415231")) return "parquet";
  for (const [magic, name] of FOREIGN) if (startsWith(head, magic)) return { foreign: name };
  const text = Buffer.from(head.subarray(0, 256)).toString("latin1").trimStart().toLowerCase();
  if (text.startsWith("<!doctype html") || text.startsWith("<html")) return { foreign: "a web page" };
  if (text.startsWith("<?xml")) return { foreign: "an XML document" };
  return looksBinary(head) ? { foreign: "a file of bytes that are no text" } : "text";
}

/** Many control characters, or zero bytes that are not every second byte as in UTF-16, make no text. */
function looksBinary(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false;
  let control = 0;
  const zeros = [0, 0];
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] as number) + 1;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) control += 1;
  });
  const [even = 0, odd = 0] = zeros;
  const wide = Math.max(even, odd) > head.length * 0.2 && Math.min(even, odd) < head.length * 0.05;
  return control > head.length * 0.02 || (!wide && even + odd > head.length * 0.1);
}

function startsWith(head: Uint8Array, hex: string): boolean {
  return Buffer.from(head.subarray(0, hex.length / 2)).toString("hex") === hex;
}
