import type { z } from "zod";
import { AppError } from "@/lib/core/errors";

/** What a schema makes of a request. Throws `invalid_request` with the first field that is wrong. */
export function readRequest<Schema extends z.ZodType>(schema: Schema, request: unknown): z.output<Schema> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  const { message, path } = parsed.error.issues[0];
  const param = path.join(".") || undefined;
  throw new AppError("invalid_request", message, { param });
}
