import { z } from "zod";

/** What a caller may say of the engine `hull`. Safe in a browser. */
export const HullSettings = z.strictObject({});
export type HullSettings = z.infer<typeof HullSettings>;
