import { z } from "zod";

/** What a caller may say of the engine `text`. Safe in a browser. */
export const TextSettings = z.strictObject({});
export type TextSettings = z.infer<typeof TextSettings>;
