import { z } from "zod";

/** What a caller may say of the engine `relief`. Safe in a browser. */
export const ReliefSettings = z.strictObject({});
export type ReliefSettings = z.infer<typeof ReliefSettings>;
