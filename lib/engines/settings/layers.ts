import { z } from "zod";

/** What a caller may say of the engine `layers`. Safe in a browser. */
export const LayersSettings = z.strictObject({});
export type LayersSettings = z.infer<typeof LayersSettings>;
