import { posix } from "node:path";
import { Visitor } from "oxc-parser";
import { computing, outsideWorld, owners, type Place, placeOf, refusal } from "./rooms.ts";
import { type Finding, finding, type Rule, type Source } from "./source.ts";

/** An import in any of its forms. */
interface Import {
  readonly offset: number;
  /** What is imported; undefined if it is computed. */
  readonly specifier: string | undefined;
  /** True for `import "x"`, which can only be for what loading it does. */
  readonly bindsNothing: boolean;
}

/** Every import of a file: declarations, re-exports, `import()` and `import("…")` types. */
function importsOf({ program }: Source): readonly Import[] {
  const found: Import[] = [];
  const add = (offset: number, specifier: unknown, bindsNothing = false): void => {
    found.push({ offset, specifier: typeof specifier === "string" ? specifier : undefined, bindsNothing });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.start, node.source.value, node.specifiers.length === 0),
    ExportAllDeclaration: (node) => add(node.start, node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.start, node.source.value);
    },
    ImportExpression: (node) => add(node.start, node.source.type === "Literal" ? node.source.value : undefined),
    TSImportType: (node) => add(node.start, node.source.value),
  }).visit(program);
  return found;
}

/** Arrows between rooms go down only, and the testkit stays with the tests. */
export const arrows: Rule = (source) =>
  importsOf(source).flatMap(({ offset, specifier }) => {
    const message = specifier === undefined ? "a computed import can not be checked: import by name" : objection(source, specifier);
    return message === undefined ? [] : [finding(source, offset, message)];
  });

function objection(source: Source, specifier: string): string | undefined {
  if (!specifier.startsWith(".")) return packageObjection(source.place, specifier);
  const target = posix.join(posix.dirname(source.path), specifier);
  const reason = placeObjection(source, placeOf(target), target);
  return reason === undefined ? undefined : `imports ${target}: ${reason}`;
}

function packageObjection({ kind, name, isTest }: Place, specifier: string): string | undefined {
  if (kind !== "room") return undefined;
  if (!isTest && computing.includes(name) && outsideWorld.includes(specifier.replace(/^node:/, "")))
    return `imports ${specifier}: ${name} does no input or output`;
  const rooms = owners[specifier];
  if (rooms === undefined || rooms.includes(name)) return undefined;
  return `imports ${specifier}: only ${rooms.join(", ")} may`;
}

function placeObjection({ path, place }: Source, target: Place, targetPath: string): string | undefined {
  if (place.kind === "bench" || place.kind === "test") return undefined;
  if (place.kind === "testkit") return testkitObjection(place, target);
  if (target.kind === "room") return refusal(place.name, target.name);
  if (target.kind === "outside") return targetPath === "package.json" ? undefined : "it is outside the house";
  if (target.kind !== "testkit") return `${target.kind} is not for the rooms`;
  const demo = path.startsWith("src/app/demo") && target.name === "shop";
  return place.isTest || demo ? undefined : "the testkit is for tests; only app's demo may use its shop";
}

/** The shop is delivered with the demo, so it keeps to what app may import; the rest of the testkit joins what it likes. */
function testkitObjection(place: Place, target: Place): string | undefined {
  if (target.kind === "bench" || target.kind === "test") return `${target.kind} is not for the testkit`;
  if (place.name !== "shop" || place.isTest) return undefined;
  if (target.kind === "room") return refusal("app", target.name);
  return target.kind === "testkit" && target.name !== "shop"
    ? "the shop is delivered with the demo, the rest of the testkit is not"
    : undefined;
}

/** No import for its side effect alone: what a module does must be called. Style sheets of the web app are the exception. */
export const noSideEffectImports: Rule = (source) =>
  importsOf(source)
    .filter(({ bindsNothing, specifier }) => bindsNothing && !(source.place.name === "web" && specifier?.endsWith(".css")))
    .map(
      ({ offset, specifier }): Finding =>
        finding(source, offset, `imports ${specifier} for its side effect: export a function and call it`),
    );
