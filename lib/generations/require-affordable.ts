import { AppError } from "@/lib/core/errors";
import type { GenerationSettings } from "./schema";

/** Throws `price_above_limit` where a request would cost more than its caller allows. */
export function requireAffordable({ max_credits: most, quality }: GenerationSettings, credits: number): void {
  if (most === undefined || credits <= most) return;
  throw new AppError(
    "price_above_limit",
    `The quality ${quality} costs ${credits} credits, more than the ${most} that max_credits allows. Raise it, or choose a lower quality.`,
    { param: "max_credits", creditsRequired: credits },
  );
}
