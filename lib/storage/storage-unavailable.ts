import { AppError } from "@/lib/core/errors";

/** What a caller is told of a store that fails; why stands in the log alone. */
export const unavailable = (cause: unknown): AppError =>
  new AppError("storage_unavailable", "Files cannot be stored or read at the moment. Try again shortly.", {
    retryAfterSeconds: 30,
    cause,
  });
