import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionArbitrary, ruleArbitrary } from "../../../testkit/language/documents.ts";
import { LIMITS } from "../limits.ts";
import { parseDefinition, parseDocument, storedDefinition } from "./document.ts";
import { parseJson } from "./json.ts";

const found = (json: unknown) =>
  (parseDocument(json).issues ?? []).map((issue) => [issue.code, issue.path?.join(".") ?? `${issue.line}:${issue.column}`]);
const trait = (test: object) => ({ kind: "trait", trait: "x", test });

describe("parseDocument", () => {
  it("accepts every document that text can say, as an object and as JSON text", () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        expect(parseDocument(rule)).toEqual({ rule });
        expect(parseDocument(JSON.stringify(rule)).rule).toEqual(rule);
      }),
      { numRuns: 300 },
    );
  });

  it("makes numbers and datetimes canonical", () => {
    expect(parseDocument(trait({ op: "=", value: { type: "number", number: "007.50" } })).rule).toEqual(
      trait({ op: "=", value: { type: "number", number: "7.5" } }),
    );
    expect(parseDocument(trait({ op: "=", value: { type: "datetime", datetime: "2025-03-01T10:00:00.000Z" } })).rule).toEqual(
      trait({ op: "=", value: { type: "datetime", datetime: "2025-03-01T10:00Z" } }),
    );
  });

  it.each([
    ["another kind", { kind: "trat" }, [["unknown-kind", "kind"]]],
    ["no kind", {}, [["invalid-document", "kind"]]],
    ["no object", 3, [["invalid-document", ""]]],
    ["null", null, [["invalid-document", ""]]],
    ["an unknown key", { kind: "everyone", note: "x", notes: 1 }, [["unknown-field", "notes"]]],
    ["an unknown key further down", trait({ op: "set", negate: true }), [["unknown-field", "test.negate"]]],
    ["undefined where a key should be absent", { kind: "everyone", note: undefined }, [["invalid-document", "note"]]],
    ["false where a flag should be absent", trait({ op: "set", negated: false }), [["invalid-document", "test.negated"]]],
    ["a number that is no text", trait({ op: "=", value: { type: "number", number: 5 } }), [["invalid-document", "test.value.number"]]],
    ["a date that is none", trait({ op: "=", value: { type: "date", date: "2025-02-30" } }), [["invalid-document", "test.value.date"]]],
    ["an empty list", trait({ op: "in", values: [] }), [["empty-list", "test.values"]]],
    [
      "two values for one",
      trait({
        op: "has",
        how: "one",
        values: [
          { type: "text", text: "a" },
          { type: "text", text: "b" },
        ],
      }),
      [["invalid-document", "test"]],
    ],
    ["an empty name", { kind: "did", event: "" }, [["invalid-document", "event"]]],
    ["half a character", { kind: "did", event: "\ud800" }, [["invalid-document", "event"]]],
    [
      "an or that needs a group",
      { kind: "and", rules: [{ kind: "everyone" }, { kind: "or", rules: [] }] },
      [["invalid-document", "rules.1.kind"]],
    ],
    ["an and of one", { kind: "and", rules: [{ kind: "everyone" }] }, [["invalid-document", "rules"]]],
    [
      "before a date as a window that is tested",
      trait({ op: "during", window: { kind: "before", date: "2025-01-01" } }),
      [["invalid-document", "test.window.kind"]],
    ],
    [
      "held on an event's property",
      { kind: "event", measure: { fn: "count", event: "a" }, test: { op: "held" } },
      [["invalid-document", "test.op"]],
    ],
    [
      "one of several shapes, the nearest explained",
      { kind: "rank", direction: "top", limit: { percent: 5 }, by: { trait: "x" } },
      [["invalid-document", "limit.percent"]],
    ],
    ["a prototype", JSON.parse('{"kind":"everyone","__proto__":{"note":"x"}}'), [["unknown-field", "__proto__"]]],
    [
      "everything at once",
      { kind: "geo", distance: "far", unit: "m", center: {}, x: 1 },
      [
        ["invalid-document", "distance"],
        ["invalid-document", "unit"],
        ["invalid-document", "center.place"],
        ["unknown-field", "x"],
      ],
    ],
  ])("refuses %s with its path", (_, json, expected) => {
    expect(found(json)).toEqual(expected);
  });

  it("names the nearest known kind and field", () => {
    expect(parseDocument({ kind: "sequnce" }).issues).toMatchObject([{ parameters: { nearest: "sequence" } }]);
    expect(parseDocument({ kind: "everyone", nots: "" }).issues).toMatchObject([{ parameters: { nearest: "note" } }]);
  });

  it("counts levels before anything recurses", () => {
    const nested = (levels: number) => {
      let rule: object = { kind: "everyone" };
      for (let i = 0; i < levels; i++) rule = { kind: "not", rule };
      return rule;
    };
    expect(found(nested(LIMITS.levels))).toEqual([]);
    expect(found(nested(LIMITS.levels + 1))).toEqual([
      [
        "too-deep",
        Array(LIMITS.levels + 1)
          .fill("rule")
          .join("."),
      ],
    ]);
    expect(found(nested(100_000))).toEqual([["too-deep", ""]]);
    expect(found("[".repeat(1_000_000))).toEqual([["too-deep", "1:186"]]);
    const circle: { kind: string; rule?: object } = { kind: "not" };
    circle.rule = circle;
    expect(found(circle)).toEqual([["too-deep", ""]]);
  });

  it("bounds conditions, steps and values", () => {
    const many = <T>(n: number, item: T): readonly T[] => Array.from({ length: n }, () => item);
    expect(found({ kind: "or", rules: many(1_001, { kind: "everyone" }) })).toEqual([["too-many-conditions", "rules"]]);
    const group = { kind: "group", rule: { kind: "or", rules: many(600, { kind: "did", event: "a" }) } };
    expect(found({ kind: "and", rules: [group, group] })).toEqual([["too-many-conditions", ""]]);
    expect(found({ kind: "sequence", steps: many(11, { event: "a" }) })).toEqual([["too-many-steps", "steps"]]);
    expect(found(trait({ op: "in", values: many(10_001, { type: "boolean", boolean: true }) }))).toEqual([
      ["too-many-values", "test.values"],
    ]);
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => parseDocument(value).rule === undefined),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => parseDocument(text).rule === undefined),
      { numRuns: 500 },
    );
    const damaged = fc.tuple(conditionArbitrary, fc.nat(), fc.jsonValue()).map(([condition, at, piece]) => {
      const text = JSON.stringify(condition);
      return text.slice(0, at % text.length) + JSON.stringify(piece) + text.slice((at % text.length) + 3);
    });
    fc.assert(
      fc.property(damaged, (text) => typeof parseDocument(text) === "object"),
      { numRuns: 500 },
    );
  });
});

describe("parseDefinition", () => {
  const definition = { name: "Buyers", rule: { kind: "everyone" }, zone: "workspace", audience: "customers" } as const;

  it("reads what was stored", () => {
    expect(parseDefinition(JSON.stringify(storedDefinition(definition)))).toEqual({ definition });
  });

  it("refuses another version", () => {
    expect(parseDefinition({ ...storedDefinition(definition), version: 2 }).issues).toMatchObject([{ path: ["version"] }]);
    expect(parseDefinition(definition).issues).toMatchObject([{ path: ["version"] }]);
  });

  it("gives paths from the definition's root", () => {
    const rule = { kind: "did", evnt: "a" };
    expect(parseDefinition({ ...storedDefinition(definition), rule }).issues).toMatchObject([
      { path: ["rule", "event"] },
      { code: "unknown-field", path: ["rule", "evnt"], parameters: { nearest: "event" } },
    ]);
  });
});

describe("parseJson", () => {
  it("reads what JSON.parse reads, alike", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(parseJson(text).value)).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it.each([
    ['{"a":1,"a":2}', "duplicate-field", 1, 8],
    ['{"a":1,\n"\\u0061":2}', "duplicate-field", 2, 1],
    ["[1,]", "malformed-json", 1, 4],
    ['{"a" 1}', "malformed-json", 1, 6],
    ['"a', "malformed-json", 1, 1],
    ['"\\x"', "malformed-json", 1, 1],
    ["01", "malformed-json", 1, 2],
    ["nul", "malformed-json", 1, 1],
    ["", "malformed-json", 1, 1],
  ])("refuses %s", (text, code, line, column) => {
    expect(parseJson(text).issues).toMatchObject([{ code, line, column }]);
  });
});
