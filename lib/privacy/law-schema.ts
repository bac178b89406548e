import { z } from "zod";

/** Which law somebody relies on: the GDPR, Europe's or Britain's; California's CCPA; or none that they named. */
export const laws = ["other", "gdpr", "ccpa"] as const;
export const Law = z.enum(laws);
export type Law = z.infer<typeof Law>;
