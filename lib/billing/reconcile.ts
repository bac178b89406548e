import { clock } from "@/lib/core/clock";
import { db, Prisma } from "@/lib/db";
import { addJob } from "@/lib/jobs";
import { EVENT_ATTEMPTS, EVENT_JOB, REFUND_ATTEMPTS, REFUND_JOB } from "./job-names";
import { close } from "./open-checkout";
import { storeEvent } from "./receive-event";
import { isUnknownToStripe, sellsCredits, stripe } from "./stripe";
import { syncSession } from "./sync-session";

/** Stripe keeps events for thirty days; those of the last hours are read twice. */
const FURTHEST_MS = 30 * 86_400_000;
const OVERLAP_MS = 2 * 3_600_000;
const CURSOR = "stripe_events";

/**
 * Asks Stripe for what never arrived: its events since the last time, and every page that was paid and that we believe to be
 * open; and takes up again the events whose jobs gave up. What it finds is handled as if it had come by itself.
 */
export async function reconcile(signal?: AbortSignal): Promise<{ events: number; sessions: number }> {
  if (!sellsCredits()) return { events: 0, sessions: 0 };
  const now = clock.now();
  const cursor = await db().billingCursor.findUnique({ where: { name: CURSOR } });
  const since = new Date(Math.max(now.getTime() - FURTHEST_MS, (cursor?.at.getTime() ?? 0) - OVERLAP_MS));
  const events = await takeMissed(since, signal);
  await takeGivenUp();
  await takeUnsent();
  const sessions = await takePaid(signal);
  await db().billingCursor.upsert({
    where: { name: CURSOR },
    create: { name: CURSOR, at: now },
    update: { at: now },
  });
  return { events, sessions };
}

async function takeMissed(since: Date, signal?: AbortSignal): Promise<number> {
  let found = 0;
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for await (const event of stripe().events.list({ created, limit: 100 })) {
    signal?.throwIfAborted();
    if (await storeEvent(event)) found++;
  }
  return found;
}

/** By then the job of an event has used up its attempts. */
const GIVEN_UP_MS = 36 * 3_600_000;

/** What was stored and never handled is not new to {@link takeMissed}: it gets a job again, under the same key. */
async function takeGivenUp(): Promise<void> {
  const before = new Date(clock.now().getTime() - GIVEN_UP_MS).toISOString();
  const payload = Prisma.sql`json_build_object('eventId', stored.id)`;
  const job = addJob(EVENT_JOB, payload, { jobKey: Prisma.sql`stored.id`, maxAttempts: EVENT_ATTEMPTS });
  await db().$queryRaw(Prisma.sql`
    SELECT job.id::text FROM stripe_events AS stored, LATERAL ${job} AS job
    WHERE stored.handled_at IS NULL AND stored.received_at < ${before}::timestamptz`);
}

/** As long as the job of a refund tries: almost three days. */
const REFUND_GIVEN_UP_MS = 72 * 3_600_000;

/** A refund whose job gave up has taken the credits and sent no money: it gets a job again, under the same key. */
async function takeUnsent(): Promise<void> {
  const before = new Date(clock.now().getTime() - REFUND_GIVEN_UP_MS).toISOString();
  const payload = Prisma.sql`json_build_object('refundId', refund.id)`;
  const job = addJob(REFUND_JOB, payload, { jobKey: Prisma.sql`refund.id`, maxAttempts: REFUND_ATTEMPTS });
  await db().$queryRaw(Prisma.sql`
    SELECT job.id::text FROM billing_refunds AS refund, LATERAL ${job} AS job
    WHERE refund.status = 'requested' AND refund.created_at < ${before}::timestamptz`);
}

const PAGES = 200;

async function takePaid(signal?: AbortSignal): Promise<number> {
  const waiting = await db().billingCheckout.findMany({
    where: {
      status: { in: ["open", "expired"] },
      stripeSessionId: { not: null },
      expiresAt: { gt: new Date(clock.now().getTime() - FURTHEST_MS) },
    },
    orderBy: { createdAt: "desc" },
    take: PAGES,
  });
  let found = 0;
  for (const { id, stripeSessionId } of waiting) {
    signal?.throwIfAborted();
    const status = await statusOf(stripeSessionId!);
    if (status === "unknown") await close(id, "over");
    else if (status !== "open") await syncSession(stripeSessionId!);
    if (status === "complete") found++;
  }
  return found;
}

async function statusOf(sessionId: string): Promise<string | null> {
  try {
    return (await stripe().checkout.sessions.retrieve(sessionId)).status;
  } catch (error) {
    if (isUnknownToStripe(error)) return "unknown";
    throw error;
  }
}
