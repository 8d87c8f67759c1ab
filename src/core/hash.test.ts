import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hash128, hashToBigint, inSample, md5Hex, sampleThreshold, utf8Length } from "./hash.ts";
import { type Decimal, parseDecimal } from "./number/decimal.ts";

const percent = (text: string) => parseDecimal(text) as Decimal;
const anyText = fc.string({ unit: "binary", maxLength: 400 });

describe("md5", () => {
  test.each([
    ["", "d41d8cd98f00b204e9800998ecf8427e"],
    ["abc", "900150983cd24fb0d6963f7d28e17f72"],
    ["12345678901234567890123456789012345678901234567890123456789012345678901234567890", "57edf4a22be3c955ac49da2e2107b67a"],
  ])("of %j is that of RFC 1321", (text, digest) => {
    expect(md5Hex(text)).toBe(digest);
  });

  test("of any text and of bytes is that of the host", () => {
    fc.assert(
      fc.property(anyText, fc.uint8Array({ maxLength: 300 }), (text, bytes) => {
        expect(md5Hex(text)).toBe(createHash("md5").update(text).digest("hex"));
        expect(md5Hex(bytes)).toBe(createHash("md5").update(bytes).digest("hex"));
      }),
    );
    for (let n = 0; n < 200; n++) expect(md5Hex("x".repeat(n))).toBe(createHash("md5").update("x".repeat(n)).digest("hex"));
    expect(md5Hex("é".repeat(5000))).toBe(createHash("md5").update("é".repeat(5000)).digest("hex"));
  });
});

describe("the id of a content", () => {
  test("is the md5 of its parts with their lengths, so that an engine can make it too", () => {
    expect(hash128("a", null, "ü")).toBe(md5Hex("1:a-2:ü"));
    expect(hashToBigint("ffffffffffffffffffffffffffffffff")).toBe(2n ** 128n - 1n);
  });

  test("tells apart what joins alike", () => {
    const lists = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""], ["abc", null], ["a:b"], ["1:a", "-"], ["1:a-"]];
    expect(new Set(lists.map((parts) => hash128(...parts))).size).toBe(lists.length);
  });

  test("counts the bytes of UTF-8", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
    expect([utf8Length("\ud800"), utf8Length("\udc00x"), utf8Length("\ud800\ud83d\ude00")]).toEqual([3, 4, 7]);
  });
});

describe("a sample", () => {
  test.each([
    ["0", "00000000"],
    ["50", "80000000"],
    ["10", "1999999a"],
    ["33.3", "553f7cee"],
    ["0.00000001", "00000001"],
    ["99.99999999", "all"],
    ["100", "all"],
    ["250", "all"],
  ])("of %s %% ends at %s", (text, bound) => {
    expect(sampleThreshold(percent(text))).toBe(bound);
  });

  test("holds whoever has a fraction of 2^32 below the percentage, exactly", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.integer({ min: 0, max: 1_000_000 }), (seed, id, units) => {
        const digits = createHash("md5").update(`${seed}\0${id}`).digest("hex").slice(0, 8);
        const isIn = BigInt(`0x${digits}`) * 1_000_000n < BigInt(units) * 2n ** 32n;
        expect(inSample(seed, id, sampleThreshold({ units: BigInt(units), scale: 4 }))).toBe(isIn);
      }),
      { numRuns: 2000 },
    );
    expect(() => sampleThreshold(percent("-1"))).toThrow(RangeError);
  });

  test("of a tenth is about a tenth, and a larger one contains it", () => {
    const ids = Array.from({ length: 20_000 }, (_, i) => `customer-${i}`);
    const members = (text: string) => ids.filter((id) => inSample("spring", id, sampleThreshold(percent(text))));
    const tenth = members("10");
    expect(Math.abs(tenth.length - 2000)).toBeLessThan(200);
    const third = new Set(members("33"));
    expect(tenth.every((id) => third.has(id))).toBe(true);
  });
});
