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
      prepared.bindVarchar(index, parameter.value);
      break;
    case "integer":
      prepared.bindBigInt(index, parameter.value);
      break;
    case "huge":
      prepared.bindHugeInt(index, parameter.value);
      break;
    case "id":
      prepared.bindUHugeInt(index, parameter.value);
      break;
    case "double":
      prepared.bindDouble(index, parameter.value);
      break;
    case "boolean":
      prepared.bindBoolean(index, parameter.value);
      break;
    case "blob":
      prepared.bindBlob(index, parameter.value);
      break;
    case "texts":
      prepared.bindList(index, listValue(parameter.value), LIST(VARCHAR));
      break;
    case "integers":
      prepared.bindList(index, listValue(parameter.value), LIST(BIGINT));
      break;
    case "bits":
      prepared.bindBit(index, new DuckDBBitValue(parameter.value));
      break;
    case "null":
      prepared.bindNull(index);
      break;
  }
}
