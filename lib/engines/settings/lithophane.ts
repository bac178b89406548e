import { z } from "zod";

/** What a caller may say of the engine `lithophane`. Safe in a browser. */
export const LithophaneSettings = z.strictObject({});
export type LithophaneSettings = z.infer<typeof LithophaneSettings>;
