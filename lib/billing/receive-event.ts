import Stripe from "stripe";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { db, Prisma } from "@/lib/db";
import { addJob } from "@/lib/jobs";
import { subjectOf } from "./event-subject";
import { EVENT_ATTEMPTS, EVENT_JOB } from "./job-names";

/** How far from now the moment may lie at which Stripe signed. */
const TOLERANCE_SECONDS = 300;

/**
 * Takes what Stripe sent: checks signature and age on the body as it came, writes the event down and plans its handling, by
 * one statement; then it may be acknowledged. The same event is written once, however often it comes. Types that mean
 * nothing here are acknowledged and left. Throws `invalid_signature` for whatever else.
 */
export async function receiveEvent(body: string, signature: string | null): Promise<void> {
  await storeEvent(verify(body, signature));
}

function verify(body: string, signature: string | null): Stripe.Event {
  const { stripeWebhookSecret: secret } = env();
  if (!secret || !signature) throw refusal();
  const nowSeconds = Math.floor(clock.now().getTime() / 1000);
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1]);
  // Stripe's own check takes whatever comes from the future.
  if (!(signedAt <= nowSeconds + TOLERANCE_SECONDS)) throw refusal();
  try {
    return Stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      TOLERANCE_SECONDS,
      undefined,
      clock.now().getTime(),
    );
  } catch (error) {
    throw refusal(error);
  }
}

const refusal = (cause?: unknown): AppError =>
  new AppError("invalid_signature", "This was not signed by Stripe within the last five minutes.", { cause });

/** True where it was new. What was stored by whomever is handled by a job of its own. */
export async function storeEvent(event: Stripe.Event): Promise<boolean> {
  const subject = subjectOf(event);
  if (!subject) return false;
  const { id, type, created } = event;
  const moments = [new Date(created * 1000), clock.now()].map((moment) => moment.toISOString());
  const payload = Prisma.sql`json_build_object('eventId', stored.id)`;
  const job = addJob(EVENT_JOB, payload, { jobKey: Prisma.sql`stored.id`, maxAttempts: EVENT_ATTEMPTS });
  const rows = await db().$queryRaw<object[]>(Prisma.sql`
    WITH stored AS (
      INSERT INTO stripe_events (id, type, subject, created_at, received_at)
      VALUES (${id}, ${type}, ${subject}, ${moments[0]}::timestamptz, ${moments[1]}::timestamptz)
      ON CONFLICT (id) DO NOTHING RETURNING id
    )
    SELECT job.id::text FROM stored, ${job} AS job`);
  return rows.length > 0;
}
