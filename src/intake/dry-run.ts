import type { ImportMeta, Published } from "../warehouse/publish/import.ts";
import { publish } from "../warehouse/publish/publish.ts";
import type { Stage } from "../warehouse/staging/stage.ts";

/** Thrown to take a transaction back after its result is known. */
class Finished extends Error {
  readonly published: Published;
  constructor(published: Published) {
    super("dry run");
    this.published = published;
  }
}

/** What publishing would do: it is done in a transaction that is taken back. */
export async function dryPublish(stage: Stage, meta: ImportMeta): Promise<Published> {
  const { warehouse } = stage;
  const dry = {
    ...warehouse,
    change: <T>(work: Parameters<typeof warehouse.change<T>>[0]) =>
      warehouse.change<T>(async (draft) => {
        throw new Finished((await work(draft)) as unknown as Published);
      }),
  };
  const wrapped: Stage = Object.create(stage, { warehouse: { value: dry } });
  try {
    return await publish(wrapped, { ...meta, compact: false });
  } catch (thrown) {
    if (thrown instanceof Finished) return thrown.published;
    throw thrown;
  }
}
