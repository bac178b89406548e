import { z } from "zod";

/** What a caller may say of the engine `figure`. Safe in a browser. */
export const FigureSettings = z.strictObject({});
export type FigureSettings = z.infer<typeof FigureSettings>;
