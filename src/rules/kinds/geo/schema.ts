import { z } from "zod";
import { decimal, name, noted } from "../../schema/parts.ts";

const center = z.union([z.strictObject({ latitude: decimal, longitude: decimal }), z.strictObject({ place: name })]);

export const schema = z.strictObject({ kind: z.literal("geo"), distance: decimal, unit: z.enum(["km", "mi"]), center, ...noted });
