import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { MemoryLimitStore, type Limit, type LimitStore, type Verdict } from "./limit-store";

/** What the published price list promises: requests a minute of one key, and a day of one organization. */
export const keyLimit: Limit = { name: "minute", quota: 50, windowSeconds: 60, kind: "bucket" };
export const organizationLimit: Limit = { name: "day", quota: 10_000, windowSeconds: 86_400, kind: "window" };

/** Refused credentials a minute from one address: far above any honest mistake, far below guessing. */
export const failureLimit: Limit = { name: "failures", quota: 300, windowSeconds: 60, kind: "bucket" };

// On the global object: a Next server may evaluate this module once per bundle, and a limit counts across routes.
const holder = globalThis as { printpalLimits?: LimitStore };
const store = (): LimitStore => (holder.printpalLimits ??= new MemoryLimitStore());

/** Counts a call of a key. Sets the RateLimit fields either way, then throws `rate_limited` where a quota is spent. */
export async function countCall(
  caller: { keyId: string; organizationId: string },
  headers: Headers,
): Promise<void> {
  const nowMs = clock.now().getTime();
  const minute = await store().take(keyLimit, caller.keyId, nowMs);
  const day = await store().take(organizationLimit, caller.organizationId, nowMs, minute.allowed ? 1 : 0);
  writeLimits(headers, [
    [keyLimit, minute],
    [organizationLimit, day],
  ]);
  if (!minute.allowed) throw spent(keyLimit, minute, "this key");
  if (!day.allowed) throw spent(organizationLimit, day, "this organization");
}

/** Throws `too_many_attempts` once an address has had too many credentials refused. */
export async function checkFailures(address: string): Promise<void> {
  const verdict = await store().take(failureLimit, address, clock.now().getTime(), 0);
  if (verdict.allowed) return;
  throw new AppError(
    "too_many_attempts",
    "Too many requests without a valid key came from this address. Check the key, then try again later.",
    { retryAfterSeconds: Math.max(1, verdict.retryAfterSeconds) },
  );
}

export async function countFailure(address: string): Promise<void> {
  await store().take(failureLimit, address, clock.now().getTime());
}

/** For tests: every count starts anew. */
export function resetLimits(): void {
  holder.printpalLimits = undefined;
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-11. */
function writeLimits(headers: Headers, limits: [Limit, Verdict][]): void {
  const policies = limits.map(([limit]) => `"${limit.name}";q=${limit.quota};w=${limit.windowSeconds}`);
  const states = limits.map(
    ([limit, state]) => `"${limit.name}";r=${state.remaining};t=${state.resetSeconds}`,
  );
  headers.set("RateLimit-Policy", policies.join(", "));
  headers.set("RateLimit", states.join(", "));
}

function spent(limit: Limit, verdict: Verdict, who: string): AppError {
  const retryAfterSeconds = Math.max(1, verdict.retryAfterSeconds);
  return new AppError(
    "rate_limited",
    `The ${limit.quota.toLocaleString("en")} requests a ${limit.name} of ${who} are used up. Try again in ${retryAfterSeconds} s; status polls and downloads do not count.`,
    { retryAfterSeconds },
  );
}
