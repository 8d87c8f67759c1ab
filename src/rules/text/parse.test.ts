import { describe, expect, it } from "vitest";
import { type Issue, issue } from "../../core/issue.ts";
import { kinds } from "../kinds/registry.ts";
import { locate, parse } from "./parse.ts";
import { print } from "./print.ts";

/** The document of a text that has nothing wrong with it. */
function read(text: string) {
  const { rule, issues } = parse(text);
  expect(issues).toEqual([]);
  return rule;
}

const ago = (n: number, unit: string) => ({ type: "ago", n, unit });
const number = (text: string) => ({ type: "number", number: text });

describe("parse", () => {
  it.each([
    'count(order) in last 365 days >= 4 and no order in last 60 days and country in ("DE", "FR") and reachable by email',
    'sum(order.amount where channel = "web") in last 90 days > 500 EUR and not in segment "Staff"',
    "sequence(view -> cart same product within 2 days -> not order within 7 days) in last 30 days",
    "first(order) in last 365 days was before 2025-03-01 or renewal_date was in next 30 days",
    'top 10% by predicted_value within segment "Active"',
  ])("reads the examples of the grammar: %s", (text) => {
    expect(print(parse(print(read(text) as never)).rule as never)).toBe(print(read(text) as never));
  });

  it.each(Object.entries(kinds).flatMap(([kind, { examples }]) => examples.map(({ text }) => [kind, text] as const)))(
    "reads the example of %s, which is canonical: %s",
    (kind, text) => {
      expect(read(text)?.kind).toBe(kind);
      expect(print(read(text) as never)).toBe(text);
    },
  );

  it("keeps brackets, and joins as flat as it was written: not before and before or", () => {
    const leaf = (trait: string) => ({ kind: "trait", trait, test: { op: "set" } });
    expect(read("a is set or b is set and not c is set and (d is set or e is set) or f is set")).toEqual({
      kind: "or",
      rules: [
        leaf("a"),
        {
          kind: "and",
          rules: [leaf("b"), { kind: "not", rule: leaf("c") }, { kind: "group", rule: { kind: "or", rules: [leaf("d"), leaf("e")] } }],
        },
        leaf("f"),
      ],
    });
  });

  describe("decides between two readings", () => {
    it.each([
      ["between two values", "age between 5 and 10", { op: "between", low: number("5"), high: number("10") }],
      ["between two dates", "seen between 5 days ago and 3 days ago", { op: "between", low: ago(5, "day"), high: ago(3, "day") }],
      ["a range of time ago", "seen between 5 and 3 days ago", { op: "during", window: { kind: "ago", from: 5, to: 3, unit: "day" } }],
      ["in a list", "x in (1)", { op: "in", values: [number("1")] }],
      ["in a window", "seen in last 1 day", { op: "during", window: { kind: "last", n: 1, unit: "day" } }],
      ["in today", "seen in today", { op: "during", window: { kind: "period", which: "today" } }],
      ["in the time to come", "due in next 2 weeks", { op: "next", n: 2, unit: "week" }],
      ["a value ago", "seen = 30 days ago", { op: "=", value: ago(30, "day") }],
      ["before a date", "seen before 2025-03-01", { op: "before", instant: { type: "date", date: "2025-03-01" } }],
      ["with was", "seen was before 1 month ago", { op: "before", instant: ago(1, "month") }],
      ["a currency", "spent = 5 eur", { op: "=", value: { type: "number", number: "5", currency: "EUR" } }],
      [
        "a currency before for",
        "spent has been 5 for at least 3 days",
        { op: "held", value: number("5"), how: "at least", duration: { n: 3, unit: "day" } },
      ],
    ])("%s", (_, text, test) => {
      expect(read(text)).toMatchObject({ kind: "trait", test });
    });

    it("the end of an `and` inside `between` from the next condition", () => {
      expect(read("a between 1 and 2 and b = 3")).toMatchObject({ kind: "and", rules: [{ trait: "a" }, { trait: "b" }] });
    });

    it("a window and the test of a moment by whether a test follows", () => {
      const window = { kind: "last", n: 30, unit: "day" };
      const measure = { fn: "first", event: "order" };
      expect(read("first(order) in last 30 days")).toEqual({ kind: "event", measure, test: { op: "during", window } });
      expect(read("first(order) in last 30 days was after 2025-01-01")).toMatchObject({ window, test: { op: "after" } });
      expect(read("first(order) before 2025-01-01 was after 2024-01-01")).toMatchObject({
        window: { kind: "before", date: "2025-01-01" },
        test: { op: "after" },
      });
      expect(read("first(order) between 5 and 3 days ago")).toMatchObject({ test: { op: "during", window: { kind: "ago" } } });
      expect(read("first(order.coupon) in last 30 days is set")).toMatchObject({ window, test: { op: "set" } });
    });

    it("a window and a test after a count", () => {
      expect(read("count(order) between 5 and 10")).toMatchObject({ test: { op: "between" } });
      expect(read("count(order) between 5 and 3 days ago between 5 and 10")).toMatchObject({
        window: { kind: "ago" },
        test: { op: "between" },
      });
    });

    it("a filter behind did, which is one test, from the customer's own", () => {
      expect(read('no order where channel = "web" and age > 30')).toMatchObject({
        kind: "and",
        rules: [
          { kind: "did", filter: { kind: "test", property: "channel" } },
          { kind: "trait", trait: "age" },
        ],
      });
      expect(read('no order where (channel = "web" and age > 30) in last 3 days')).toMatchObject({
        filter: { kind: "group", filter: { kind: "and" } },
        window: { kind: "last" },
      });
    });

    it.each([
      "first = 1",
      "count = 1",
      "active is set",
      "top = 3",
      "sample = 4",
      "within = 1",
      "sequence = 1",
      "reachable is set",
      "subscribed is set",
      "unsubscribed from 2025-01-01 to 2025-02-01",
      "entered in last 3 days",
      "left = 1",
      "share < 2",
      "nth = 1",
      "last in last 3 days",
      "set is set",
      "trait = trait(trait)",
      "before before 2025-01-01",
      "been has any (1)",
    ])("a soft keyword as a trait's name: %s", (text) => {
      expect(read(text)).toMatchObject({ kind: "trait", trait: text.split(" ")[0] });
    });

    it("a soft keyword as an event's or a property's name", () => {
      expect(read("no decision in last 3 days")).toMatchObject({ kind: "did", event: "decision" });
      expect(read('no decision on "News"')).toMatchObject({ kind: "consent" });
      expect(read("sequence(same same same within 1 day -> not within within 2 days)")).toMatchObject({
        steps: [
          { event: "same", same: "same" },
          { event: "within", negated: true },
        ],
      });
      expect(read("sum(sum.sum where count = 1) > 0")).toMatchObject({ measure: { event: "sum", property: "sum" } });
      expect(read("top 5 by count")).toMatchObject({ by: { trait: "count" } });
      expect(read("top 5 by count(count)")).toMatchObject({ by: { measure: { fn: "count" } } });
      expect(read("did where_ where (where_ = 1)")).toMatchObject({ event: "where_" });
    });
  });

  it("reads keywords in any case, names as they are written", () => {
    expect(read('NOT Country IN ("DE") AND Count(Order) In Last 30 Days >= 4')).toMatchObject({
      rules: [{ rule: { trait: "Country" } }, { measure: { event: "Order" }, window: { n: 30 } }],
    });
  });

  it("knows where every part of the document stands", () => {
    const text = 'country = "DE"\nand (count(order where channel in ("a", "b")) in last 30 days > 5)';
    const parsed = parse(text);
    const at = (...path: (string | number)[]) => {
      const range = parsed.rangeOf(path);
      return range === undefined ? undefined : text.slice(range.from, range.to);
    };
    expect(at("rules", 0, "trait")).toBe("country");
    expect(at("rules", 0, "test", "value", "text")).toBe('"DE"');
    expect(at("rules", 1)).toMatch(/^\(count.*\)$/);
    expect(at("rules", 1, "rule", "measure", "event")).toBe("order");
    expect(at("rules", 1, "rule", "measure", "filter", "property")).toBe("channel");
    expect(at("rules", 1, "rule", "measure", "filter", "test", "values", 1)).toBe('"b"');
    expect(at("rules", 1, "rule", "window", "n")).toBe("in last 30 days");
    expect(at()).toBe(text);
    expect(parsed.placeOf(["rules", 1, "rule", "measure", "event"])).toEqual({ line: 2, column: 12 });
  });
});

describe("locate", () => {
  it("adds line and column to the issues of a check, and leaves out what the text was answered with", () => {
    const parsed = parse("a = 1\nand seen between 3 and 5 days ago\nand x in ()");
    const reversed = { from: "3", to: "5", fixed: "" };
    const checked = [
      issue("unknown-trait", { name: "seen" }, { path: ["rules", 1, "trait"] }),
      issue("reversed-range", reversed, { path: ["rules", 1, "test", "window"] }),
      issue("empty-list", {}, { path: ["rules", 2, "test", "values"] }),
    ] as Issue[];
    expect(locate(checked, parsed)).toMatchObject([{ code: "unknown-trait", line: 2, column: 5 }]);
  });
});

describe("print", () => {
  it.each([
    ["x  =  +5.50", "x = 5.5"],
    ["x = -0.0", "x = 0"],
    ["seen in last 1 days and a = 1 DAY ago", "seen was in last 1 day and a = 1 day ago"],
    ["seen in previous 1 month", "seen was in previous month"],
    ["seen in previous 2 month", "seen was in previous 2 months"],
    ["did `order`", "did order"],
    ["`first` = 1 and FIRST = 2", "`first` = 1 and `FIRST` = 2"],
    ["seen = 2025-03-01T10:00:00.000+00:00", "seen = 2025-03-01T10:00Z"],
    ["seen = 2025-03-01t10:00:05.5z", "seen = 2025-03-01T10:00:05.500Z"],
    ['x = "a\\u{62}\\n\\\\\\"\\u{200b}"', 'x = "ab\\n\\\\\\"\\u{200b}"'],
    ["active(a) in at least 1 of last 1 months", "active(a) in at least 1 of last 1 month"],
    ["größe = 1 and `a b` = 2", "größe = 1 and `a b` = 2"],
  ])("makes %s canonical", (text, canonical) => {
    expect(print(read(text) as never)).toBe(canonical);
  });

  it("breaks what is longer than 100 columns at and, or and brackets", () => {
    const long = 'count(order where channel = "web") in last 365 days >= 4';
    expect(
      print(read(`${long} and no order in last 60 days and (country = "DE" or not (${long} or ${long} and a = 1)) or a = 1`) as never),
    ).toBe(
      [
        'count(order where channel = "web") in last 365 days >= 4',
        "  and no order in last 60 days",
        "  and (",
        '    country = "DE"',
        "    or not (",
        '      count(order where channel = "web") in last 365 days >= 4',
        '      or count(order where channel = "web") in last 365 days >= 4 and a = 1',
        "    )",
        "  )",
        "or a = 1",
      ].join("\n"),
    );
  });

  it("puts brackets where a document has a tree that text cannot say without them", () => {
    const leaf = { kind: "everyone" } as const;
    const or = { kind: "or", rules: [leaf, leaf] } as const;
    expect(print({ kind: "and", rules: [or, { kind: "not", rule: or }] })).toBe("(everyone or everyone) and not (everyone or everyone)");
  });
});

describe("comments", () => {
  it("become notes of the node that they stand before, or behind on its line", () => {
    expect(read("# one\n# two\na = 1 # behind\nand # c\n b = 2\n# end")).toMatchObject({
      rules: [
        { trait: "a", note: "one\ntwo\nbehind" },
        { trait: "b", note: "c\nend" },
      ],
    });
  });

  it("move one node outwards with every blank line below them", () => {
    expect(read("# or\n\n# and\n\n# a\na = 1 and b = 2 or c = 3")).toMatchObject({
      note: "or",
      rules: [{ note: "and", rules: [{ note: "a" }, {}] }, {}],
    });
    expect(read("# or\n\n\n# a\na = 1 and b = 2 or c = 3")).toMatchObject({ note: "or", rules: [{ rules: [{ note: "a" }, {}] }, {}] });
    expect(read("# and\n\n# a\na = 1 and b = 2")).toMatchObject({ note: "and", rules: [{ note: "a" }, {}] });
    expect(read("a = 1\n# and\n\nor b = 2 and c = 3")).toMatchObject({ rules: [{}, { kind: "and", note: "and" }] });
  });

  it("are kept on groups, on not, and on tests of filters", () => {
    const text = [
      "# g",
      "(",
      "  # a",
      "  a = 1",
      ")",
      "# n",
      "and not",
      "  # b",
      "  b = 2",
      "and count(order where",
      "    # p",
      "    p = 1) > 2",
    ];
    const rule = read(text.join("\n"));
    expect(rule).toMatchObject({
      rules: [
        { kind: "group", note: "g", rule: { note: "a" } },
        { kind: "not", note: "n", rule: { note: "b" } },
        { measure: { filter: { note: "p" } } },
      ],
    });
    expect(print(rule as never)).toBe(text.join("\n"));
  });

  it("within a condition are notes of that condition", () => {
    expect(read("count(order) # c\n in last 3 days # w\n > 4 # e")).toMatchObject({ kind: "event", note: "c\nw\ne" });
  });
});
