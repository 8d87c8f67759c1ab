const SHIFTS = Uint8Array.of(7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21);
/** floor(2^32 × |sin(i + 1)|), RFC 1321 section 3.4. */
const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(4294967296 * Math.abs(Math.sin(i + 1))) | 0);

/**
 * The MD5 digest (RFC 1321) as four little-endian words. For spreading and naming, as the engines have it too; not a
 * safeguard against forgery. Written out here so that it also runs in a browser.
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
  for (let i = whole; i < length; i++)
    words[(i - whole) >> 2] = (words[(i - whole) >> 2] as number) | ((bytes[i] as number) << ((i & 3) * 8));
  const rest = length - whole;
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

function addBlock(state: Int32Array, words: Int32Array): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let d = state[3] as number;
  for (let i = 0; i < 64; i++) {
    let f: number;
    let g: number;
    if (i < 16) {
      f = (b & c) | (~b & d);
      g = i;
    } else if (i < 32) {
      f = (d & b) | (~d & c);
      g = (5 * i + 1) & 15;
    } else if (i < 48) {
      f = b ^ c ^ d;
      g = (3 * i + 5) & 15;
    } else {
      f = c ^ (b | ~d);
      g = (7 * i) & 15;
    }
    const sum = (a + f + (SINES[i] as number) + (words[g] as number)) | 0;
    const shift = SHIFTS[((i >> 4) << 2) | (i & 3)] as number;
    a = d;
    d = c;
    c = b;
    b = (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0;
  }
  state[0] = ((state[0] as number) + a) | 0;
  state[1] = ((state[1] as number) + b) | 0;
  state[2] = ((state[2] as number) + c) | 0;
  state[3] = ((state[3] as number) + d) | 0;
}
