import { log } from "@/lib/core/log";
import { db, Prisma, runPrepared } from "@/lib/db";
import {
  MemoryLimitStore,
  toVerdict,
  type Counter,
  type Limit,
  type LimitStore,
  type Quota,
  type Verdict,
} from "./limit-store";

/**
 * Counts in the database, for all web processes together and exactly: one statement whatever the number of quotas, on an
 * unlogged table, so that nothing waits for a disk. The clocks of the processes may differ: a count never runs back.
 * Where the database cannot be had, this process counts for itself; nothing is ever without a limit.
 */
export class SharedLimitStore implements LimitStore {
  private readonly local = new MemoryLimitStore();
  private sweptMs = 0;

  async take(quotas: readonly Quota[], nowMs: number): Promise<Verdict[]> {
    try {
      await this.sweep(nowMs);
      const rows = await runPrepared<Counter & { place: number; allowed: boolean }>(statement(quotas, nowMs));
      const found = rows.sort((a, b) => a.place - b.place);
      return quotas.map(({ limit }, place) => toVerdict(limit, found[place], found[place].allowed));
    } catch (error) {
      log.warn("limits are counted in this process alone", {}, error);
      return this.local.take(quotas, nowMs);
    }
  }

  /** Once a minute, counters that say nothing any more. */
  private async sweep(nowMs: number): Promise<void> {
    if (Math.abs(nowMs - this.sweptMs) < 60_000) return;
    this.sweptMs = nowMs;
    await db().rateLimit.deleteMany({ where: { forgetMs: { lt: nowMs } } });
  }
}

/** Each quota's step takes one only where the step before it was allowed; rows are locked in that order. */
function statement(quotas: readonly Quota[], nowMs: number): Prisma.Sql {
  const now = Prisma.sql`${nowMs}::float8`;
  const steps = quotas.map((quota, place) => {
    const cost = place === 0 ? Prisma.sql`1` : whereAllowed(place);
    return Prisma.sql`${Prisma.raw(`step_${place}`)} AS (${step(quota, now, cost)})`;
  });
  const answers = quotas.map(
    (_, place) =>
      Prisma.sql`SELECT ${Prisma.raw(String(place))} AS place, tokens, at_ms AS "atMs", allowed
        FROM ${Prisma.raw(`step_${place}`)}`,
  );
  return Prisma.sql`WITH ${Prisma.join(steps)} ${Prisma.join(answers, " UNION ALL ")}`;
}

/** 1 where every step before this place was allowed, 0 otherwise. */
function whereAllowed(place: number): Prisma.Sql {
  const before = Array.from({ length: place }, (_, index) => Prisma.raw(`SELECT allowed FROM step_${index}`));
  return Prisma.sql`(SELECT bool_and(allowed)::int FROM (${Prisma.join(before, " UNION ALL ")}) AS before)`;
}

function step({ limit, subject }: Quota, now: Prisma.Sql, cost: Prisma.Sql): Prisma.Sql {
  const { name, quota, windowSeconds } = limit;
  const there = refilled(limit, now);
  const forget = Prisma.sql`${now} + ${windowSeconds * 1000}::float8`;
  return Prisma.sql`
    INSERT INTO rate_limits AS counter (id, tokens, at_ms, allowed, forget_ms)
    VALUES (${`${name}:${subject}`}, ${quota}::float8 - ${cost}, ${now}, true, ${forget})
    ON CONFLICT (id) DO UPDATE SET
      tokens = ${there} - CASE WHEN ${there} >= 1 THEN ${cost} ELSE 0 END,
      allowed = ${there} >= 1,
      at_ms = CASE WHEN ${now} < counter.at_ms - ${STEP_MS}::float8 THEN ${now} ELSE greatest(counter.at_ms, ${now}) END,
      forget_ms = excluded.forget_ms
    RETURNING tokens, at_ms, allowed`;
}

/** Further back than clocks of one service differ: somebody set the clock, and the count goes on from there. */
const STEP_MS = 60_000;

function refilled({ kind, quota, windowSeconds }: Limit, now: Prisma.Sql): Prisma.Sql {
  const windowMs = windowSeconds * 1000;
  if (kind === "window")
    return Prisma.sql`(CASE WHEN floor(${now} / ${windowMs}::float8) > floor(counter.at_ms / ${windowMs}::float8)
      THEN ${quota}::float8 ELSE counter.tokens END)`;
  return Prisma.sql`least(${quota}::float8,
    counter.tokens + greatest(0, ${now} - counter.at_ms) / ${windowMs}::float8 * ${quota}::float8)`;
}
