import { BIGINT, DuckDBBitValue, type DuckDBPreparedStatement, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Parameter } from "../../sql/parameter.ts";

/** Gives a prepared statement its values, each with the type that the parameter names. */
export function bindAll(prepared: DuckDBPreparedStatement, parameters: readonly Parameter[]): void {
  parameters.forEach((parameter, index) => {
    bind(prepared, index + 1, parameter);
  });
}

function bind(prepared: DuckDBPreparedStatement, index: number, parameter: Parameter): void {
  switch (parameter.type) {
    case "text":
      return prepared.bindVarchar(index, parameter.value);
    case "integer":
      return prepared.bindBigInt(index, parameter.value);
    case "huge":
      return prepared.bindHugeInt(index, parameter.value);
    case "id":
      return prepared.bindUHugeInt(index, parameter.value);
    case "double":
      return prepared.bindDouble(index, parameter.value);
    case "boolean":
      return prepared.bindBoolean(index, parameter.value);
    case "blob":
      return prepared.bindBlob(index, parameter.value);
    case "texts":
      return prepared.bindList(index, listValue(parameter.value), LIST(VARCHAR));
    case "integers":
      return prepared.bindList(index, listValue(parameter.value), LIST(BIGINT));
    case "bits":
      return prepared.bindBit(index, new DuckDBBitValue(parameter.value));
    case "null":
      return prepared.bindNull(index);
  }
}
