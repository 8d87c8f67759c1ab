import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FOLD_VERSION, fold, idForm, normalForm } from "./fold.ts";
import { UNICODE_VERSION } from "./fold-data.ts";

const codePoint = (n: number) => String.fromCodePoint(n);
const letter = fc.oneof(
  fc.constantFrom(..."aAßſẞςΣσİıIøØæÆœŁłđĐþÞéÉ한글がガﾞЙйЁᾳᾼΐŉǰﬁ①ªǅ"),
  fc.constantFrom("\u0301", "\u0307", "\u0345", "\u3099", "\u20dd", "\u0327", "\u0308", "\u200d", "\ufe0f", "\u00ad"),
  fc.integer({ min: 0, max: 0x10ffff }).map(codePoint),
);
const text = fc.array(letter, { maxLength: 12 }).map((parts) => parts.join(""));

describe("folding", () => {
  test.each([
    ["Straße", "strasse"],
    ["STRASSE", "strasse"],
    ["STRAẞE", "strasse"],
    ["Müller", "muller"],
    ["Mu\u0308ller", "muller"],
    ["CAFÉ", "cafe"],
    ["Ångström", "angstrom"],
    ["Łódź", "lodz"],
    ["Ærøskøbing", "aeroskobing"],
    ["Œuvre", "oeuvre"],
    ["Þór Đặng", "thor dang"],
    ["İstanbul", "istanbul"],
    ["IĞDIR", "igdir"],
    ["Iğdır", "igdir"],
    ["ΣΊΣΥΦΟΣ", "σισυφοσ"],
    ["Σίσυφος", "σισυφοσ"],
    ["ᾳ", "α"],
    ["ﬁnance №①", "finance no1"],
    ["ＡＢＣ　１", "abc 1"],
    ["ª\u0301", "a"],
    ["МОСКВА", "москва"],
    ["Йод", "йод"],
    ["и\u0306", "й"],
    ["ガ", "ガ"],
    ["ｶﾞ", "ガ"],
    ["한국", "한국"],
    ["हिन्दी", "हिन्दी"],
    ["עִבְרִית", "עִבְרִית"],
    ["1\u0301", "1\u0301"],
    ["😀", "😀"],
    ["", ""],
  ])("%s is %s", (written, folded) => {
    expect(fold(written)).toBe(folded.normalize("NFC"));
  });

  test("once is enough, for any text", () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: "binary", maxLength: 12 })), (written) => {
        const once = fold(written);
        expect(fold(once)).toBe(once);
        expect(once).toBe(once.normalize("NFC"));
      }),
      { numRuns: 5000 },
    );
  });

  test("once is enough, for each code point alone, after a letter, after a digit and before a mark", () => {
    const wrong: string[] = [];
    for (let n = 0; n <= 0xe01ff; n = n === 0x323af ? 0xe0000 : n + 1) {
      const one = codePoint(n);
      for (const written of n < 0x20000 ? [one, `a${one}`, `1${one}\u0301`] : [one]) {
        const once = fold(written);
        if (fold(once) !== once) wrong.push(`${n.toString(16)} in ${JSON.stringify(written)}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("gives the same for canonically equal texts", () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(fold(normalForm(written))).toBe(fold(written));
      }),
      { numRuns: 2000 },
    );
  });

  test("gives the same for the host's capitals, but where a capital writes a mark as a letter", () => {
    const apart: string[] = [];
    for (let n = 0x80; n < 0x20000; n++) {
      const one = codePoint(n);
      if (fold(one) !== one && fold(one.toUpperCase()) !== fold(one)) apart.push(one);
    }
    expect(apart.length).toBeGreaterThan(0);
    expect(apart.filter((one) => !one.normalize("NFD").includes("\u0345"))).toEqual([]);
  });

  test("leaves code points alone that its version of Unicode does not know", () => {
    // U+1C89, a Cyrillic capital letter, and U+0897, an Arabic mark, came with Unicode 16.
    expect(UNICODE_VERSION).toBe("15.0.0");
    expect(fold("A\u1c89É")).toBe("a\u1c89e");
    expect(fold("a\u0897\u0301")).toBe("a\u0897\u0301");
    expect(FOLD_VERSION).toMatch(/^15\.0\.0-\d+$/);
  });

  test("of lone surrogates changes nothing", () => {
    expect(fold("A\ud800É")).toBe("a\ud800e");
  });
});

describe("normal forms", () => {
  test("text as written is composed, nothing else", () => {
    expect(normalForm("Cafe\u0301 ﬁ")).toBe("Café ﬁ");
    expect(normalForm("É")).toBe("É");
    expect(normalForm("a\u0897\u0301")).toBe("a\u0897\u0301");
  });

  test("ids are composed and trimmed, and stay as they are otherwise", () => {
    expect(idForm("\u00a0 A-1 b\u3000\ufeff")).toBe("A-1 b");
    expect(idForm("\u00a0\u202f\t")).toBe("");
    expect(idForm("e\u0301")).toBe("é");
  });
});
