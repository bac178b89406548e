import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { processWide } from "@/lib/core/process-wide";
import { db } from "@/lib/db";
import { isWellFormed } from "@/lib/keys";
import { MemoryLimitStore, type Limit, type LimitStore, type Verdict } from "./limit-store";
import { SharedLimitStore } from "./shared-limit-store";

/** What the published price list promises: requests a minute of one key, and a day of one organization. */
export const keyLimit: Limit = { name: "minute", quota: 50, windowSeconds: 60, kind: "bucket" };
export const organizationLimit: Limit = { name: "day", quota: 10_000, windowSeconds: 86_400, kind: "window" };

/** Refused credentials a minute from one address: far above any honest mistake, far below guessing. */
export const failureLimit: Limit = { name: "failures", quota: 300, windowSeconds: 60, kind: "bucket" };

/** Reports of leaked keys a minute from one address, of up to a thousand keys each. */
export const reportLimit: Limit = { name: "leak reports", quota: 60, windowSeconds: 60, kind: "bucket" };

const store = (): LimitStore => processWide("limits", () => new SharedLimitStore());
const local = (): { store: LimitStore } =>
  processWide("local-limits", () => ({ store: new MemoryLimitStore() }));

/**
 * Addresses that this process knows to be over the limit, and until when. A look here costs good calls nothing; a process
 * that has not heard of an address yet hears of it at the first credential that it refuses there.
 */
const blocked = () => processWide("blocked-addresses", () => new Map<string, number>());
const MAX_BLOCKED = 20_000;

/**
 * Counts a call of a key, in one round trip to the database. Sets the RateLimit fields either way, then throws
 * `rate_limited` where a quota is spent.
 */
export async function countCall(
  caller: { keyId: string; organizationId: string },
  headers: Headers,
): Promise<void> {
  const quotas = [
    { limit: keyLimit, subject: caller.keyId },
    { limit: organizationLimit, subject: caller.organizationId },
  ];
  const [minute, day] = await store().take(quotas, clock.now().getTime());
  writeLimits(headers, [
    [keyLimit, minute],
    [organizationLimit, day],
  ]);
  if (!minute.allowed) throw spent(keyLimit, minute, "this key");
  if (!day.allowed) throw spent(organizationLimit, day, "this organization");
}

/** Throws `too_many_attempts` once an address has had too many credentials refused. Costs no query. */
export function checkFailures(address: string): void {
  const untilMs = blocked().get(address);
  if (untilMs === undefined) return;
  const waitMs = untilMs - clock.now().getTime();
  if (waitMs <= 0) return void blocked().delete(address);
  throw new AppError(
    "too_many_attempts",
    "Too many requests without a valid key came from this address. Check the key, then try again later.",
    { retryAfterSeconds: Math.ceil(waitMs / 1000) },
  );
}

/**
 * Notes that a credential of this address was refused. What its form alone gave away is counted in this process, because
 * rubbish must cost the database nothing; what had to be looked up, in all of them together.
 */
export async function countFailure(address: string, secret: string | null): Promise<void> {
  const nowMs = clock.now().getTime();
  const counts = secret !== null && isWellFormed(secret) ? store() : local().store;
  const [verdict] = await counts.take([{ limit: failureLimit, subject: address }], nowMs);
  if (verdict.remaining > 0) return;
  blocked().set(address, nowMs + Math.max(1, verdict.retryAfterSeconds) * 1000);
  if (blocked().size > MAX_BLOCKED) blocked().delete(blocked().keys().next().value ?? "");
}

/** Counts a report of leaked keys. Throws `too_many_attempts`. */
export async function countReport(address: string): Promise<void> {
  const quotas = [{ limit: reportLimit, subject: address }];
  const [{ allowed, retryAfterSeconds }] = await store().take(quotas, clock.now().getTime());
  if (allowed) return;
  throw new AppError(
    "too_many_attempts",
    "Too many reports came from this address. Send many keys in one report, or try again later.",
    { retryAfterSeconds: Math.max(1, retryAfterSeconds) },
  );
}

/** For tests: every count starts anew. */
export async function resetLimits(): Promise<void> {
  blocked().clear();
  local().store = new MemoryLimitStore();
  await db().rateLimit.deleteMany();
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
