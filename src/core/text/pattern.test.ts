import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KindredError } from "../issue.ts";
import { compilePattern, enginePattern, patternProblem } from "./pattern.ts";

const found = (pattern: string, text: string) => compilePattern(pattern).matches(text);

describe("a pattern", () => {
  test.each([
    ["ab", "xaby", true],
    ["^ab$", "xab", false],
    ["^ab$", "ab\n", false],
    ["(?m)^b$", "a\nb", true],
    ["a.b", "a\nb", false],
    ["(?s)a.b", "a\nb", true],
    ["A", "a", false],
    ["(?i)A", "a", true],
    ["(?i:a)b", "AB", false],
    ["(?i)straße", "STRASSE", false],
    ["\\d", "٣", false],
    ["\\w", "é", false],
    ["\\bé", "é", false],
    ["\\s", "\u00a0", false],
    ["[[:alpha:]]", "é", false],
    ["^.$", "😀", true],
    ["[à-ü]", "é", true],
    ["\\x{1F600}|\\x41", "A", true],
    ["[\\]\\-x]", "-", true],
    ["a{2,3}?b", "aab", true],
  ])("%s in %j: %s", (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });

  test("and the text are read in normal form C, and not folded", () => {
    expect(found("^e\u0301$", "é")).toBe(true);
    expect(found("^.$", "e\u0301")).toBe(true);
    expect(found("ss", "ß")).toBe(false);
  });

  test("is handed to engines with its flags spelled out, as one group", () => {
    expect(compilePattern("a|b").engine).toBe("(?-ims:(a|b))");
    expect(enginePattern("(?i)x")).toBe("(?-ims:((?i)x))");
  });
});

describe("the subset", () => {
  test.each([
    "a",
    "a|b",
    "(a(?:b|c)+)*",
    "^$",
    "\\A\\z",
    "\\bword\\b",
    "[a-z0-9_.]+@",
    "[^\\d\\s]",
    "[-a]",
    "[a-]",
    "[[:digit:][:^space:]]",
    "\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\^\\$\\\\\\/",
    "\\t\\n\\r\\f\\v",
    "(?im)x",
    "(?i-s:x)",
    "x{3}",
    "x{1,}?",
    ".{1000}",
  ])("has %s", (pattern) => {
    expect(patternProblem(pattern)).toBeUndefined();
    expect(() => compilePattern(pattern)).not.toThrow();
  });

  test.each([
    ["", "empty", 0],
    ["a|", "empty", 2],
    ["(|a)", "empty", 1],
    ["()", "empty", 1],
    ["a(?i:(?i))", "empty", 5],
    ["(a", "not closed", 0],
    ["a)", "not opened", 1],
    ["[a", "not closed", 0],
    ["[]", "empty", 1],
    ["[b-a]", "backwards", 2],
    ["[a-\\d]", "end of a range", 2],
    ["[a-c-e]", "\\-", 4],
    ["[[a]", "\\[", 1],
    ["*a", "nothing to repeat", 0],
    ["^*", "nothing to repeat", 1],
    ["(?i)+", "nothing to repeat", 4],
    ["a**", "without brackets", 2],
    ["a{2}{3}", "without brackets", 4],
    ["a{,3}", "\\{", 1],
    ["a{x}", "\\{", 1],
    ["a{0}", "0 times", 1],
    ["a{3,2}", "backwards", 1],
    ["a{1001}", "1000 times", 1],
    ["(?:a{50}){50}", "1000 times", 0],
    ["[^a]{1000}[^a]{1000}[^a]{1000}[^a]{1000}[^a]{1000}", "too large", 0],
    ["(?=a)", "ahead or behind", 0],
    ["(?<!a)b", "ahead or behind", 0],
    ["(?P<name>a)", "no names", 0],
    ["(?<name>a)", "no names", 0],
    ["(?U)a", "only the flags", 0],
    ["(?-)a", "only the flags", 0],
    ["(a)\\1", "back-references", 3],
    ["\\012", "octal", 0],
    ["\\pL", "Unicode property", 0],
    ["\\P{Greek}", "Unicode property", 0],
    ["\\B", "\\B", 0],
    ["\\Qa\\E", "\\Q", 0],
    ["\\_", "not an escape", 0],
    ["\\é", "not an escape", 0],
    ["\\x{110000}", "code point", 0],
    ["\\x{D800}", "code point", 0],
    ["\\xZ", "code point", 0],
    ["a\\", "backslash", 1],
    ["a}", "\\}", 1],
    ["\ud83d", "half a character", 0],
    ["x".repeat(1001), "longer", 1000],
    ["(".repeat(60), "nested", 51],
  ])("has not %s: %s", (pattern, reason, offset) => {
    expect(patternProblem(pattern)?.reason).toContain(reason);
    expect(patternProblem(pattern)?.offset).toBe(offset);
    expect(() => compilePattern(pattern)).toThrow(KindredError);
  });

  test("holds whatever it lets through: re2js reads it too", () => {
    const sign = fc.constantFrom(..."ab^$.|()[]{}*+?\\-,:1203xdwsbAzims<=!PQ_é😀");
    const text = fc.string({ unit: fc.constantFrom("a", "b", "1", "-", "é", "\n", "x"), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 10 }), text, (signs, subject) => {
        const pattern = signs.join("");
        if (patternProblem(pattern) === undefined) expect(compilePattern(pattern).matches(subject)).toBeTypeOf("boolean");
        else expect(() => compilePattern(pattern)).toThrow(KindredError);
      }),
      { numRuns: 5000 },
    );
  });
});
