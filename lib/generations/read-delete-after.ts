import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { DELETE_AFTER_SECONDS } from "./lifetime-schema";
import type { GenerationSettings } from "./schema";

/** The moment that `delete_after` names. Throws `invalid_request` for one too near, in the past, or too far. */
export function readDeleteAfter(wish: GenerationSettings["delete_after"]): Date | null {
  if (wish === undefined) return null;
  const nowMs = clock.now().getTime();
  const at = typeof wish === "number" ? new Date(nowMs + wish * 1000) : new Date(wish);
  const { least, most } = DELETE_AFTER_SECONDS;
  const seconds = (at.getTime() - nowMs) / 1000;
  if (seconds >= least && seconds <= most) return at;
  const message = `delete_after must lie ${least} seconds to ${most / 86_400} days ahead.`;
  throw new AppError("invalid_request", message, {
    param: "delete_after",
    errors: { delete_after: [message] },
  });
}
