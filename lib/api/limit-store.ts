/** How often something may happen: `quota` times in `windowSeconds`. */
export interface Limit {
  name: string;
  quota: number;
  windowSeconds: number;
  /** `bucket` refills evenly and allows a burst of `quota`; `window` starts anew at each multiple of the window. */
  kind: "bucket" | "window";
}

/** A limit and whom it counts. */
export interface Quota {
  limit: Limit;
  subject: string;
}

export interface Verdict {
  allowed: boolean;
  remaining: number;
  /** Until the whole quota is there again. */
  resetSeconds: number;
  /** Until the next call is allowed; 0 when this one was. */
  retryAfterSeconds: number;
}

/** Where counts live. */
export interface LimitStore {
  /** Takes one from each quota in turn until one is spent; those behind that one are only looked at. */
  take(quotas: readonly Quota[], nowMs: number): Promise<Verdict[]>;
}

/** A counter's state: tokens left as of a moment. */
export interface Counter {
  tokens: number;
  atMs: number;
}

const MAX_COUNTERS = 20_000;

/** Counts in this process. Bounded: past 20,000 subjects the longest untouched ones are forgotten. */
export class MemoryLimitStore implements LimitStore {
  private readonly counters = new Map<string, Counter>();

  async take(quotas: readonly Quota[], nowMs: number): Promise<Verdict[]> {
    let cost = 1;
    return quotas.map((quota) => {
      const verdict = this.takeOne(quota, nowMs, cost);
      if (!verdict.allowed) cost = 0;
      return verdict;
    });
  }

  private takeOne({ limit, subject }: Quota, nowMs: number, cost: number): Verdict {
    const id = `${limit.name}:${subject}`;
    const counter = refill(limit, this.counters.get(id), nowMs);
    const allowed = counter.tokens >= 1;
    if (allowed) counter.tokens -= cost;
    this.counters.delete(id);
    this.counters.set(id, counter);
    if (this.counters.size > MAX_COUNTERS) this.counters.delete(this.counters.keys().next().value ?? "");
    return toVerdict(limit, counter, allowed);
  }
}

function refill(limit: Limit, counter: Counter | undefined, nowMs: number): Counter {
  if (!counter) return { tokens: limit.quota, atMs: nowMs };
  const windowMs = limit.windowSeconds * 1000;
  if (limit.kind === "window") {
    const sameWindow = Math.floor(nowMs / windowMs) === Math.floor(counter.atMs / windowMs);
    return { tokens: sameWindow ? counter.tokens : limit.quota, atMs: nowMs };
  }
  // A clock that steps back must not take tokens away.
  const elapsedMs = Math.max(0, nowMs - counter.atMs);
  return {
    tokens: Math.min(limit.quota, counter.tokens + (elapsedMs / windowMs) * limit.quota),
    atMs: nowMs,
  };
}

/** What a counter's state means for the one who asked. */
export function toVerdict(limit: Limit, { tokens, atMs }: Counter, allowed: boolean): Verdict {
  const windowMs = limit.windowSeconds * 1000;
  const untilNextWindow = Math.ceil((windowMs - (atMs % windowMs)) / 1000);
  const secondsAToken = limit.windowSeconds / limit.quota;
  const inBucket = limit.kind === "bucket";
  return {
    allowed,
    remaining: Math.max(0, Math.floor(tokens)),
    resetSeconds: inBucket ? Math.ceil((limit.quota - tokens) * secondsAToken) : untilNextWindow,
    retryAfterSeconds: allowed ? 0 : inBucket ? Math.ceil((1 - tokens) * secondsAToken) : untilNextWindow,
  };
}
