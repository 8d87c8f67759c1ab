/** A process that imports into the workspace named by its argument, to be killed while it does. */
import { fixedClock } from "../../src/core/clock.ts";
import type { Instant } from "../../src/core/time/instant.ts";
import { openWorkspace } from "../../src/warehouse/open.ts";
import { importMany } from "./many.ts";

const [directory = "", first = "1", rows = "1000"] = process.argv.slice(2);
const warehouse = await openWorkspace(directory, { clock: fixedClock(Date.parse("2026-01-01T00:00:00Z") as Instant) });
process.stdout.write("open\n");
await importMany(warehouse, Number(first), Number(rows));
warehouse.close();
process.stdout.write("done\n");
