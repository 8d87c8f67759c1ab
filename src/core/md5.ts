/** floor(2^32 × |sin(i + 1)|), RFC 1321 section 3.4. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(4294967296 * Math.abs(Math.sin(i + 1))) | 0);

/**
 * The MD5 digest (RFC 1321) of the first `length` bytes, as four little-endian words. For spreading and naming, as the
 * engines have it too; no safeguard against forgery. Written out here so that it also runs in a browser.
 */
export function md5Words(bytes: Uint8Array, length = bytes.length): Int32Array {
  const state = Int32Array.of(0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476);
  const words = new Int32Array(16);
  const whole = length - (length % 64);
  for (let start = 0; start < whole; start += 64) {
    for (let i = 0; i < 16; i++) words[i] = wordAt(bytes, start + 4 * i);
    addBlock(state, words);
  }
  words.fill(0);
  const rest = length - whole;
  for (let i = 0; i < rest; i++) words[i >> 2] = (words[i >> 2] as number) | ((bytes[whole + i] as number) << ((i & 3) * 8));
  words[rest >> 2] = (words[rest >> 2] as number) | (0x80 << ((rest & 3) * 8));
  if (rest >= 56) {
    addBlock(state, words);
    words.fill(0);
  }
  words[14] = (length << 3) | 0;
  words[15] = Math.floor(length / 0x20000000) | 0;
  addBlock(state, words);
  return state;
}

function wordAt(bytes: Uint8Array, i: number): number {
  return (bytes[i] as number) | ((bytes[i + 1] as number) << 8) | ((bytes[i + 2] as number) << 16) | ((bytes[i + 3] as number) << 24);
}

/** b + ((sum of the step) rotated left). */
function step(b: number, sum: number, shift: number): number {
  return (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
}

function sine(i: number): number {
  return SINES[i] as number;
}

/** The four rounds of RFC 1321 section 3.4, four operations at a time so that a, b, c and d keep their places. */
function addBlock(state: Int32Array, words: Int32Array): void {
  const w = (i: number): number => words[i & 15] as number;
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  for (let i = 0; i < 16; i += 4) {
    a = step(b, (a + (d ^ (b & (c ^ d))) + sine(i) + w(i)) | 0, 7);
    d = step(a, (d + (c ^ (a & (b ^ c))) + sine(i + 1) + w(i + 1)) | 0, 12);
    c = step(d, (c + (b ^ (d & (a ^ b))) + sine(i + 2) + w(i + 2)) | 0, 17);
    b = step(c, (b + (a ^ (c & (d ^ a))) + sine(i + 3) + w(i + 3)) | 0, 22);
  }
  for (let i = 16; i < 32; i += 4) {
    a = step(b, (a + (c ^ (d & (b ^ c))) + sine(i) + w(5 * i + 1)) | 0, 5);
    d = step(a, (d + (b ^ (c & (a ^ b))) + sine(i + 1) + w(5 * i + 6)) | 0, 9);
    c = step(d, (c + (a ^ (b & (d ^ a))) + sine(i + 2) + w(5 * i + 11)) | 0, 14);
    b = step(c, (b + (d ^ (a & (c ^ d))) + sine(i + 3) + w(5 * i + 16)) | 0, 20);
  }
  for (let i = 32; i < 48; i += 4) {
    a = step(b, (a + (b ^ c ^ d) + sine(i) + w(3 * i + 5)) | 0, 4);
    d = step(a, (d + (a ^ b ^ c) + sine(i + 1) + w(3 * i + 8)) | 0, 11);
    c = step(d, (c + (d ^ a ^ b) + sine(i + 2) + w(3 * i + 11)) | 0, 16);
    b = step(c, (b + (c ^ d ^ a) + sine(i + 3) + w(3 * i + 14)) | 0, 23);
  }
  for (let i = 48; i < 64; i += 4) {
    a = step(b, (a + (c ^ (b | ~d)) + sine(i) + w(7 * i)) | 0, 6);
    d = step(a, (d + (b ^ (a | ~c)) + sine(i + 1) + w(7 * i + 7)) | 0, 10);
    c = step(d, (c + (a ^ (d | ~b)) + sine(i + 2) + w(7 * i + 14)) | 0, 15);
    b = step(c, (b + (d ^ (c | ~a)) + sine(i + 3) + w(7 * i + 21)) | 0, 21);
  }
  state[0] = ((state[0] as number) + a) | 0;
  state[1] = ((state[1] as number) + b) | 0;
  state[2] = ((state[2] as number) + c) | 0;
  state[3] = ((state[3] as number) + d) | 0;
}
