import { requireOldEnough, tooYoung, type AgeAnswer } from "@/lib/accounts";
import { isAppError } from "@/lib/core/errors";
import { markRefused, wasRefused } from "./age-mark";

/**
 * Lets pass who is old enough where they live. Whoever is not is refused for as long as the browser stays open, whatever is
 * answered next. Throws `forbidden`, alike in both cases.
 */
export async function passAgeGate(answer: AgeAnswer): Promise<void> {
  if (await wasRefused()) throw tooYoung();
  try {
    requireOldEnough(answer);
  } catch (error) {
    if (isAppError(error)) await markRefused();
    throw error;
  }
}
