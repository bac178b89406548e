import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";

const PER_MINUTE = 20;
const CAPACITY = 20_000;

const attempts = new Map<string, { count: number; windowEnd: number }>();

/**
 * At most 20 sign-in attempts a minute from one place, counted in this process: a second line behind the count per
 * account, which is shared. Throws `too_many_attempts` with the seconds to wait.
 */
export function limitAddress(address: string): void {
  const now = clock.now().getTime();
  const known = attempts.get(address);
  const current = known && now < known.windowEnd ? known : { count: 0, windowEnd: now + 60_000 };
  current.count++;
  attempts.delete(address);
  attempts.set(address, current);
  const oldest = attempts.keys().next();
  if (attempts.size > CAPACITY && !oldest.done) attempts.delete(oldest.value);
  if (current.count <= PER_MINUTE) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((current.windowEnd - now) / 1000));
  throw new AppError("too_many_attempts", `Too many attempts. Try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
  });
}
