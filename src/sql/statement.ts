/**
 * Engine-specific statements as text with holes, for what the warehouse does to its own tables:
 *
 *     sql`INSERT INTO ${id("import")} (batch, name) VALUES (${batch}, ${name})`
 *
 * A plain value in a hole is bound ($1, $2, …); a fragment in a hole is put in its place. There is no way to splice raw text.
 * Rules are never written so: they go through the tree in `tree.ts`, which is printed for every engine.
 */
import { type Parameter, type Plain, parameter, type Statement } from "./parameter.ts";

/** A piece of a statement: text and bound values in their order. */
export interface Fragment {
  readonly kind: "fragment";
  readonly pieces: readonly (string | Parameter)[];
}

type Hole = Fragment | Parameter | Plain;

/** A fragment from a template: fragments are inserted, everything else is bound. */
export function sql(texts: TemplateStringsArray, ...holes: readonly Hole[]): Fragment {
  const pieces: (string | Parameter)[] = [texts[0] ?? ""];
  holes.forEach((hole, index) => {
    pieces.push(...(isFragment(hole) ? hole.pieces : [isParameter(hole) ? hole : parameter(hole)]), texts[index + 1] ?? "");
  });
  return { kind: "fragment", pieces };
}

/** Nothing: for optional parts. */
export const empty: Fragment = { kind: "fragment", pieces: [] };

/** A quoted name; several are joined by dots (`id("main", "order")` is `"main"."order"`). */
export function id(...names: readonly string[]): Fragment {
  return text(names.map(quoteName).join("."));
}

/** Fragments one after another with a separator between; `empty` for none. */
export function join(fragments: readonly Fragment[], separator = ", "): Fragment {
  return {
    kind: "fragment",
    pieces: fragments.flatMap((fragment, index) => (index === 0 ? fragment.pieces : [separator, ...fragment.pieces])),
  };
}

/** The name of a column type as in `columns.ts`; anything that is not one is refused. */
export function typeName(name: string): Fragment {
  if (
    !/^(BIGINT|INTEGER|SMALLINT|TINYINT|HUGEINT|UHUGEINT|UBIGINT|UINTEGER|VARCHAR|BOOLEAN|DOUBLE|BLOB|BIT|DATE|TIMESTAMP)(\[\])?$/.test(
      name,
    )
  ) {
    throw new TypeError("not the name of a column type");
  }
  return text(name);
}

/** A text literal, for the few places where DuckDB accepts no bound value (SET, ATTACH, COPY … TO, CREATE VIEW). */
export function literal(value: string): Fragment {
  if (value.includes("\0")) throw new TypeError("a text literal cannot hold a zero byte");
  return text(`'${value.replaceAll("'", "''")}'`);
}

/** The statement of a fragment, with placeholders $1, $2, … */
export function statement(fragment: Fragment): Statement {
  const parameters: Parameter[] = [];
  const text = fragment.pieces.map((piece) => (typeof piece === "string" ? piece : `$${parameters.push(piece)}`)).join("");
  return { text, parameters };
}

/** A name between double quotes, its own quotes doubled. */
export function quoteName(name: string): string {
  if (name.includes("\0")) throw new TypeError("a name cannot hold a zero byte");
  return `"${name.replaceAll('"', '""')}"`;
}

function text(piece: string): Fragment {
  return { kind: "fragment", pieces: [piece] };
}

function isFragment(hole: Hole): hole is Fragment {
  return typeof hole === "object" && hole !== null && "kind" in hole;
}

function isParameter(hole: Exclude<Hole, Fragment>): hole is Parameter {
  return typeof hole === "object" && hole !== null && "type" in hole;
}
