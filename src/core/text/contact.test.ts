import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emailForm, isEmail, phoneForm } from "./contact.ts";

describe("e-mail addresses", () => {
  test.each([
    [" Anna.Smith@Example.COM ", "anna.smith@example.com"],
    ["mailto:a@b.de", "a@b.de"],
    ["Jo+news@x.org", "jo+news@x.org"],
    ["a@b.de.", "a@b.de"],
    ["Ａ＠ｂ.de", "a@b.de"],
    ["Straße@Straße.de", "straße@straße.de"],
    ["u\u0308@x.de", "ü@x.de"],
    ["JÖRG@MÜLLER.DE", "jörg@müller.de"],
    ["ΝΊΚΟΣ@x.gr", "νίκοσ@x.gr"],
  ])("%s is %s", (written, form) => {
    expect(emailForm(written)).toBe(form);
  });

  test("have one form only", () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: "binary" })), (written) => {
        expect(emailForm(emailForm(written))).toBe(emailForm(written));
      }),
      { numRuns: 500 },
    );
  });

  test.each(["a@b.de", "a.b+c@sub.example.co.uk", "o'neil@x.ie", "jörg@müller.de", "用户@例子.中国", "_@x-y.museum"])(
    "%s is one",
    (written) => {
      expect(isEmail(written)).toBe(true);
    },
  );

  test.each([
    "",
    "a",
    "@b.de",
    "a@",
    "a@b",
    "a@@b.de",
    "a b@c.de",
    "a..b@c.de",
    ".a@c.de",
    "a.@c.de",
    "a@-c.de",
    "a@c-.de",
    "a@c..de",
    "a@1.2.3.4",
  ])("%s is none", (written) => {
    expect(isEmail(written)).toBe(false);
  });

  test("are not endless", () => {
    expect(isEmail(`${"a".repeat(65)}@b.de`)).toBe(false);
    expect(isEmail(`a@${"b".repeat(64)}.de`)).toBe(false);
    expect(isEmail(`a@${"b.".repeat(130)}de`)).toBe(false);
  });
});

describe("telephone numbers", () => {
  test.each([
    ["+49 30 123456", "+4930123456"],
    ["+49 (0)30 / 123-456", "+4930123456"],
    ["0049 30 123456", "+4930123456"],
    ["(+49) 30 123456", "+4930123456"],
    ["tel:+1-202-555-0123", "+12025550123"],
    ["030 123456", "030123456"],
    ["\u202a+49\u00a030\u00a0123456\u202c", "+4930123456"],
    ["０３０１２３４５６", "030123456"],
  ])("%s is %s", (written, form) => {
    expect(phoneForm(written)).toBe(form);
  });

  test("written without a country get that of the workspace", () => {
    expect(phoneForm("030 123456", "49")).toBe("+4930123456");
    expect(phoneForm("06 1234 5678", "39")).toBe("+390612345678");
    expect(phoneForm("+1 202 555 0123", "49")).toBe("+12025550123");
  });

  test.each(["", "n/a", "12", "+", "123456789012345678", "00000000", "5 apples"])("%s is none", (written) => {
    expect(phoneForm(written)).toBeUndefined();
  });
});
