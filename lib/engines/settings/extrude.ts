import { z } from "zod";

/** What a caller may say of the engine `extrude`. Safe in a browser. */
export const ExtrudeSettings = z.strictObject({});
export type ExtrudeSettings = z.infer<typeof ExtrudeSettings>;
