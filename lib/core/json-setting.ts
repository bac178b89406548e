import { readFileSync } from "node:fs";
import { z } from "zod";

/** A setting with parts: JSON as it stands, or the path of a file that holds it, where secrets are better kept. */
export const jsonSetting = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .transform((said, ctx) => {
      try {
        return JSON.parse(/^\s*[[{]/.test(said) ? said : readFileSync(said, "utf8")) as unknown;
      } catch {
        // Neither the text nor what the parser quotes of it: there may be a token inside.
        ctx.addIssue("expected JSON, or the path of a file with JSON in it");
        return z.NEVER;
      }
    })
    .pipe(shape);
