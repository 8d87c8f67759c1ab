import type { GeoCondition } from "../../document.ts";
import type { Parser } from "../../text/parser.ts";
import type { TextFacet } from "../kind.ts";

const SPELLINGS: Readonly<Record<string, "km" | "mi">> = {
  kilometer: "km",
  kilometers: "km",
  kilometre: "km",
  kilometres: "km",
  kms: "km",
  mile: "mi",
  miles: "mi",
};

export const text: TextFacet<GeoCondition> = {
  begins: (parser) => parser.isWord(0, "within") && parser.peek(1).type === "number",
  parse(parser) {
    parser.next();
    const distance = parser.next();
    const unit = readUnit(parser);
    if (unit === undefined || !parser.expectWord("of")) return undefined;
    const start = parser.at;
    const center = parser.isSymbol(0, "(") ? readPoint(parser) : readPlace(parser);
    if (center === undefined) return undefined;
    parser.places.node(center, parser.since(start));
    const condition: GeoCondition = { kind: "geo", distance: distance.text, unit, center };
    parser.places.field(condition, "distance", distance);
    return condition;
  },
  print(condition, printer) {
    const { center } = condition;
    const where = "place" in center ? printer.text(center.place) : `(${center.latitude}, ${center.longitude})`;
    return `within ${condition.distance} ${condition.unit} of ${where}`;
  },
};

function readUnit(parser: Parser): "km" | "mi" | undefined {
  const token = parser.peek();
  if (parser.isWord(0, "km", "mi")) return parser.next().keyword as "km" | "mi";
  const unit = SPELLINGS[token.keyword];
  if (unit === undefined) {
    parser.fail(["km", "mi"]);
    return undefined;
  }
  const fix = { from: token.from, to: token.to, text: unit };
  parser.issue("unexpected-token", { found: token.text, expected: ["km", "mi"], nearest: unit, fix }, parser.next());
  return unit;
}

function readPlace(parser: Parser): GeoCondition["center"] | undefined {
  const place = parser.quotedName("a place in quotes or (latitude, longitude)");
  return place === undefined ? undefined : { place: place.name };
}

function readPoint(parser: Parser): GeoCondition["center"] | undefined {
  const opened = parser.next();
  const latitude = readCoordinate(parser);
  const longitude = latitude !== undefined && parser.expectSymbol(",") ? readCoordinate(parser) : undefined;
  parser.closeCall(opened, []);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

function readCoordinate(parser: Parser): string | undefined {
  if (parser.peek().type === "number") return parser.next().text;
  parser.fail(["a number of degrees"]);
  return undefined;
}
