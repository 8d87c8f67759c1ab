/** Rows of numbers on their way into a table: gathered in typed arrays, appended in chunks, so that no object is made per row. */
import { DOUBLE, type DuckDBAppender, type DuckDBConnection, DuckDBDataChunk, type DuckDBType, INTEGER } from "@duckdb/node-api";

/** A table that is being filled. `NaN` stands for a missing value. */
export interface Sheet {
  /** Adds a row of up to eight numbers, in the order of the columns. */
  add(a: number, b?: number, c?: number, d?: number, e?: number, f?: number, g?: number, h?: number): void;
  /** Adds a row of any length. */
  addRow(values: readonly number[]): void;
  /** Appends what is left; no row may be added afterwards. */
  close(): void;
  /** Rows added so far. */
  rows(): number;
}

const CHUNK = 2048;
const types: Readonly<Record<string, DuckDBType>> = { integer: INTEGER, double: DOUBLE };

/** Makes the table and answers the sheet that fills it. Columns hold whole numbers of 32 bits, or doubles if named `"rate:double"`. */
export async function openSheet(connection: DuckDBConnection, table: string, columns: readonly string[]): Promise<Sheet> {
  const parts = columns.map((column) => column.split(":") as [string, string?]);
  const columnTypes = parts.map(([, type = "integer"]) => types[type] as DuckDBType);
  await connection.run(`CREATE TABLE ${table} (${parts.map(([name, type = "integer"]) => `${name} ${type}`).join(", ")})`);
  return fill(await connection.createAppender(table), columnTypes);
}

function fill(appender: DuckDBAppender, columnTypes: readonly DuckDBType[]): Sheet {
  const width = columnTypes.length;
  const block = new Float64Array(CHUNK * Math.max(8, width));
  let rows = 0;
  let waiting = 0;
  const flush = (): void => {
    if (waiting === 0) return;
    const chunk = DuckDBDataChunk.create(columnTypes, waiting);
    for (let column = 0; column < width; column++) {
      const vector = chunk.getColumnVector(column);
      const start = column * CHUNK;
      for (let i = 0; i < waiting; i++) {
        const value = block[start + i] as number;
        vector.setItem(i, Number.isNaN(value) ? null : value);
      }
      vector.flush();
    }
    appender.appendDataChunk(chunk);
    rows += waiting;
    waiting = 0;
  };
  return {
    add(a, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0) {
      const i = waiting++;
      block[i] = a;
      block[CHUNK + i] = b;
      block[2 * CHUNK + i] = c;
      block[3 * CHUNK + i] = d;
      block[4 * CHUNK + i] = e;
      block[5 * CHUNK + i] = f;
      block[6 * CHUNK + i] = g;
      block[7 * CHUNK + i] = h;
      if (waiting === CHUNK) flush();
    },
    addRow(values) {
      const i = waiting++;
      for (let column = 0; column < width; column++) block[column * CHUNK + i] = values[column] ?? Number.NaN;
      if (waiting === CHUNK) flush();
    },
    close() {
      flush();
      appender.closeSync();
    },
    rows: () => rows + waiting,
  };
}
